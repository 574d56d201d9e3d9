using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>What makes readings fit for the measurement model.</summary>
internal static class ReadingCheck
{
    public static IndicatorReading[] Usable(IndicatorReading[] all, string axis, PositionOptions options, List<ModelWarning> warnings)
    {
        foreach (var r in all)
        {
            Guard.Finite(r.Value, $"{r.Platform}, {r.Indicator}, {r.Source}");
            if (!(r.StandardError >= 0)) Guard.Positive(r.StandardError, $"standard error of {r.Platform}, {r.Indicator}, {r.Source}");
        }

        var used = new List<IndicatorReading>();
        foreach (var group in all.GroupBy(r => r.Indicator))
        {
            string[] tags = [.. group.Select(r => r.Definition).Distinct()];
            if (tags.Length > 1 && !options.DefinitionEffects)
                throw new InputException("MODEL210", $"indicator '{group.Key}'", $"definitions '{tags[0]}' and '{tags[1]}'", "values of different definitions are not pooled", "give each definition an indicator id of its own, or ask for DefinitionEffects");
            foreach (var tag in tags.Length > 1 ? group.GroupBy(r => r.Definition) : [])
            {
                if (tag.Select(r => r.Source).Distinct().Count() > 1) continue;
                warnings.Add(new ModelWarning("MODEL223", Severity.Caution, $"indicator '{group.Key}': definition '{tag.Key}' is used by '{tag.First().Source}' alone: its level and that source's bias cannot be told apart"));
            }

            string[] sources = [.. group.Select(r => r.Source).Distinct()];
            if (sources.Length > 1) used.AddRange(group);
            else if (!options.DropSingleSource) throw OneSource(group.Key, sources[0]);
            else warnings.Add(new ModelWarning("MODEL212", Severity.Caution, $"indicator '{group.Key}' has one source, '{sources[0]}', and is left out: its bias and the truth cannot be told apart"));
        }

        if (used.Count == 0)
        {
            throw all.Length > 0 ? OneSource(all[0].Indicator, all[0].Source)
                : new NotIdentifiedException("MODEL213", $"axis '{axis}'", "no reading", "there is nothing to place", "check the axis id");
        }

        if (!used.GroupBy(r => (r.Platform, r.Indicator)).Any(g => g.Select(r => r.Source).Distinct().Count() > 1))
            throw new NotIdentifiedException("MODEL214", $"axis '{axis}'", "no platform is reported by two sources on one indicator", "source bias and platform cannot be told apart", "add a reading where sources overlap");
        if (used.Select(r => r.Platform).Distinct().Count() < 2)
            throw new NotIdentifiedException("MODEL215", $"axis '{axis}'", $"one platform, '{used[0].Platform}'", "a position is relative to other platforms", "add platforms");
        if (options.FreeLoadings)
        {
            int indicators = used.Select(r => r.Indicator).Distinct().Count(), platforms = used.Select(r => r.Platform).Distinct().Count();
            if (indicators < 3 || platforms < 10)
                throw new NotIdentifiedException("MODEL224", $"axis '{axis}'", FormattableString.Invariant($"{indicators} indicators and {platforms} platforms"), "free loadings need three indicators and ten platforms", "leave FreeLoadings off");
        }

        return [.. used];
    }

    private static NotIdentifiedException OneSource(string indicator, string source) => new("MODEL211", $"indicator '{indicator}', source '{source}'",
        "it is the only source of this indicator", "its bias and the truth cannot be told apart", "add a second source, or set DropSingleSource");
}
