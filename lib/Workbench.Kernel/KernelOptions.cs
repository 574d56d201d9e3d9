namespace Workbench.Kernel;

/// <summary>How a kernel starts.</summary>
public sealed record KernelOptions
{
    /// <summary>Language of a cell that names none.</summary>
    public Language DefaultLanguage { get; init; } = Language.CSharp;

    /// <summary>Make both languages ready in the background, the default one first, so that first cells do not wait.</summary>
    public bool StartFSharp { get; init; } = true;

    /// <summary>Give figures as HTML that draws itself, plotly.js with the first; for front ends that show pages.</summary>
    public bool DrawInPage { get; init; }
}

/// <summary>A language of cells.</summary>
public enum Language
{
    /// <summary>C#.</summary>
    CSharp,

    /// <summary>F#.</summary>
    FSharp,

    /// <summary>SQL over the frames in scope.</summary>
    Sql,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>HTML.</summary>
    Html,

    /// <summary>Mermaid diagrams.</summary>
    Mermaid,

    /// <summary>A script for the page.</summary>
    JavaScript,

    /// <summary>Text kept under a name, to be shared.</summary>
    Value,
}
