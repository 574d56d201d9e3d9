namespace LiveCommerce.Data;

/// <summary>One thing that is wrong in a file, in the shape that editors turn into a link.</summary>
/// <param name="Path">The file, as the reader would name it.</param>
/// <param name="Line">Physical line, from 1; 0 when the fault is of the whole file.</param>
/// <param name="Column">Character in that line at which the field begins, from 1; 0 when the fault is of the whole file.</param>
/// <param name="Code">Stable code, such as <c>DATA203</c>.</param>
/// <param name="Found">What is there.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Fix">The way out.</param>
public sealed record Fault(string Path, int Line, int Column, string Code, string Found, string Expected, string Fix)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Line == 0
            ? $"{Path}: error {Code}: {Found}; expected {Expected}. Fix: {Fix}."
            : $"{Path}({Line},{Column}): error {Code}: {Found}; expected {Expected}. Fix: {Fix}.";
}

/// <summary>Data that cannot be used, with every fault that was found.</summary>
public sealed class DataFaultException : Exception
{
    /// <summary>Gathers the faults of one reading.</summary>
    public DataFaultException(IEnumerable<Fault> faults)
        : this([.. faults])
    {
    }

    private DataFaultException(Fault[] faults)
        : base(string.Join(Environment.NewLine, faults.Select(fault => fault.ToString()))) => Faults = faults;

    /// <summary>The faults, in the order of files, lines and columns.</summary>
    public IReadOnlyList<Fault> Faults { get; }
}
