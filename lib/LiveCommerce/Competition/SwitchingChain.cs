using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Competition;

/// <summary>Buyers who switch between platforms from period to period, each with fixed chances (a Markov chain).</summary>
/// <remarks>Kemeny and Snell (1976). Reference case E19 (Land of Oz).</remarks>
public sealed record SwitchingChain
{
    private readonly Matrix<double> matrix;

    private SwitchingChain(IReadOnlyList<string> states, Matrix<double> matrix) => (States, this.matrix) = (states, matrix);

    /// <summary>Names of the states, such as platforms.</summary>
    public IReadOnlyList<string> States { get; }

    /// <summary>A chain from its matrix.</summary>
    /// <param name="states">Names.</param>
    /// <param name="rows">One row per state: the chance to be in each state next period, adding up to 1.</param>
    /// <exception cref="InputException">Rows that are no chances, do not add up to 1, or do not match the names.</exception>
    public static SwitchingChain Of(IEnumerable<string> states, IEnumerable<IReadOnlyList<double>> rows)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(rows);
        string[] names = [.. states];
        double[][] list = [.. rows.Select((row, i) => ShareCheck.Composition(row, FormattableString.Invariant($"rows[{i}]")))];
        Guard.SameLength(names.Length, list.Length, "rows");
        foreach (var row in list) Guard.SameLength(names.Length, row.Length, "row");
        return new SwitchingChain(names, Matrix<double>.Build.DenseOfRowArrays(list));
    }

    /// <summary>Shares that no longer change.</summary>
    /// <exception cref="NotIdentifiedException">Several such shares: some states never reach the others.</exception>
    public IReadOnlyList<double> Stationary()
    {
        var n = States.Count;
        var system = Matrix<double>.Build.Dense(n + 1, n, (i, j) => i == n ? 1 : matrix[j, i] - (i == j ? 1 : 0));
        var qr = system.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        if (qr.R.Diagonal().AbsoluteMinimum() < 1e-12)
        {
            throw new NotIdentifiedException("MODEL606", "stationary shares", "several solutions", "some states cannot be reached from others", "split the chain, or add the missing switches");
        }

        return qr.Solve(Vector<double>.Build.Dense(n + 1, i => i == n ? 1 : 0)).ToArray();
    }

    /// <summary>Chances after some periods, one row per state now.</summary>
    /// <param name="periods">At least 0.</param>
    public IReadOnlyList<IReadOnlyList<double>> After(int periods) => [.. matrix.Power(Guard.AtLeast(periods, 0, "periods")).ToRowArrays()];

    /// <summary>Mean number of periods until a state is first entered, one row per state now; on the diagonal the mean time to return.</summary>
    /// <exception cref="NotIdentifiedException">A state is never entered again.</exception>
    public IReadOnlyList<IReadOnlyList<double>> MeanFirstPassage()
    {
        var stationary = Stationary();
        if (stationary.Any(share => share < 1e-12))
        {
            throw new NotIdentifiedException("MODEL607", "first passage", "a state with no share in the long run", "it is never entered again, so the mean time is infinite", "leave the state out");
        }

        var n = States.Count;
        var fundamental = (Matrix<double>.Build.DenseIdentity(n) - matrix + Matrix<double>.Build.Dense(n, n, (_, j) => stationary[j])).Inverse();
        return [.. Enumerable.Range(0, n).Select(i => (IReadOnlyList<double>)Enumerable.Range(0, n)
            .Select(j => i == j ? 1 / stationary[j] : (fundamental[j, j] - fundamental[i, j]) / stationary[j]).ToArray())];
    }
}
