using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>How long someone was watched, and whether it ended in the event: a follower until the unfollow, a buyer until the next order.</summary>
/// <param name="Time">Time watched, above 0, in one unit throughout.</param>
/// <param name="Event">Whether it ended in the event; false when the watching ended first (censored).</param>
/// <param name="Group">Group compared, such as the selling style of the KOL; empty when there is one.</param>
public sealed record Duration(double Time, bool Event, string Group = "")
{
    /// <summary>One finite number per covariate, the same order in every row; empty without covariates.</summary>
    public IReadOnlyList<double> Covariates { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same duration with covariates.</summary>
    public Duration WithCovariates(IEnumerable<double> covariates) => this with { Covariates = [.. covariates] };

    /// <summary>The same duration with its origin.</summary>
    public Duration From(Provenance provenance) => this with { Provenance = provenance };

    internal static Duration[] Checked(IEnumerable<Duration> durations, int covariates = -1)
    {
        ArgumentNullException.ThrowIfNull(durations);
        Duration[] list = [.. durations];
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i].Time > 0 && double.IsFinite(list[i].Time)) continue;
            throw new InputException("MODEL450", FormattableString.Invariant($"row {i + 1}"), FormattableString.Invariant($"time {list[i].Time}"),
                "a time above 0 is needed", "write an end on the first day as half a day, or check the dates");
        }

        if (!list.Any(row => row.Event))
        {
            throw new NotIdentifiedException("MODEL451", "durations", FormattableString.Invariant($"{list.Length} rows and no event"),
                "without an event nothing is known of the time to it", "watch longer, and report that no event was seen");
        }

        for (var i = 0; covariates >= 0 && i < list.Length; i++)
        {
            Guard.SameLength(covariates, list[i].Covariates.Count, FormattableString.Invariant($"covariates of row {i + 1}"));
            foreach (var value in list[i].Covariates) Guard.Finite(value, FormattableString.Invariant($"covariates of row {i + 1}"));
        }

        return list;
    }
}
