namespace LiveCommerce.Numerics;

/// <summary>One step of the no-U-turn sampler: a Hamiltonian path that grows both ways until it turns back.</summary>
/// <remarks>Hoffman and Gelman (2014) with the multinomial choice of Betancourt (2017), as in Stan, and its checks across subtrees.</remarks>
internal sealed class NoUTurn(Func<double[], double> logDensity, Func<double[], double[]> gradient, Metric metric, RandomStream stream, int maxDepth)
{
    private double energy, acceptance;
    private int steps;
    private bool diverged;

    public double Step { get; set; } = 0.1;

    /// <summary>Moves from <paramref name="from"/>; says how well the path kept its energy and whether it ran away.</summary>
    public NoUTurnStep Move(double[] from, double logHere)
    {
        var momentum = metric.Momentum(stream);
        var here = new PhasePoint(from, momentum, gradient([.. from]), logHere);
        energy = Energy(here);
        (acceptance, steps, diverged) = (0, 0, false);
        var tree = Leaf(here, 0);
        for (var depth = 0; depth < maxDepth; depth++)
        {
            var forward = stream.NextDouble() < 0.5;
            var grown = Grow(forward ? tree.Right : tree.Left, depth, forward);
            if (grown is null) break;
            var take = Math.Log(stream.NextDouble()) < grown.LogWeight - tree.LogWeight;
            tree = Join(tree, grown, forward, take, out var turned);
            if (turned) break;
        }

        return new NoUTurnStep(tree.Chosen.Position, tree.Chosen.LogDensity, steps == 0 ? 0 : acceptance / steps, diverged);
    }

    /// <summary>A step size at which one leap is accepted about four times in five.</summary>
    public double Reasonable(double[] from, double logHere)
    {
        var step = Step;
        var here = new PhasePoint(from, metric.Momentum(stream), gradient([.. from]), logHere);
        var before = Energy(here);
        double Drop(double size) => before - Energy(Leap(here, size));
        var up = Drop(step) > Math.Log(0.8);
        for (var i = 0; i < 60; i++)
        {
            var next = up ? step * 2 : step / 2;
            var good = Drop(next) > Math.Log(0.8);
            if (up && !good) return step;
            step = next;
            if (!up && good) return step;
        }

        return step;
    }

    private Subtree? Grow(PhasePoint from, int depth, bool forward)
    {
        if (depth == 0)
        {
            var next = Leap(from, forward ? Step : -Step);
            var loss = Energy(next) - energy;
            if (double.IsNaN(loss)) loss = double.PositiveInfinity;
            steps++;
            acceptance += Math.Min(1, Math.Exp(-loss));
            if (loss <= 1000) return Leaf(next, -loss);
            diverged = true;
            return null;
        }

        var near = Grow(from, depth - 1, forward);
        if (near is null) return null;
        var far = Grow(forward ? near.Right : near.Left, depth - 1, forward);
        if (far is null) return null;
        var total = Add(near.LogWeight, far.LogWeight);
        var joined = Join(near, far, forward, Math.Log(stream.NextDouble()) < far.LogWeight - total, out var turned);
        return turned ? null : joined;
    }

    private Subtree Join(Subtree old, Subtree grown, bool forward, bool takeGrown, out bool turned)
    {
        var (left, right) = forward ? (old, grown) : (grown, old);
        var sum = Sum(left.Momenta, right.Momenta);
        turned = Turns(sum, left.Left, right.Right)
            || Turns(Sum(left.Momenta, right.Left.Momentum), left.Left, right.Left)
            || Turns(Sum(right.Momenta, left.Right.Momentum), left.Right, right.Right);
        return new Subtree(left.Left, right.Right, takeGrown ? grown.Chosen : old.Chosen, Add(old.LogWeight, grown.LogWeight), sum);
    }

    private bool Turns(double[] momenta, PhasePoint left, PhasePoint right) =>
        Metric.Dot(momenta, metric.Velocity(left.Momentum)) <= 0 || Metric.Dot(momenta, metric.Velocity(right.Momentum)) <= 0;

    private PhasePoint Leap(PhasePoint from, double step)
    {
        var n = from.Position.Length;
        double[] momentum = [.. from.Momentum], position = [.. from.Position];
        for (var i = 0; i < n; i++) momentum[i] += step / 2 * from.Gradient[i];
        var velocity = metric.Velocity(momentum);
        for (var i = 0; i < n; i++) position[i] += step * velocity[i];
        var log = logDensity([.. position]);
        var slope = double.IsFinite(log) ? gradient([.. position]) : new double[n];
        for (var i = 0; i < n; i++) momentum[i] += step / 2 * slope[i];
        return new PhasePoint(position, momentum, slope, double.IsNaN(log) || log == double.PositiveInfinity ? double.NegativeInfinity : log);
    }

    private double Energy(PhasePoint at) => (0.5 * Metric.Dot(at.Momentum, metric.Velocity(at.Momentum))) - at.LogDensity;

    private static Subtree Leaf(PhasePoint at, double logWeight) => new(at, at, at, logWeight, at.Momentum);

    private static double Add(double a, double b) => LogSumExp.Of([a, b]);

    private static double[] Sum(double[] a, double[] b)
    {
        var sum = new double[a.Length];
        for (var i = 0; i < sum.Length; i++) sum[i] = a[i] + b[i];
        return sum;
    }

    private sealed record PhasePoint(double[] Position, double[] Momentum, double[] Gradient, double LogDensity);

    private sealed record Subtree(PhasePoint Left, PhasePoint Right, PhasePoint Chosen, double LogWeight, double[] Momenta);
}

/// <summary>Where a step went.</summary>
/// <param name="Position">The new point.</param>
/// <param name="LogDensity">The log density there.</param>
/// <param name="Acceptance">Mean Metropolis acceptance over the path.</param>
/// <param name="Diverged">Whether the energy ran away.</param>
internal sealed record NoUTurnStep(double[] Position, double LogDensity, double Acceptance, bool Diverged);
