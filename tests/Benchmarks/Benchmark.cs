namespace Benchmarks;

/// <summary>One benchmark: it measures, and names what it is measured against in the same run.</summary>
internal interface IBenchmark
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures once more or less long; nothing is asserted.</summary>
    IEnumerable<Measurement> Measure();

    /// <summary>What a reader of the numbers must know; null when the rows say it all.</summary>
    string? Remark => null;

    /// <summary>A figure of what was measured, drawn beside the page; null when the rows say it all.</summary>
    LiveCommerce.Charts.Figure? Figure => null;
}

/// <summary>One row of the result page.</summary>
/// <param name="What">What was done.</param>
/// <param name="Seconds">Median seconds.</param>
/// <param name="Peer">What it is compared with, or the phase of which whole; empty when there is no peer on this machine.</param>
/// <param name="PeerSeconds">Seconds of the peer; null when there is none.</param>
/// <param name="Target">The ratio that is wished for; null when there is no wish.</param>
internal sealed record Measurement(string What, double Seconds, string Peer = "", double? PeerSeconds = null, double? Target = null)
{
    /// <summary>A row that tells an amount other than time, such as memory.</summary>
    public static Measurement Amount(string what, string amount) => new(what, double.NaN) { Other = amount };

    /// <summary>The amount of a row that is no time; null when it is a time.</summary>
    public string? Other { get; private init; }

    /// <summary>Own time over the peer's.</summary>
    public double? Ratio => PeerSeconds is { } peer and > 0 ? Seconds / peer : null;
}
