namespace Workbench.Cli;

/// <summary>How the command ends; the numbers are part of its contract.</summary>
internal enum ExitCode
{
    /// <summary>All is well.</summary>
    Well = 0,

    /// <summary>A cell failed.</summary>
    CellFailed = 1,

    /// <summary>The command line is not understood.</summary>
    BadUsage = 2,

    /// <summary>A file is missing or cannot be read.</summary>
    FileMissing = 3,

    /// <summary>A notebook or a descriptor is not valid.</summary>
    NotValid = 4,

    /// <summary>A parameter is missing, unknown or of the wrong type.</summary>
    WrongParameter = 5,

    /// <summary>A cell ran out of time.</summary>
    OutOfTime = 6,

    /// <summary>The data check failed, or checked nothing.</summary>
    CheckFailed = 7,

    /// <summary>Two runs differ by as much as the limit that was set.</summary>
    LimitReached = 8,

    /// <summary>A run or a figure cannot be written: no place, no right to write there, or no browser that lives to draw it; earlier runs are as they were.</summary>
    NotWritten = 9,

    /// <summary>The user interrupted.</summary>
    Interrupted = 130,
}
