using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>What one run starts from.</summary>
/// <param name="Parameters">How shares move.</param>
/// <param name="Appeals">Appeal of each platform beyond its profile, in the order of the market.</param>
public sealed record RunInputs(ShareParameters Parameters, IReadOnlyList<double> Appeals)
{
    /// <summary>The same with the platforms' unknown appeal drawn, when the parameters give it a spread.</summary>
    internal RunInputs Drawn(RandomStream stream)
    {
        if (!(Parameters.AppealSpread > 0)) return this;
        var appeals = new double[Appeals.Count];
        for (var i = 0; i < appeals.Length; i++) appeals[i] = Appeals[i] + Parameters.AppealSpread * stream.NextNormal();
        return this with { Appeals = appeals };
    }
}

/// <summary>Where the inputs of the runs of an ensemble come from: a prior, or the posterior of a fit.</summary>
public interface IRunSource
{
    /// <summary>Names of the parameters that vary.</summary>
    IReadOnlyList<string> Varies { get; }

    /// <summary>The inputs of one run; the appeal that the spread of the parameters adds is drawn afterwards.</summary>
    /// <param name="stream">Random numbers of this run.</param>
    /// <param name="platforms">Platforms of the market.</param>
    RunInputs Draw(RandomStream stream, int platforms);
}
