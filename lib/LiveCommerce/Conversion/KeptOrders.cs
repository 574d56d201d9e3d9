using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Orders of one cohort that were returned after some time, or not yet.</summary>
/// <param name="Days">Days from order to return, or to the end of observation; 0 or above.</param>
/// <param name="Returned">Whether it ended in a return.</param>
/// <param name="Orders">How many orders.</param>
public sealed record OrderOutcome(double Days, bool Returned, long Orders)
{
    /// <summary>Where the counts come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same counts with their origin.</summary>
    public OrderOutcome From(Provenance provenance) => this with { Provenance = provenance };
}

/// <summary>Share of orders kept after the return window, when many orders are still inside it.</summary>
/// <remarks>Kept orders are right-censored: counting all that have not come back yet says too much. Kaplan and Meier (1958), Greenwood's variance, interval on the log(-log) scale.</remarks>
public static class KeptOrders
{
    /// <summary>From orders that are older than the window alone.</summary>
    /// <param name="outcomes">All orders.</param>
    /// <param name="windowDays">Length of the return window, above 0.</param>
    /// <param name="level">Level of the interval.</param>
    /// <exception cref="NotIdentifiedException">No order was watched through the window.</exception>
    /// <remarks>Orders must have been watched from the day of the order; a return inside the window of an order placed too late to be watched through it is left out only when <paramref name="outcomes"/> leaves it out: give whole cohorts.</remarks>
    public static Estimate Mature(IEnumerable<OrderOutcome> outcomes, double windowDays, double level = 0.95)
    {
        var (list, all) = Checked(outcomes, windowDays, level);
        if (list.Any(o => !o.Returned && o.Days < windowDays))
            throw new NotIdentifiedException("MODEL371", "orders", $"{list.Where(o => !o.Returned && o.Days < windowDays).Sum(o => o.Orders)} of {all} still inside the window", "they may yet come back", "give only cohorts older than the window, or use KeptOrders.Projected");
        var kept = list.Where(o => !(o.Returned && o.Days <= windowDays)).Sum(o => o.Orders);
        return ConversionRate.Of(new RateCount(kept, all).From(Origin(list)), RateIntervalKind.Wilson, level) with { Method = "kept, mature cohorts" };
    }

    /// <summary>From all orders, those still inside the window taken as censored: "kept, projected".</summary>
    /// <exception cref="NotIdentifiedException">No order was watched to the end of the window.</exception>
    public static Estimate Projected(IEnumerable<OrderOutcome> outcomes, double windowDays, double level = 0.95)
    {
        var (list, all) = Checked(outcomes, windowDays, level);
        if (list.Max(o => o.Days) < windowDays)
            throw new NotIdentifiedException("MODEL372", "orders", FormattableString.Invariant($"none watched beyond day {list.Max(o => o.Days):0.#} of {windowDays:0.#}"), "the curve ends before the window does", "wait, or state the share kept by the last day that was watched");
        double survival = 1, greenwood = 0;
        long atRisk = all, returned = 0;
        foreach (var day in list.Where(o => o.Days <= windowDays).GroupBy(o => o.Days).OrderBy(g => g.Key))
        {
            long back = day.Where(o => o.Returned).Sum(o => o.Orders);
            if (back > 0)
            {
                returned += back;
                survival *= 1 - ((double)back / atRisk);
                if (back < atRisk) greenwood += (double)back / atRisk / (atRisk - back);
            }

            atRisk -= day.Sum(o => o.Orders);
        }

        var censored = list.Where(o => !o.Returned && o.Days < windowDays).Sum(o => o.Orders);
        return new Estimate(survival, Interval(survival, greenwood, all - censored, level), Unit.Share, new SampleSize(all), "kept, projected (Kaplan-Meier)")
        {
            Provenance = Origin(list),
            Warnings = censored == 0 ? [] : [new ModelWarning("MODEL373", Severity.Note, $"{censored} of {all} orders are still inside the return window: this is a projection.") { Numbers = new Dictionary<string, double> { ["censored"] = censored, ["returned"] = returned } }],
        };
    }

    private static Provenance Origin(OrderOutcome[] list) => Provenance.Combine(list.Select(o => o.Provenance).Distinct());

    private static Interval Interval(double survival, double greenwood, long effective, double level)
    {
        if (survival is <= 0 or >= 1)
        {
            var n = Math.Max(1, effective);
            return RateInterval.Of(survival >= 1 ? n : 0, n, RateIntervalKind.Wilson, level);
        }

        var half = Tail.Quantile((1 - level) / 2) * Math.Sqrt(greenwood) / Math.Abs(Math.Log(survival));
        return new Interval(Math.Pow(survival, Math.Exp(half)), Math.Pow(survival, Math.Exp(-half)), level, IntervalKind.Confidence);
    }

    private static (OrderOutcome[] List, long All) Checked(IEnumerable<OrderOutcome> outcomes, double windowDays, double level)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        Check.Level(level);
        Check.Positive("'windowDays'", windowDays);
        var list = Guard.Items(outcomes, "outcomes");
        for (var i = 0; i < list.Length; i++)
        {
            Check.Unbounded($"row {i + 1}", 0, Math.Max(0, list[i].Orders));
            if (list[i].Orders < 0 || !(list[i].Days >= 0) || !double.IsFinite(list[i].Days))
                throw new InputException("MODEL300", $"row {i + 1}", FormattableString.Invariant($"{list[i].Orders} orders after {list[i].Days} days"), "counts and days are 0 or above", "check the dates of order and return");
        }

        list = [.. list.Where(o => o.Orders > 0)];
        if (list.Length == 0) throw new InputException("MODEL302", "orders", "0", "a share of nothing is not defined", "drop the segment, and say that it had no order");
        return (list, list.Sum(o => o.Orders));
    }
}
