using System.Text.RegularExpressions;

namespace Workbench.Runs.Parameters;

/// <summary>Reads the <c>let</c> declarations of an F# cell; nothing is run.</summary>
internal static partial class FSharpParameters
{
    public static IEnumerable<Parameter> Read(string code)
    {
        var lines = code.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var match = Declaration().Match(lines[i]);
            if (!match.Success) continue;
            var (value, help) = Split(match.Groups["value"].Value);
            // A value goes on as long as lines are indented.
            for (; i + 1 < lines.Length && lines[i + 1].Length > 0 && char.IsWhiteSpace(lines[i + 1][0]); i++) value += "\n" + Split(lines[i + 1]).Value;
            if (help.Length == 0 && i > 0 && lines[i - 1].TrimStart().StartsWith("//", StringComparison.Ordinal)) help = lines[i - 1].Trim().TrimStart('/').Trim();
            value = value.Trim();
            var named = match.Groups["type"];
            yield return new Parameter(match.Groups["name"].Value.Trim('`'), named.Success ? Named(named.Value.Trim()) : Infer(value), value, help, "fsharp");
        }
    }

    /// <summary>Code and the comment behind it; a <c>//</c> inside text is no comment.</summary>
    private static (string Value, string Help) Split(string line)
    {
        var match = Behind().Match(line);
        return match.Success ? (match.Groups[1].Value, match.Groups[2].Value.Trim()) : (line, "");
    }

    private static ParameterType? Named(string type)
    {
        if (type.EndsWith(" option", StringComparison.Ordinal)) return Named(type[..^7].Trim()) is { } inner ? inner with { AllowsNull = true } : null;
        foreach (var (suffix, shape) in new[] { (" array", ParameterShape.Array), ("[]", ParameterShape.Array), (" list", ParameterShape.List) })
        {
            if (type.EndsWith(suffix, StringComparison.Ordinal)) return Named(type[..^suffix.Length].Trim()) is { Shape: ParameterShape.Single } one ? new ParameterType(one.Kind, shape) : null;
        }

        return type.Replace("System.", "", StringComparison.Ordinal) switch
        {
            "string" => new ParameterType(ScalarKind.Text),
            "int" or "int32" => new ParameterType(ScalarKind.Int),
            "int64" => new ParameterType(ScalarKind.Long),
            "uint64" => new ParameterType(ScalarKind.Unsigned),
            "float" or "double" => new ParameterType(ScalarKind.Double),
            "decimal" => new ParameterType(ScalarKind.Decimal),
            "bool" => new ParameterType(ScalarKind.Flag),
            "DateOnly" => new ParameterType(ScalarKind.Day),
            "DateTime" => new ParameterType(ScalarKind.Time),
            _ => null,
        };
    }

    private static ParameterType? Infer(string value)
    {
        if (value.StartsWith("[|", StringComparison.Ordinal)) return Many(value[2..], ParameterShape.Array);
        if (value.StartsWith('[')) return Many(value[1..], ParameterShape.List);
        if (value.StartsWith('"')) return new ParameterType(ScalarKind.Text);
        if (value is "true" or "false") return new ParameterType(ScalarKind.Flag);
        if (Number().Match(value) is { Success: true } number)
        {
            return number.Groups["suffix"].Value switch
            {
                "L" => new ParameterType(ScalarKind.Long),
                "UL" => new ParameterType(ScalarKind.Unsigned),
                "m" or "M" => new ParameterType(ScalarKind.Decimal),
                _ => new ParameterType(number.Groups["fraction"].Success ? ScalarKind.Double : ScalarKind.Int),
            };
        }

        if (value.StartsWith("Some ", StringComparison.Ordinal) || value.StartsWith("Some(", StringComparison.Ordinal))
            return Infer(value[4..].Trim(' ', '(', ')')) is { } inner ? inner with { AllowsNull = true } : null;
        return Made().Match(value) is { Success: true } made ? new ParameterType(made.Groups[1].Value == "DateOnly" ? ScalarKind.Day : ScalarKind.Time) : null;
    }

    private static ParameterType? Many(string items, ParameterShape shape) => Infer(items.TrimStart().Split(';', '|', ']')[0].Trim()) is { Shape: ParameterShape.Single } one ? new ParameterType(one.Kind, shape) : null;

    [GeneratedRegex(@"\Alet\s+(?:mutable\s+)?(?<name>\w+|``[^`]+``)\s*(?::(?<type>[^=]+))?=(?<value>.*)\z")]
    private static partial Regex Declaration();

    [GeneratedRegex("\\A((?:[^\"/]|\"(?:[^\"\\\\]|\\\\.)*\"|/(?!/))*)//(.*)\\z")]
    private static partial Regex Behind();

    [GeneratedRegex(@"\A-?\d[\d_]*(?<fraction>\.\d*(?:[eE][+-]?\d+)?|[eE][+-]?\d+)?(?<suffix>UL|L|m|M)?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A(?:System\.)?(DateOnly|DateTime)\s*(?:\(|\.Parse)")]
    private static partial Regex Made();
}
