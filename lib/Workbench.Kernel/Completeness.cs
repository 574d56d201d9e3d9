namespace Workbench.Kernel;

/// <summary>Whether a cell can be run as it stands.</summary>
internal enum Completeness
{
    /// <summary>It can.</summary>
    Whole,

    /// <summary>More is to come: a bracket or a block is open.</summary>
    Open,

    /// <summary>It can not, whatever follows.</summary>
    Faulty,
}
