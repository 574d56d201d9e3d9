using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Trust;

/// <summary>One step of a survival curve.</summary>
/// <param name="Time">Time of the events.</param>
/// <param name="AtRisk">People watched just before it.</param>
/// <param name="Events">Events at it.</param>
/// <param name="Survival">Share without the event after it, 0 to 1.</param>
/// <param name="StandardError">Greenwood's.</param>
/// <param name="Interval">On the log(-log) scale, so that it stays within 0 and 1; where nobody is left, from 0 to the upper end before.</param>
public sealed record SurvivalStep(double Time, long AtRisk, long Events, double Survival, double StandardError, Interval Interval);

/// <summary>Share still without the event, when not all were watched to it (Kaplan and Meier 1958). Reference case C06.</summary>
/// <param name="Steps">One per time with an event.</param>
/// <param name="LastTime">Longest time watched; the curve says nothing beyond.</param>
/// <param name="N">People; those censored are used up to the end of their watching.</param>
/// <param name="Provenance">Where the durations come from.</param>
public sealed record KaplanMeier(IReadOnlyList<SurvivalStep> Steps, double LastTime, SampleSize N, Provenance Provenance)
{
    /// <summary>The curve of all durations given, whatever their group.</summary>
    /// <param name="durations">At least one, at least one event.</param>
    /// <param name="level">Level of the intervals.</param>
    /// <exception cref="InputException">A time is not above 0.</exception>
    /// <exception cref="NotIdentifiedException">No event.</exception>
    public static KaplanMeier Of(IEnumerable<Duration> durations, double level = 0.95)
    {
        var z = Normal.InvCDF(0, 1, 0.5 + Guard.Level(level) / 2);
        var list = Duration.Checked(durations);
        List<SurvivalStep> steps = [];
        double survival = 1, greenwood = 0;
        long atRisk = list.Length;
        foreach (var time in list.GroupBy(row => row.Time).OrderBy(group => group.Key))
        {
            long events = time.Count(row => row.Event);
            if (events > 0)
            {
                survival *= 1 - (double)events / atRisk;
                greenwood += events < atRisk ? (double)events / atRisk / (atRisk - events) : 0;
                steps.Add(new(time.Key, atRisk, events, survival, survival * Math.Sqrt(greenwood), Ends(survival, greenwood, z, level, steps.Count > 0 ? steps[^1].Interval.High : 1)));
            }

            atRisk -= time.Count();
        }

        return new(steps, list.Max(row => row.Time), new SampleSize(list.Length), Provenance.Combine(list.Select(row => row.Provenance)));
    }

    /// <summary>One curve per group, by its name.</summary>
    public static IReadOnlyDictionary<string, KaplanMeier> ByGroup(IEnumerable<Duration> durations, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(durations);
        return durations.GroupBy(row => row.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Of(group, level), StringComparer.Ordinal);
    }

    /// <summary>Share without the event after <paramref name="time"/>.</summary>
    /// <exception cref="NotIdentifiedException">Nobody was watched that long.</exception>
    public Estimate At(double time)
    {
        if (!(time >= 0) || time > LastTime)
        {
            throw new NotIdentifiedException("MODEL452", "'time'", FormattableString.Invariant($"{time}, watched to {LastTime}"),
                "the curve ends with the last person watched", "ask within it, or fit a parametric curve and say so");
        }

        var step = Steps.LastOrDefault(step => step.Time <= time);
        return new Estimate(step?.Survival ?? 1, step?.Interval ?? new Interval(1, 1, Steps[0].Interval.Level, IntervalKind.Confidence), Unit.Share, N, "Kaplan-Meier") { Provenance = Provenance };
    }

    /// <summary>First time at which no more than <paramref name="share"/> are without the event; null when the curve stays above it.</summary>
    public double? TimeTo(double share = 0.5)
    {
        Guard.Probability(share, "share");
        return Steps.FirstOrDefault(step => step.Survival <= share)?.Time;
    }

    private static Interval Ends(double survival, double greenwood, double z, double level, double before)
    {
        if (survival <= 0) return new Interval(0, before, level, IntervalKind.Confidence);
        var half = z * Math.Sqrt(greenwood) / Math.Abs(Math.Log(survival));
        return new Interval(Math.Pow(survival, Math.Exp(half)), Math.Pow(survival, Math.Exp(-half)), level, IntervalKind.Confidence);
    }
}
