using System.Globalization;
using System.Numerics;

namespace LiveCommerce.Data.Store;

/// <summary>One value for what engines give in many types: long, double, text, time in UTC, flag or null.</summary>
public static class NormalValue
{
    /// <summary>The value in its normal type. Decimals without digits after the point are whole numbers, others are of double precision.</summary>
    /// <exception cref="InputException">The type has no normal form (such as a time span), or the whole number exceeds 64 bits.</exception>
    public static object? Of(object? value) => value switch
    {
        null or DBNull => null,
        string or long or double or bool => value,
        float single => (double)single,
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong unsigned when unsigned <= long.MaxValue => (long)unsigned,
        BigInteger big when big >= long.MinValue && big <= long.MaxValue => (long)big,
        ulong or BigInteger => throw new InputException("DATA522", "a result", string.Create(CultureInfo.InvariantCulture, $"{value}"), "a whole number of 64 bits is needed", "cast it to double precision in the query"),
        decimal number => number.Scale == 0 && decimal.Abs(number) <= long.MaxValue ? (object)(long)number : (double)number,
        DateTime { Kind: DateTimeKind.Local } time => time.ToUniversalTime(),
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
        DateTimeOffset time => time.UtcDateTime,
        DateOnly day => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        _ => throw new InputException("DATA521", "a result", $"a value of type {value.GetType().Name}", "results are numbers, texts, times and flags", "cast it in the query, such as a time span to seconds"),
    };
}
