namespace LiveCommerce.Numerics;

/// <summary>Chains as they come from a sampler, judged: usable draws, a warning, or a refusal.</summary>
internal static class SamplerVerdict
{
    /// <summary>More parameters than this need a general tool.</summary>
    public const int MaxParameters = 30;

    public static string[] Names(IEnumerable<string> names, IReadOnlyList<double> start)
    {
        ArgumentNullException.ThrowIfNull(names);
        var list = Guard.Items(names, "names");
        Guard.AtLeast(list.Length, 1, "names");
        Guard.SameLength(list.Length, start.Count, "names and start");
        if (list.Distinct(StringComparer.Ordinal).Count() < list.Length)
            throw new InputException("MODEL145", "'names'", string.Join(", ", list), "each parameter needs a name of its own", "rename one");
        if (list.Length > MaxParameters)
        {
            throw new InputException("MODEL146", "'names'", FormattableString.Invariant($"{list.Length} parameters"),
                FormattableString.Invariant($"at most {MaxParameters} are sampled here"), "integrate some out, or use Stan");
        }

        return list;
    }

    /// <summary>A start near the one given where the density is finite.</summary>
    public static double[] Start(Func<double[], double> logDensity, double[] centre, double spread, RandomStream stream)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            double[] point = [.. centre.Select(value => value + (spread * stream.NextNormal()))];
            if (double.IsFinite(logDensity([.. point]))) return point;
        }

        if (double.IsFinite(logDensity([.. centre]))) return [.. centre];
        throw new InputException("MODEL147", "'start'", $"the log density is not finite at ({string.Join(", ", centre.Select(v => v.ToString("G6", System.Globalization.CultureInfo.InvariantCulture)))}) nor near it",
            "a chain needs a place of positive density to start from", "give another start, or check the prior and the data");
    }

    public static PosteriorDraws Judge(string method, string[] names, IReadOnlyList<SampledChain> chains, SamplerOptions options)
    {
        McmcDiagnostics[] diagnostics = [.. names.Select((name, j) => McmcDiagnostics.Of(chains.Select(chain => chain.Draws.Select(draw => draw[j]).ToArray())))];
        var warnings = new List<ModelWarning>();
        for (var j = 0; j < names.Length; j++)
        {
            if (diagnostics[j].Usable) continue;
            if (!options.KeepUnconverged)
            {
                throw new NotIdentifiedException("MODEL142", $"parameter '{names[j]}'", Say(diagnostics[j]),
                    "R-hat must be at most 1.01 and both effective sizes at least 400", "give more draws, a better parametrisation or a proper prior; KeepUnconverged hands the draws out for inspection");
            }

            warnings.Add(Warning($"parameter '{names[j]}'", diagnostics[j]));
        }

        var divergences = chains.Sum(chain => chain.Divergences);
        if (divergences > 0)
        {
            warnings.Add(new ModelWarning("MODEL143", Severity.Serious,
                FormattableString.Invariant($"{divergences} of {chains.Sum(c => c.Draws.Length)} paths diverged: part of the posterior may be unseen; raise TargetAcceptance or use a non-centred form"))
            { Numbers = new Dictionary<string, double> { ["divergences"] = divergences } });
        }

        return new PosteriorDraws
        {
            Names = names,
            Chains = [.. chains.Select(chain => (IReadOnlyList<IReadOnlyList<double>>)chain.Draws)],
            Diagnostics = diagnostics,
            Acceptance = [.. chains.Select(chain => chain.Acceptance)],
            Divergences = divergences,
            Method = method,
            Options = options,
            Warnings = warnings,
        };
    }

    public static ModelWarning Warning(string where, McmcDiagnostics d) => new("MODEL142", Severity.Serious, $"{where}: {Say(d)}")
    {
        Numbers = new Dictionary<string, double> { ["rhat"] = d.RHat, ["bulk_ess"] = d.BulkEss, ["tail_ess"] = d.TailEss },
    };

    private static string Say(McmcDiagnostics d) => FormattableString.Invariant($"R-hat {d.RHat:F3}, bulk ESS {d.BulkEss:F0}, tail ESS {d.TailEss:F0}");
}

/// <summary>One chain.</summary>
/// <param name="Draws">Kept draws.</param>
/// <param name="Acceptance">Mean acceptance after warm-up.</param>
/// <param name="Divergences">Paths that diverged after warm-up.</param>
internal sealed record SampledChain(double[][] Draws, double Acceptance, int Divergences);
