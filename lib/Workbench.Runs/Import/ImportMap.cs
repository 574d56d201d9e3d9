using System.Globalization;
using System.Text;
using LiveCommerce.Data;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Workbench.Runs.Import;

/// <summary>Where one field comes from.</summary>
public sealed class FieldMap
{
    /// <summary>Column of the file; null when there is none.</summary>
    public string? From { get; set; }

    /// <summary>The same value in each row, in place of a column; <c>{row}</c> in it becomes the row's number, from 1.</summary>
    public string? Value { get; set; }

    /// <summary>Number by which values are multiplied, such as 0.01 for percent.</summary>
    public double? Scale { get; set; }

    /// <summary>How numbers are written: <c>1,234.5</c> or <c>1.234,5</c>, also with 万, 亿, a currency or a percent sign; plain when it is not given.</summary>
    public string? Number { get; set; }

    /// <summary>Whether a fraction in a field of whole numbers is rounded; else it is a fault.</summary>
    public bool Round { get; set; }

    /// <summary>How dates are written, such as <c>M/d/yyyy H:mm</c>; <c>unix</c> or <c>unix-ms</c> for seconds or milliseconds.</summary>
    public string? Date { get; set; }

    /// <summary>Time zone of the dates, such as <c>Asia/Shanghai</c>; UTC when there is none.</summary>
    public string? Zone { get; set; }

    /// <summary>Why this was proposed; not read.</summary>
    [YamlIgnore]
    public string Note { get; init; } = "";
}

/// <summary>How a user's table becomes a table of the workbench.</summary>
public sealed class ImportMap
{
    /// <summary><c>sessions</c>, <c>observations</c> or <c>effects</c>.</summary>
    public string As { get; set; } = "";

    /// <summary>Origin: <c>producer</c>, <c>title</c>, <c>url</c>, <c>licence</c>, <c>synthetic</c>.</summary>
    public Dictionary<string, string> Origin { get; set; } = [];

    /// <summary>Values of columns that a row must have to be taken, such as <c>status_type: [video]</c>; empty for all rows.</summary>
    public Dictionary<string, List<string>> Keep { get; set; } = [];

    /// <summary>What becomes of rows that differ and have one id: <c>fail</c>, or <c>first</c> to take the first. Rows that are equal in all fields are taken once.</summary>
    public string Repeats { get; set; } = "fail";

    /// <summary>Where each field comes from.</summary>
    public Dictionary<string, FieldMap> Columns { get; set; } = [];

    /// <summary>Columns of the file that no field takes and that are carried along as they are, under their own names.</summary>
    public List<string> Extra { get; set; } = [];

    /// <summary>Reads a mapping.</summary>
    /// <exception cref="DataFaultException">It is missing, or no mapping.</exception>
    public static ImportMap Read(string path)
    {
        if (!File.Exists(path)) throw new DataFaultException([new Fault(path, 0, 0, "RUN003", "no such file", "a mapping", "leave --map out once: a mapping is then proposed")]);
        try
        {
            return new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<ImportMap>(File.ReadAllText(path)) ?? new ImportMap();
        }
        catch (YamlException error)
        {
            throw new DataFaultException([new Fault(path, (int)error.Start.Line, (int)error.Start.Column, "IMPORT002", error.InnerException?.Message ?? error.Message, "a mapping with 'as', 'origin' and 'columns'", "mend it at this place")]);
        }
    }

    /// <summary>The mapping as a file to be edited, each line with what speaks for it.</summary>
    public string Write(string file)
    {
        var text = new StringBuilder($"# How {file} becomes a table of {As}. Edit it, then: workbench import {RunCommand.Quoted(file)} --as {As} --map THIS_FILE\n# A field: {{from: COLUMN}}, or {{value: CONSTANT}}; scale: 0.01 for percent; number: \"1,234.5\" or \"1.234,5\" for grouped ones; date: M/d/yyyy H:mm and zone: Asia/Shanghai for times; round: true to round.\n# Rows: keep: {{COLUMN: [VALUE, VALUE]}} takes these alone; repeats: first takes the first of rows that differ and have one id.\nas: {As}\norigin:\n");
        foreach (var (name, value) in Origin) text.Append(CultureInfo.InvariantCulture, $"  {name}: {Quoted(value)}\n");
        text.Append("columns:\n");
        foreach (var (name, field) in Columns)
        {
            var parts = new List<string>();
            if (field.From is { } from) parts.Add($"from: {Quoted(from)}");
            if (field.Value is { } value) parts.Add($"value: {Quoted(value)}");
            if (field.Number is { } number) parts.Add($"number: {Quoted(number)}");
            if (field.Scale is { } scale) parts.Add(string.Create(CultureInfo.InvariantCulture, $"scale: {scale}"));
            if (field.Round) parts.Add("round: true");
            if (field.Date is { } date) parts.Add($"date: {Quoted(date)}");
            if (field.Zone is { } zone) parts.Add($"zone: {Quoted(zone)}");
            text.Append(CultureInfo.InvariantCulture, $"  {name}: {{{string.Join(", ", parts)}}}{(field.Note.Length > 0 ? "  # " + field.Note.ReplaceLineEndings(" ") : "")}\n");
        }

        if (Extra.Count > 0) text.Append("# Carried along as they are, for notebooks of your own; take out what is not to come with it.\nextra:\n").AppendJoin("", Extra.Select(column => $"  - {Quoted(column)}\n"));
        return text.ToString();
    }

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text, Plain);

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
