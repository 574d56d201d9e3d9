namespace Benchmarks;

/// <summary>One benchmark: it measures, and names what it is measured against in the same run.</summary>
internal interface IBenchmark
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures once more or less long; nothing is asserted.</summary>
    IEnumerable<Measurement> Measure();
}

/// <summary>One row of the result page.</summary>
/// <param name="What">What was done.</param>
/// <param name="Seconds">Median seconds.</param>
/// <param name="Peer">What it is compared with, or the phase of which whole; empty when there is no peer on this machine.</param>
/// <param name="PeerSeconds">Seconds of the peer; null when there is none.</param>
internal sealed record Measurement(string What, double Seconds, string Peer = "", double? PeerSeconds = null)
{
    /// <summary>Own time over the peer's.</summary>
    public double? Ratio => PeerSeconds is { } peer and > 0 ? Seconds / peer : null;
}
