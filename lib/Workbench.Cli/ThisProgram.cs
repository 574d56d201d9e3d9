using Workbench.Runs.Workers;

namespace Workbench.Cli;

/// <summary>This program, to be started again as a worker.</summary>
internal static class ThisProgram
{
    public static WorkbenchProgram Self => WorkbenchProgram.OfAssembly(typeof(ThisProgram).Assembly.Location);
}
