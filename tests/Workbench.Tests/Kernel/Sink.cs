using Workbench.Kernel;

namespace Workbench.Tests.Kernel;

/// <summary>Keeps what a cell puts out.</summary>
internal sealed class Sink : ICellOutput
{
    public List<CellOutput> Outputs { get; } = [];

    public void Write(CellOutput output)
    {
        lock (Outputs) Outputs.Add(output);
    }
}
