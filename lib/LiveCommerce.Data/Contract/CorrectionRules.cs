namespace LiveCommerce.Data.Contract;

/// <summary>A correction must still meet the fault that it was written for.</summary>
internal static class CorrectionRules
{
    /// <summary>Corrections whose row shows another value than they expect.</summary>
    public static IEnumerable<Fault> Check(CheckedTable corrections, CheckedTable observations)
    {
        var columns = new[] { "observation_id", "action", "expect", "value" };
        if (!columns.All(corrections.Has) || !observations.Has("observation_id") || !observations.Has("value")) yield break;
        var values = observations.Rows
            .DistinctBy(row => observations.Text(row, "observation_id"))
            .ToDictionary(row => observations.Text(row, "observation_id"), row => observations.Text(row, "value"), StringComparer.Ordinal);
        foreach (var row in corrections.Rows)
        {
            var expect = corrections.Field(row, "expect");
            var id = corrections.Text(row, "observation_id");
            if (FieldRules.TryNumber(expect.Text, out var expected) && values.TryGetValue(id, out var text)
                && !(FieldRules.TryNumber(text, out var value) && value == expected))
            {
                yield return corrections.Fault(expect, "DATA311", $"{id} shows \"{text}\"", $"{expect.Text}, the fault that this correction mends", "if the source was mended, remove the correction; otherwise restore the value");
            }

            var action = corrections.Text(row, "action");
            var replacement = corrections.Field(row, "value");
            if (action is "override" or "scale" && replacement.Text.Length == 0)
                yield return corrections.Fault(replacement, "DATA312", "'value' is empty", $"the {(action == "scale" ? "factor" : "value")} of '{action}'", "give it, or choose the action drop or flag");
        }
    }
}
