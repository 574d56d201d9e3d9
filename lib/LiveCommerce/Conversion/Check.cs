namespace LiveCommerce.Conversion;

/// <summary>Checks at the door that every conversion model shares.</summary>
internal static class Check
{
    private const long Most = 1_000_000_000_000_000;

    internal static double Level(double level) =>
        level is > 0 and < 1
            ? level
            : throw new InputException("MODEL301", "'level'", $"it is {level:R}", "a level lies between 0 and 1, ends left out", "give 0.95 for 95%");

    internal static void Counts(string where, long events, long trials)
    {
        if (events < 0 || trials < 0)
            throw new InputException("MODEL300", where, $"{events} events of {trials} trials", "a count cannot be negative", "look for a missing-value code such as -1 in the source");
        if (events > Most || trials > Most)
            throw new InputException("MODEL308", where, $"{events} events of {trials} trials", "counts beyond 10^15 lose single people in their sums", "look for an id or a sum of money in a column of counts");
        if (trials == 0)
            throw new InputException("MODEL302", where, "0 trials", "a rate of nothing is not defined", "drop the segment or the stage, and say that it was empty");
        if (events > trials)
            throw new InputException("MODEL303", where, $"{events} events of {trials} trials", "a stage cannot hold more than the stage before it", "count both stages in the same unit and window, or use the ratio of means with a cluster bootstrap");
    }

    /// <summary>Counts of a ratio of means, whose events may exceed its trials, and which may have none.</summary>
    internal static void Unbounded(string where, long events, long trials)
    {
        if (events < 0 || trials < 0 || events > Most || trials > Most) Counts(where, events, trials);
    }

    internal static double Finite(string where, double value) =>
        double.IsFinite(value)
            ? value
            : throw new InputException("MODEL315", where, $"it is {value}", "a finite number is needed", "drop the row or repair its source; do not write 0 for a missing value");

    internal static double Positive(string where, double value)
    {
        Finite(where, value);
        return value > 0
            ? value
            : throw new InputException("MODEL316", where, $"it is {value:R}", "a number above 0 is needed", "check the unit and the sign");
    }
}
