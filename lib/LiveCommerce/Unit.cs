namespace LiveCommerce;

/// <summary>The unit of a value. Two values are put together only when their units are equal.</summary>
/// <param name="Id">Stable id, such as <c>share</c> or <c>CNY</c>.</param>
/// <param name="Label">As written behind a number; empty for shares and pure numbers.</param>
public sealed record Unit(string Id, string Label)
{
    /// <summary>A part of a whole, 0 to 1; written as a percentage.</summary>
    public static Unit Share { get; } = new("share", "");

    /// <summary>A difference of two shares, -1 to 1; written in percentage points.</summary>
    public static Unit Points { get; } = new("points", "percentage points");

    /// <summary>A pure number.</summary>
    public static Unit Number { get; } = new("number", "");

    /// <summary>Chinese yuan.</summary>
    public static Unit Yuan { get; } = new("CNY", "CNY");

    /// <summary>United States dollars.</summary>
    public static Unit Dollar { get; } = new("USD", "USD");

    /// <summary>People.</summary>
    public static Unit Persons { get; } = new("persons", "people");

    /// <summary>Livestream sessions.</summary>
    public static Unit Sessions { get; } = new("sessions", "sessions");

    /// <summary>Orders.</summary>
    public static Unit Orders { get; } = new("orders", "orders");

    /// <summary>Whether the value is an amount of money.</summary>
    public bool IsMoney => Id.Length == 3 && Id.All(char.IsAsciiLetterUpper);

    /// <summary>A currency by its ISO 4217 code.</summary>
    public static Unit Currency(string code) => new(code, code);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
