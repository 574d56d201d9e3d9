namespace Workbench.Runs.Parameters;

/// <summary>What one value of a parameter is.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Whole number of 32 bits.</summary>
    Int,

    /// <summary>Whole number of 64 bits.</summary>
    Long,

    /// <summary>Whole number of 64 bits, not negative.</summary>
    Unsigned,

    /// <summary>Number.</summary>
    Double,

    /// <summary>Number of decimal digits, exact.</summary>
    Decimal,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A day and a time.</summary>
    Time,
}

/// <summary>Whether a parameter holds one value or many, and in what.</summary>
public enum ParameterShape
{
    /// <summary>One value.</summary>
    Single,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A list.</summary>
    List,
}

/// <summary>Type of a parameter, as its declaration gives it.</summary>
/// <param name="Kind">What each value is.</param>
/// <param name="Shape">One value or many.</param>
/// <param name="AllowsNull">Whether null is a value (<c>int?</c> in C#, <c>int option</c> in F#).</param>
public sealed record ParameterType(ScalarKind Kind, ParameterShape Shape = ParameterShape.Single, bool AllowsNull = false)
{
    /// <summary>The type in words, with the way to write a value.</summary>
    public override string ToString()
    {
        var one = Kind switch
        {
            ScalarKind.Text => "text",
            ScalarKind.Int or ScalarKind.Long => "whole number",
            ScalarKind.Unsigned => "whole number from 0",
            ScalarKind.Double or ScalarKind.Decimal => "number",
            ScalarKind.Flag => "true or false",
            ScalarKind.Day => "day (2024-06-30)",
            _ => "time (2024-06-30T18:00:00)",
        };
        return (Shape == ParameterShape.Single ? one : "list of " + one) + (AllowsNull ? " or null" : "");
    }
}
