namespace Workbench.Runs.Parameters;

/// <summary>A value as it is given on the command line or in a file, before its type is known.</summary>
public abstract record ParameterValue
{
    private ParameterValue()
    {
    }

    /// <summary>One value.</summary>
    /// <param name="Text">Its text.</param>
    /// <param name="IsPlain">Whether it may be read as a number, a flag or null; false for text that is meant as text.</param>
    public sealed record Scalar(string Text, bool IsPlain) : ParameterValue
    {
        /// <inheritdoc/>
        public override string ToString() => Text;
    }

    /// <summary>A list.</summary>
    /// <param name="Items">Its items.</param>
    public sealed record List(IReadOnlyList<ParameterValue> Items) : ParameterValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    /// <summary>A map, which no parameter takes.</summary>
    public sealed record Map : ParameterValue
    {
        /// <inheritdoc/>
        public override string ToString() => "{...}";
    }

    /// <summary>A variable of the environment; the value itself is never kept.</summary>
    /// <param name="Variable">Its name.</param>
    public sealed record Secret(string Variable) : ParameterValue
    {
        /// <inheritdoc/>
        public override string ToString() => "(secret)";
    }
}

/// <summary>A name and the value given to it.</summary>
/// <param name="Name">Name of a parameter.</param>
/// <param name="Value">The value.</param>
/// <param name="Origin">Where it was given, such as <c>-p</c> or the name of a file.</param>
public sealed record ParameterAssignment(string Name, ParameterValue Value, string Origin);
