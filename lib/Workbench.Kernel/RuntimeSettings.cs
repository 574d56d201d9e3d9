namespace Workbench.Kernel;

/// <summary>How .NET is set in a process that runs cells and ends with them.</summary>
public static class RuntimeSettings
{
    /// <summary>Variables of its environment.</summary>
    /// <remarks>
    /// Methods are translated a second time, in the background, when they have been called so often. By itself .NET counts to 30: while a cell calculates, it
    /// improves thousands of methods of the compilers that are not called again, which took more of a notebook's time than its fits. What calculates is called far oftener than 10,000 times.
    /// </remarks>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_TC_CallCountThreshold"] = "0x2710",
        ["DOTNET_TieredPGO"] = "0",
    };
}
