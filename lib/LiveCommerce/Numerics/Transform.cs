namespace LiveCommerce.Numerics;

/// <summary>Maps bounded parameters to the whole line and back, so that no optimiser needs bounds.</summary>
public static class Transform
{
    /// <summary>ln(1 + x) to full precision near 0, where <see cref="double.LogP1"/> rounds 1 + x first.</summary>
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? Math.Log(sum) : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>ln(x / (1 - x)), from (0, 1) to the line.</summary>
    public static double Logit(double share) => Math.Log(share) - Log1P(-share);

    /// <summary>1 / (1 + exp(-x)), from the line to (0, 1); no overflow on either side.</summary>
    public static double InverseLogit(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln(1 + exp(x)) without overflow.</summary>
    public static double Softplus(double x) => x > 0 ? x + Log1P(Math.Exp(-x)) : Log1P(Math.Exp(x));

    /// <summary>From (low, high) to the line.</summary>
    public static double Bounded(double x, double low, double high) => Logit((x - low) / (high - low));

    /// <summary>From the line to (low, high).</summary>
    public static double InverseBounded(double x, double low, double high) => low + ((high - low) * InverseLogit(x));

    /// <summary>Shares that add up to 1 from K - 1 free numbers; the last share is the base.</summary>
    public static double[] Softmax(IEnumerable<double> free)
    {
        double[] logs = [.. free, 0];
        return LogSumExp.Normalise(logs);
    }

    /// <summary>The K - 1 free numbers of K shares: ln of each over the last.</summary>
    /// <param name="shares">Shares, each above 0.</param>
    /// <exception cref="InputException">A share that is not above 0.</exception>
    public static double[] InverseSoftmax(IEnumerable<double> shares)
    {
        var list = Guard.Values(shares, "shares", 2);
        foreach (var share in list) Guard.Positive(share, "shares");
        return [.. list.Take(list.Length - 1).Select(share => Math.Log(share / list[^1]))];
    }
}
