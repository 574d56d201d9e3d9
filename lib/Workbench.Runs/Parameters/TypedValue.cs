using System.Globalization;

namespace Workbench.Runs.Parameters;

/// <summary>Values as their declared type reads them.</summary>
internal static class TypedValue
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];

    /// <summary>Reads a value; false when it is of another type.</summary>
    public static bool TryRead(ParameterValue value, ParameterType type, out object? read)
    {
        read = null;
        if (value is ParameterValue.Scalar { IsPlain: true } word && type.AllowsNull && IsNull(word.Text)) return true;
        if (type.Shape == ParameterShape.Single) return TryScalar(value, type.Kind, out read);
        if (value is ParameterValue.Scalar { IsPlain: true } flow && flow.Text.TrimStart().StartsWith('[')) value = YamlParameters.TryValue(flow.Text) ?? value;
        if (value is not ParameterValue.List list) return false;
        var items = new List<object?>();
        foreach (var item in list.Items)
        {
            if (!TryScalar(item, type.Kind, out var one)) return false;
            items.Add(one);
        }

        read = items;
        return true;
    }

    private static bool TryScalar(ParameterValue value, ScalarKind kind, out object? read)
    {
        read = null;
        if (value is not ParameterValue.Scalar scalar) return false;
        var text = scalar.Text;
        // Text that was meant as text is no number, but a day has no other way to be quoted.
        if (!scalar.IsPlain && kind is not (ScalarKind.Text or ScalarKind.Day or ScalarKind.Time)) return false;
        read = kind switch
        {
            ScalarKind.Text => text,
            ScalarKind.Int => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            ScalarKind.Long => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            ScalarKind.Unsigned => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            ScalarKind.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
            ScalarKind.Decimal => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            ScalarKind.Flag => text is "true" or "True" or "TRUE" ? true : text is "false" or "False" or "FALSE" ? false : null,
            ScalarKind.Day => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            _ => DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, text.EndsWith('Z') ? DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal : DateTimeStyles.None, out var time) ? time : null,
        };
        return read is not null;
    }

    private static bool IsNull(string text) => text is "null" or "Null" or "NULL" or "~" or "None";
}
