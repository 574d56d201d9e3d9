namespace LiveCommerce;

/// <summary>A model refuses: the message says what was found, where, why that is refused, and the way out.</summary>
public abstract class ModelException : Exception
{
    private protected ModelException(string code, string where, string found, string why, string fix)
        : base($"error {code}: {where}: {found}; {why}. Fix: {fix}")
    {
        Code = code;
        Where = where;
        Found = found;
        Why = why;
        Fix = fix;
    }

    /// <summary>Stable code, such as <c>MODEL101</c>.</summary>
    public string Code { get; }

    /// <summary>The argument, group, stage or row at fault.</summary>
    public string Where { get; }

    /// <summary>What was found there, with its value.</summary>
    public string Found { get; }

    /// <summary>What was expected, or why it is refused.</summary>
    public string Why { get; }

    /// <summary>What to do about it.</summary>
    public string Fix { get; }
}

/// <summary>The input is not what the model takes: a negative count, a stage that grows, NaN, mixed units.</summary>
public sealed class InputException(string code, string where, string found, string why, string fix)
    : ModelException(code, where, found, why, fix);

/// <summary>The input is well formed, but cannot tell what is asked: one source, one group, a threshold outside the data.</summary>
public sealed class NotIdentifiedException(string code, string where, string found, string why, string fix)
    : ModelException(code, where, found, why, fix);
