namespace LiveCommerce.Numerics;

/// <summary>Nodes and weights of a rule: the integral is the sum of weight times value.</summary>
/// <param name="Nodes">Where the function is taken, from low to high.</param>
/// <param name="Weights">One weight per node.</param>
public sealed record QuadratureRule(IReadOnlyList<double> Nodes, IReadOnlyList<double> Weights)
{
    /// <summary>The integral of <paramref name="f"/> by this rule.</summary>
    public double Integrate(Func<double, double> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var sum = 0.0;
        for (var i = 0; i < Nodes.Count; i++) sum += Weights[i] * f(Nodes[i]);
        return sum;
    }
}
