namespace LiveCommerce.Data.Store;

/// <summary>The group of a row, shared by all its rows.</summary>
/// <param name="Rank">Its place in the order of the values' characters.</param>
/// <param name="Values">Values by column.</param>
internal sealed record RowGroup(int Rank, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The group of every row of an answer.</summary>
    public static IReadOnlyList<RowGroup> Of(AnswerColumns answer, IReadOnlyList<string> by)
    {
        if (by.Count == 0) return [.. Enumerable.Repeat(new RowGroup(0, new Dictionary<string, string>()), answer.Count)];
        var columns = by.Select(answer.Text).ToList();
        var names = Enumerable.Range(0, answer.Count).Select(row => string.Join('\u0001', columns.Select(column => column[row]))).ToList();
        var groups = names.Distinct().Order(StringComparer.Ordinal)
            .Select((name, rank) => (name, new RowGroup(rank, by.Zip(name.Split('\u0001')).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))))
            .ToDictionary(StringComparer.Ordinal);
        return [.. names.Select(name => groups[name])];
    }
}
