using System.CommandLine;
using System.Globalization;
using LiveCommerce;
using Workbench.Runs;
using Workbench.Runs.Import;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench import</c>.</summary>
internal static class ImportVerb
{
    private const int MostFaults = 20;

    private static readonly Argument<string> Source = new("file") { Description = "CSV, JSON lines, Parquet or XLSX." };
    private static readonly Option<string> As = new("--as") { Description = "sessions, observations or effects.", Required = true };
    private static readonly Option<string?> Map = new("--map") { Description = "Mapping of columns; without it one is proposed and written beside the file's name, to be edited." };
    private static readonly Option<string?> Data = new("--data") { Description = "Data folder that the rows join; data/ of the workbench when none is named." };
    private static readonly Option<string> To = new("--to") { Description = "New data folder, for 'run --data'.", DefaultValueFactory = _ => "imported" };

    public static Command Make()
    {
        var verb = new Command("import", "Bring your own data: propose a mapping, convert, check, and say what may move.") { Source, As, Map, Data, To };
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        try
        {
            var place = WorkbenchPlace.Around(Directory.GetCurrentDirectory());
            var (file, target) = (parsed.GetValue(Source)!, ImportTarget.Named(parsed.GetValue(As)!));
            var data = parsed.GetValue(Data) ?? Path.Combine(place.Root, "data");
            var table = SourceTable.Read(file);
            if (parsed.GetValue(Map) is not { } mapFile) return Propose(table, target, data, file);
            var map = ImportMap.Read(mapFile);
            var folder = parsed.GetValue(To)!;
            if (Path.GetFullPath(folder).StartsWith(Path.GetFullPath(data), StringComparison.Ordinal))
            {
                Console.Error.WriteLine($"{folder}: the data folder itself is never written. Name another with --to.");
                return (int)ExitCode.BadUsage;
            }

            var import = new TableImport(target, data);
            var report = import.Write(table, map, file, folder);
            foreach (var note in import.Notes) Console.Error.WriteLine(note);
            foreach (var fault in report.Faults.Take(MostFaults)) Console.WriteLine(Printable.Of(fault.ToString()));
            if (MapProposal.Unused(table, map) is { Count: > 0 } unused) Console.Error.WriteLine($"columns left out: {string.Join(", ", unused)}; list them under 'extra' in the mapping to carry them along");
            if (report.Faults.Count > 0)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Faults.Count:N0} faults{(report.Faults.Count > MostFaults ? $", the first {MostFaults} shown" : "")}; {folder} is as it was, the rows are in {folder}.rejected."));
                return (int)ExitCode.CheckFailed;
            }

            foreach (var line in Preflight.Lines(target, data, folder, Path.Combine(place.Root, "runs"), place.Notebooks())) Console.WriteLine(Printable.Of(line));
            Console.WriteLine($"next        workbench run --data {RunCommand.Quoted(folder)}");
            return (int)ExitCode.Well;
        }
        catch (InputException error)
        {
            Console.Error.WriteLine(error.Message);
            return (int)ExitCode.BadUsage;
        }
        catch (TimeZoneNotFoundException error)
        {
            Console.Error.WriteLine(error.Message);
            return (int)ExitCode.NotValid;
        }
    }

    private static int Propose(SourceTable table, ImportTarget target, string data, string file)
    {
        var map = MapProposal.Of(table, target.Kind, target.Schema(data), file);
        var path = Path.GetFileNameWithoutExtension(file) + ".map.yaml";
        if (File.Exists(path))
        {
            Console.Error.WriteLine($"{path}: it is there already. Give it with --map, or remove it for a new proposal.");
            return (int)ExitCode.BadUsage;
        }

        File.WriteAllText(path, map.Write(file));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Rows.Count:N0} rows, {table.Header.Count} columns; {map.Columns.Values.Count(field => field.From is not null)} of {map.Columns.Count} fields found."));
        if (map.Extra.Count > 0) Console.Error.WriteLine($"carried along as they are ('extra'): {string.Join(", ", map.Extra)}");
        Console.WriteLine(path);
        Console.Error.WriteLine($"Look it over, units and dates above all; then: workbench import {RunCommand.Quoted(file)} --as {target.Kind} --map {RunCommand.Quoted(path)}");
        return (int)ExitCode.Well;
    }
}
