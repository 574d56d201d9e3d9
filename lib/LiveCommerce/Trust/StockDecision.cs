using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Best use of one stock over an endless time: what is taken now against what is left for later. Reference case C16.</summary>
/// <param name="Grid">States, rising.</param>
/// <param name="Values">Discounted value of each state.</param>
/// <param name="Controls">Best control in each state.</param>
/// <param name="Iterations">Improvements taken.</param>
public sealed record StockDecision(IReadOnlyList<double> Grid, IReadOnlyList<double> Values, IReadOnlyList<double> Controls, int Iterations)
{
    /// <summary>Solves by modified policy iteration with linear interpolation between the grid's points.</summary>
    /// <param name="grid">States, rising, at least two; a next state outside is taken at the nearest end.</param>
    /// <param name="controls">Values that the control can take.</param>
    /// <param name="reward">Reward of a state and a control; NaN or negative infinity where it is not allowed.</param>
    /// <param name="next">Next state of a state and a control.</param>
    /// <param name="discount">From 0 to below 1.</param>
    /// <param name="tolerance">Largest change of a value, per step, at the end.</param>
    /// <exception cref="NotIdentifiedException">A state in which nothing is allowed.</exception>
    public static StockDecision Solve(IEnumerable<double> grid, IEnumerable<double> controls, Func<double, double, double> reward, Func<double, double, double> next, double discount, double tolerance = 1e-9)
    {
        ArgumentNullException.ThrowIfNull(reward);
        ArgumentNullException.ThrowIfNull(next);
        var states = Guard.Values(grid, "grid", 2);
        var choices = Guard.Values(controls, "controls");
        if (!(discount >= 0 && discount < 1))
        {
            throw new InputException("MODEL471", "'discount'", FormattableString.Invariant($"it was {discount}"), "a discount from 0 to below 1 is needed", "take 0.99 for a far sight");
        }

        for (var s = 1; s < states.Length; s++)
        {
            if (states[s] > states[s - 1]) continue;
            throw new InputException("MODEL475", "'grid'", FormattableString.Invariant($"{states[s]} after {states[s - 1]}"), "states must rise", "sort them and take each once");
        }

        var table = new Table(states, choices, reward, next);
        var solution = GridSolver.Solve(table, discount, tolerance);
        return new(states, solution.Values, [.. solution.Policy.Select(c => choices[c])], solution.Improvements);
    }

    /// <summary>Value of a state within the grid.</summary>
    public double ValueAt(double state) => At(Values, state);

    /// <summary>Best control of a state within the grid, between grid points by interpolation.</summary>
    public double ControlAt(double state) => At(Controls, state);

    private double At(IReadOnlyList<double> values, double state)
    {
        var (cell, part) = Place([.. Grid], state);
        return values[cell] + part * (values[cell + 1] - values[cell]);
    }

    private static (int Cell, double Part) Place(double[] grid, double state)
    {
        var found = Array.BinarySearch(grid, state);
        var cell = Math.Clamp(found >= 0 ? found : ~found - 1, 0, grid.Length - 2);
        return (cell, Math.Clamp((state - grid[cell]) / (grid[cell + 1] - grid[cell]), 0, 1));
    }

    private readonly struct Table : IGridProblem
    {
        private readonly double[] rewards;
        private readonly int[] cells;
        private readonly double[] parts;

        public Table(double[] states, double[] controls, Func<double, double, double> reward, Func<double, double, double> next)
        {
            States = states.Length;
            Controls = controls.Length;
            rewards = new double[States * Controls];
            cells = new int[States * Controls];
            parts = new double[States * Controls];
            for (var s = 0; s < States; s++)
            {
                var any = false;
                for (var c = 0; c < Controls; c++)
                {
                    var at = s * Controls + c;
                    var r = reward(states[s], controls[c]);
                    rewards[at] = double.IsFinite(r) ? r : double.NegativeInfinity;
                    if (!double.IsFinite(r)) continue;
                    any = true;
                    (cells[at], parts[at]) = StockDecision.Place(states, Guard.Finite(next(states[s], controls[c]), "next state"));
                }

                if (any) continue;
                throw new NotIdentifiedException("MODEL476", FormattableString.Invariant($"state {states[s]}"), "no control is allowed there", "every state needs something to do", "add a control, or narrow the grid");
            }
        }

        public int States { get; }

        public int Controls { get; }

        public double Reward(int state, int control) => rewards[state * Controls + control];

        public double Next(int state, int control, double[] values) => Place(state, control).In(values);

        public bool Certain => true;

        public GridPlace Place(int state, int control) => new(cells[state * Controls + control], 0, parts[state * Controls + control], 0);

        public int Together => 1;

        public void Prepare(double[] values)
        {
        }

        public void Improve(int first, double discount, double[] values, double[] worth, int[] policy) => GridSolver.Improve(this, first, discount, values, worth, policy);
    }
}
