using System.Diagnostics;
using System.Globalization;
using Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var all = typeof(IBenchmark).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmark)))
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!).OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal).ToList();
var chosen = args.Length == 0 ? all : all.Where(benchmark => args.Contains(benchmark.Name)).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"No such benchmark. There are: {string.Join(", ", all.Select(benchmark => benchmark.Name))}");
    return 2;
}

Console.WriteLine($"# Benchmarks\n\n{Machine.Describe()}\n");
foreach (var benchmark in chosen)
{
    Console.WriteLine($"## {benchmark.Name}\n\n| what | time | beside | its time | ratio |\n|---|---:|---|---:|---:|");
    var watch = Stopwatch.StartNew();
    foreach (var row in benchmark.Measure())
    {
        Console.WriteLine($"| {row.What} | {Machine.Time(row.Seconds)} | {row.Peer} | {(row.PeerSeconds is { } peer ? Machine.Time(peer) : "")} | {(row.Ratio is { } ratio ? ratio.ToString("0.###", CultureInfo.InvariantCulture) : "")} |");
    }

    Console.WriteLine($"\nLoad while it ran: {Machine.Load()}; {watch.Elapsed.TotalSeconds:0} s in all.\n");
}

return 0;
