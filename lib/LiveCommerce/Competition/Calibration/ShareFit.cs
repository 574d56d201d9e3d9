namespace LiveCommerce.Competition.Calibration;

/// <summary>A fitted parameter.</summary>
/// <param name="Name">Name.</param>
/// <param name="Estimate">Its estimate; a warning when the history does not identify it.</param>
public sealed record FittedParameter(string Name, Estimate Estimate);

/// <summary>The share model fitted to a history by least squares.</summary>
/// <param name="History">The history.</param>
/// <param name="Fitted">The fitted parameters.</param>
/// <param name="Parameters">All parameters at the best fit.</param>
/// <param name="Appeals">Appeal of each platform at the best fit; the last is the base, 0.</param>
/// <param name="ResidualDeviation">Standard deviation of the residual log-ratios.</param>
/// <param name="Converged">Whether the search came to rest.</param>
/// <param name="N">Log-ratios fitted.</param>
public sealed record ShareFit(ShareHistory History, IReadOnlyList<FittedParameter> Fitted, ShareParameters Parameters, IReadOnlyList<double> Appeals, double ResidualDeviation, bool Converged, SampleSize N);
