namespace LiveCommerce.Data.Store;

/// <summary>One cohort in one period, as the engine gives it.</summary>
internal sealed record CohortPart(IReadOnlyDictionary<string, string> Group, long Cohort, long Age, long Active, long Ended, long Eligible, long Repeat, long Synthetic)
{
    /// <summary>The periods of one cohort as one row; periods in which nobody was active are 0.</summary>
    public static Cohort Together(IReadOnlyList<CohortPart> parts, long last, DateTime start, Func<long, Provenance> from)
    {
        var periods = (int)(last - parts[0].Cohort) + 1;
        var (active, ended, eligible, repeat) = (new long[periods], new long[periods], new long[periods], new long[periods]);
        foreach (var part in parts)
        {
            (active[part.Age], ended[part.Age]) = (part.Active, part.Ended);
            (eligible[part.Age], repeat[part.Age]) = (part.Eligible, part.Repeat);
        }

        var size = ended.Sum();
        var remaining = new long[periods - 1];
        for (var (i, left) = (0, size); i < remaining.Length; i++) remaining[i] = left -= ended[i];
        return new Cohort(parts[0].Group, start, size, remaining, active, eligible, repeat, from(parts.Sum(part => part.Synthetic)));
    }
}
