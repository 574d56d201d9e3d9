using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Probabilities of a Brownian motion that stops at symmetric boundaries, by recursive Gauss-Legendre integration.</summary>
internal static class StoppedBrownianMotion
{
    private const int Nodes = 96;
    private static readonly QuadratureRule Rule = Quadrature.GaussLegendre(Nodes, -1, 1);

    /// <summary>Per look, the probabilities of crossing below and above for the first time.</summary>
    internal static IReadOnlyList<double[]> Crossings(double[] times, double[] boundaries, double drift)
    {
        var crossed = new double[times.Length][];
        var state = State.Start;
        for (var i = 0; i < times.Length; i++)
        {
            var bound = boundaries[i] * Math.Sqrt(times[i]);
            crossed[i] = state.Leave(times[i], bound, drift);
            if (i + 1 < times.Length) state = state.Continue(times[i], bound, drift);
        }

        return crossed;
    }

    /// <summary>Boundaries that spend a cumulative error by each look.</summary>
    internal static double[] Spend(double[] times, double[] cumulative)
    {
        var boundaries = new double[times.Length];
        var state = State.Start;
        for (var i = 0; i < times.Length; i++)
        {
            var share = cumulative[i] - (i == 0 ? 0 : cumulative[i - 1]);
            double low = 0, high = 38, root = Math.Sqrt(times[i]);
            for (var step = 0; step < 60; step++)
            {
                var middle = (low + high) / 2;
                if (state.Leave(times[i], middle * root, 0).Sum() > share) low = middle;
                else high = middle;
            }

            boundaries[i] = high;
            state = state.Continue(times[i], high * root, 0);
        }

        return boundaries;
    }

    /// <summary>Where the motion is at a look, given that it has not stopped: points with probabilities.</summary>
    private sealed record State(double Time, double[] Points, double[] Mass)
    {
        internal static State Start { get; } = new(0, [0], [1]);

        internal double[] Leave(double time, double bound, double drift)
        {
            var (shift, root) = Step(time, drift);
            double below = 0, above = 0;
            for (var i = 0; i < Points.Length; i++)
            {
                below += Mass[i] * Tail.Normal((bound + Points[i] + shift) / root);
                above += Mass[i] * Tail.Normal((bound - Points[i] - shift) / root);
            }

            return [below, above];
        }

        internal State Continue(double time, double bound, double drift)
        {
            var (shift, root) = Step(time, drift);
            // Beyond nine standard deviations there is nothing to integrate.
            var far = Math.Max(Math.Abs(drift) * time, 0) + (9 * Math.Sqrt(time));
            var reach = Math.Min(bound, far);
            var points = new double[Nodes];
            var mass = new double[Nodes];
            for (var j = 0; j < Nodes; j++)
            {
                points[j] = Rule.Nodes[j] * reach;
                var density = 0.0;
                for (var i = 0; i < Points.Length; i++)
                {
                    var z = (points[j] - Points[i] - shift) / root;
                    density += Mass[i] * Math.Exp(-0.5 * z * z);
                }

                mass[j] = density * Rule.Weights[j] * reach / (root * Math.Sqrt(2 * Math.PI));
            }

            return new State(time, points, mass);
        }

        private (double Shift, double Root) Step(double time, double drift) => (drift * (time - Time), Math.Sqrt(time - Time));
    }
}
