using System.Globalization;

namespace LiveCommerce.Numerics;

/// <summary>The checks at the door of this room, each with the value in its message.</summary>
internal static class Guard
{
    public static double Finite(double value, string where) => double.IsFinite(value)
        ? value
        : throw new InputException("MODEL101", $"'{where}'", Say(value), "a finite number is needed", "leave the value out or mend it");

    public static double Positive(double value, string where) => value > 0 && double.IsFinite(value)
        ? value
        : throw new InputException("MODEL102", $"'{where}'", Say(value), "a finite number above 0 is needed", "check the unit and the sign");

    public static double Probability(double value, string where) => value is >= 0 and <= 1
        ? value
        : throw new InputException("MODEL103", $"'{where}'", Say(value), "a probability from 0 to 1 is needed", "divide percentages by 100");

    public static double Level(double value, string where = "level") => value is > 0 and < 1
        ? value
        : throw new InputException("MODEL103", $"'{where}'", Say(value), "a level between 0 and 1 is needed", "write 0.95 for 95%");

    public static int AtLeast(int value, int lowest, string where) => value >= lowest
        ? value
        : throw new InputException("MODEL104", $"'{where}'", string.Create(CultureInfo.InvariantCulture, $"{value}"),
            string.Create(CultureInfo.InvariantCulture, $"at least {lowest} is needed"), "give more");

    public static double[] Values(IEnumerable<double> values, string where, int atLeast = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] list = [.. values];
        if (list.Length < atLeast)
        {
            throw new InputException("MODEL104", $"'{where}'", string.Create(CultureInfo.InvariantCulture, $"{list.Length} values"),
                string.Create(CultureInfo.InvariantCulture, $"at least {atLeast} needed"), "give more values");
        }

        for (var i = 0; i < list.Length; i++)
        {
            if (!double.IsFinite(list[i])) Finite(list[i], string.Create(CultureInfo.InvariantCulture, $"{where}[{i}]"));
        }

        return list;
    }

    /// <summary>The rows of a list, none of them null, nor any of the parts that a row must have.</summary>
    public static T[] Items<T>(IEnumerable<T> items, string where, params Func<T, object?>[] parts)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items, where);
        T[] list = [.. items];
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] is { } item && Array.TrueForAll(parts, part => part(item) is not null)) continue;
            throw new InputException("MODEL107", FormattableString.Invariant($"{where}[{i}]"), list[i] is null ? "it was null" : "an id or a list in it was null", "each row is a whole one", "leave the row out, or fill in what is missing");
        }

        return list;
    }

    public static void SameLength(int first, int second, string where)
    {
        if (first != second)
        {
            throw new InputException("MODEL105", $"'{where}'", string.Create(CultureInfo.InvariantCulture, $"{first} and {second} values"),
                "the lists must be equally long", "pair the values row by row");
        }
    }

    private static string Say(double value) => "it was " + value.ToString("R", CultureInfo.InvariantCulture);
}
