using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Likelihood of one segment's rate given its sessions, as a table over the logit of the rate for each concentration of sessions.</summary>
internal sealed class SessionCurves
{
    internal const int Nodes = 41;
    private const double Drop = 25;
    private const double Farthest = 30;
    private readonly (double Events, double Trials, double Times)[] sessions;

    private readonly SessionCurve[] curves;

    internal SessionCurves(IEnumerable<SessionCounts> rows)
    {
        sessions = [.. rows.GroupBy(r => (r.Events, r.Trials)).OrderBy(g => g.Key).Select(g => ((double)g.Key.Events, (double)g.Key.Trials, (double)g.Count()))];
        Events = sessions.Sum(s => s.Events * s.Times);
        Trials = sessions.Sum(s => s.Trials * s.Times);
        curves = [];
    }

    private SessionCurves(SessionCurves of, SessionCurve[] curves)
    {
        (sessions, Events, Trials) = (of.sessions, of.Events, of.Trials);
        this.curves = curves;
    }

    internal double Events { get; }

    internal double Trials { get; }

    /// <summary>Trials with each session at its own over 1 + (trials - 1) times the correlation.</summary>
    internal double EffectiveTrials(double correlation) => sessions.Sum(s => s.Times * s.Trials / (1 + ((s.Trials - 1) * correlation)));

    /// <summary>Maximum likelihood of the rate at a concentration, and the rates that a likelihood-ratio test of that drop does not reject.</summary>
    internal (double Rate, double Low, double High) Alone(double concentration, double drop)
    {
        var peak = PeakAt(concentration);
        var (rate, low, high) = (Transform.InverseLogit(peak), Transform.InverseLogit(Edge(peak, concentration, -1, drop)), Transform.InverseLogit(Edge(peak, concentration, 1, drop)));
        return Events == 0 ? (0, 0, high) : Events == Trials ? (1, low, 1) : (rate, low, high);
    }

    /// <summary>Highest log likelihood over the rate at a concentration of sessions.</summary>
    internal double Peak(double concentration) => Log(PeakAt(concentration), concentration);

    internal SessionCurves Tabulated(IReadOnlyList<double> concentrations) => new(this, [.. concentrations.Select(Curve)]);

    /// <summary>Log likelihood at a logit of the rate for the concentration of that number: cubic between the nodes, straight beyond them.</summary>
    internal double At(int c, double logit)
    {
        var (low, step, log, _) = curves[c];
        var place = (logit - low) / step;
        if (place <= 0) return log[0] + (place * (log[1] - log[0]));
        if (place >= Nodes - 1) return log[^1] + ((place - Nodes + 1) * (log[^1] - log[^2]));
        var i = Math.Clamp((int)place, 1, Nodes - 3);
        double t = place - i, a = log[i - 1], b = log[i], d = log[i + 1], e = log[i + 2];
        return b + (t * ((-a / 3) - (b / 2) + d - (e / 6) + (t * (((a + d) / 2) - b + (t * (((e - a) / 6) + ((b - d) / 2)))))));
    }

    internal SessionCurve Table(int c) => curves[c];

    private double Log(double logit, double concentration)
    {
        double a = concentration * Transform.InverseLogit(logit), b = concentration * Transform.InverseLogit(-logit), sum = 0;
        foreach (var (events, trials, times) in sessions)
            sum += times * (RisingFactorial.Log(a, events) + RisingFactorial.Log(b, trials - events) - RisingFactorial.Log(concentration, trials));
        return sum;
    }

    private double PeakAt(double concentration)
    {
        if (Events == 0) return -Farthest;
        if (Events == Trials) return Farthest;
        double low = -Farthest, high = Farthest;
        var ratio = (Math.Sqrt(5) - 1) / 2;
        double left = high - (ratio * (high - low)), right = low + (ratio * (high - low)), atLeft = Log(left, concentration), atRight = Log(right, concentration);
        while (high - low > 1e-4)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (ratio * (high - low));
                atLeft = Log(left, concentration);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (ratio * (high - low));
                atRight = Log(right, concentration);
            }
        }

        return (low + high) / 2;
    }

    private SessionCurve Curve(double concentration)
    {
        var peak = PeakAt(concentration);
        double low = Edge(peak, concentration, -1, Drop), high = Edge(peak, concentration, 1, Drop), step = (high - low) / (Nodes - 1);
        return new SessionCurve(low, step, [.. Enumerable.Range(0, Nodes).Select(m => Log(low + (m * step), concentration))], [.. Enumerable.Range(0, Nodes).Select(m => Transform.Softplus(low + (m * step)))]);
    }

    /// <summary>The logit, on one side of the peak, where the log likelihood has fallen by so much.</summary>
    private double Edge(double peak, double concentration, int side, double drop)
    {
        var floor = Log(peak, concentration) - drop;
        double inside = 0, outside = 0.02;
        while (Math.Abs(peak + (side * outside)) < Farthest && Log(peak + (side * outside), concentration) > floor) (inside, outside) = (outside, outside * 2);
        if (Math.Abs(peak + (side * outside)) >= Farthest) outside = Math.Max(0.1, Farthest - (side * peak));
        for (var i = 0; i < 12; i++)
        {
            var middle = (inside + outside) / 2;
            if (Log(peak + (side * middle), concentration) > floor) inside = middle;
            else outside = middle;
        }

        return peak + (side * outside);
    }
}

/// <summary>A log likelihood on evenly spaced logits.</summary>
/// <param name="Low">First logit.</param>
/// <param name="Step">Distance of the logits.</param>
/// <param name="Log">Log likelihood there.</param>
/// <param name="Softplus">ln(1 + e^logit) there, which every prior needs.</param>
internal sealed record SessionCurve(double Low, double Step, double[] Log, double[] Softplus);
