using System.Diagnostics;
using System.Globalization;
using System.Text;
using Benchmarks;
using Benchmarks.Data;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--side", var side, var file])
{
    SumsOfOneSide.Run(side, file);
    return 0;
}

var all = typeof(IBenchmark).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmark)))
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!).OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal).ToList();
var place = Array.IndexOf(args, "--page");
var page = place >= 0 && place + 1 < args.Length ? args[place + 1] : null;
var names = args.Where((_, i) => place < 0 || (i != place && i != place + 1)).ToList();
var unknown = names.Except(all.Select(benchmark => benchmark.Name)).ToList();
if (unknown.Count > 0 || (place >= 0 && page is null))
{
    Console.Error.WriteLine(unknown.Count > 0 ? $"No benchmark {string.Join(", ", unknown)}. There are: {string.Join(", ", all.Select(benchmark => benchmark.Name))}" : "--page needs a file, such as --page tests/Benchmarks/RESULTS.md");
    return 2;
}

Console.WriteLine($"# Benchmarks\n\n{Machine.Describe()}\n");
foreach (var benchmark in all.Where(benchmark => names.Count == 0 || names.Contains(benchmark.Name)))
{
    var text = new StringBuilder();
    Say($"{Machine.Describe()}\n\n| what | time | beside | its time | ratio | wished |\n|---|---:|---|---:|---:|---:|");
    var watch = Stopwatch.StartNew();
    foreach (var row in benchmark.Measure())
    {
        Say($"| {row.What} | {row.Other ?? Machine.Time(row.Seconds)} | {row.Peer} | {(row.PeerSeconds is { } peer ? Machine.Time(peer) : "")} | {(row.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "")} | {(row.Target is { } target ? "≤ " + target.ToString("0.##", CultureInfo.InvariantCulture) : "")} |");
    }

    Say($"\nLoad at the end: {Machine.Load()}; {watch.Elapsed.TotalSeconds:0} s in all.");
    if (benchmark.Remark is { } remark) Say("\n" + remark);
    if (benchmark.Figure is { } figure && page is not null) Say($"\n![{figure.Title}]({await PageFigure.DrawAsync(figure, page)})");
    Console.WriteLine();
    if (page is not null) new Page(page).Put(new Dictionary<string, string> { [benchmark.Name] = text.ToString() });

    void Say(string line)
    {
        if (text.Length == 0) Console.WriteLine($"## {benchmark.Name}\n");
        Console.WriteLine(line);
        text.Append(line).Append('\n');
    }
}

return 0;
