using LiveCommerce.Data.Contract;
using LiveCommerce.Data.Frames;
using LiveCommerce.Data.Package;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data;

/// <summary>The curated facts: frames to look at, typed rows to compute with.</summary>
public sealed class CuratedData
{
    private readonly DataPackage package;
    private readonly Dictionary<string, DataFrame> frames = new(StringComparer.Ordinal);
    private readonly HashSet<string> passed = new(StringComparer.Ordinal);
    private IReadOnlyList<Observation>? observations;
    private Dictionary<string, string>? names;

    private CuratedData(DataPackage package) => this.package = package;

    /// <summary>Platforms, sellers and market totals.</summary>
    public DataFrame Platforms => Table("platforms");

    /// <summary>The dictionary of metrics.</summary>
    public DataFrame Metrics => Table("metrics");

    /// <summary>One figure of one source a row, misprints and recalled rows included; use <see cref="Observations"/> to compute.</summary>
    public DataFrame ObservationTable => Table("observations");

    /// <summary>Reported results of named hosts.</summary>
    public DataFrame KolSessions => Table("kol_sessions");

    /// <summary>Published conversion, cart and return rates.</summary>
    public DataFrame FunnelBenchmarks => Table("funnel_benchmarks");

    /// <summary>Published effects on trust, engagement and purchase.</summary>
    public DataFrame Effects => Table("effects");

    /// <summary>Where each row was read.</summary>
    public DataFrame Sources => Table("sources");

    /// <summary>Claims about the field.</summary>
    public DataFrame Claims => Table("claims");

    /// <summary>Known faults of sources.</summary>
    public DataFrame Corrections => Table("corrections");

    /// <summary>Observations after corrections, without misprints and recalled rows.</summary>
    public ObservationSet Observations => new(observations ??= Corrected());

    /// <summary>Opens the facts.</summary>
    /// <param name="directory">The package; null for <c>data/curated</c> of the repository around the current folder, or of the run's <c>--data</c>.</param>
    /// <exception cref="DataFaultException">There is no package.</exception>
    public static CuratedData Open(string? directory = null) => new(DataPackage.Open(directory ?? DataDirectory.Of("curated")));

    /// <summary>Any table of the package, after its contract check.</summary>
    /// <exception cref="DataFaultException">The table breaks its contract.</exception>
    public DataFrame Table(string name)
    {
        if (frames.TryGetValue(name, out var known)) return known;
        var resource = package.Resource(name);
        Check(name);
        return frames[name] = TableFrames.Read(package.PathOf(resource), resource.Schema);
    }

    /// <summary>The short English name of a platform, seller or market, as figures show it: without owner, scope and brackets; the id itself where the table has none.</summary>
    /// <param name="id">Id of the platform, such as <c>taobao_live</c>.</param>
    public string PlatformName(string id)
    {
        names ??= Frame.Rows(Platforms, row => (Id: row.Text("platform_id"), Name: row.Text("name_en").Split([" (", ", ", " - ", " and "], StringSplitOptions.None)[0])).ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
        return names.TryGetValue(id, out var name) && name.Length > 0 ? name : id;
    }

    /// <summary>Id, name and citation of sources, in the order of the ids.</summary>
    public IReadOnlyList<SourceNote> SourceNotes(IEnumerable<string> ids)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return [.. Frame.Rows(Sources, row => new SourceNote(row.Text("source_id"), row.Text("title"), row.Text("citation"), row.Text("url"), row.Text("verification")))
            .Where(note => wanted.Contains(note.Id)).OrderBy(note => note.Id, StringComparer.Ordinal)];
    }

    private void Check(string name)
    {
        if (passed.Contains(name)) return;
        var report = new PackageCheck(package, package.Directory.Replace('\\', '/')).Run(table => table == name);
        if (report.Faults.Count > 0) throw new DataFaultException(report.Faults);
        passed.Add(name);
    }

    private List<Observation> Corrected()
    {
        var rows = Frame.Rows(ObservationTable, ReadObservation).ToDictionary(row => row.Id, StringComparer.Ordinal);
        if (package.Has("corrections"))
        {
            foreach (var correction in Frame.Rows(Corrections, row => row))
            {
                var id = correction.Text("observation_id");
                if (!rows.TryGetValue(id, out var row)) continue;
                var value = correction.Number("value");
                rows[id] = correction.Text("action") switch
                {
                    "drop" => row with { Kind = ValueKind.KnownMisprint },
                    "override" => row with { Value = value },
                    "scale" => row with { Value = row.Value * value, Low = row.Low * value, High = row.High * value },
                    _ => row with { Flag = correction.Text("reason") },
                };
            }
        }

        return [.. rows.Values.OrderBy(row => row.Id, StringComparer.Ordinal)];
    }

    private static Observation ReadObservation(FrameRow row) => new()
    {
        Id = row.Text("observation_id"),
        Platform = row.Text("platform_id"),
        Metric = row.Text("metric_id"),
        Start = row.Time("period_start"),
        End = row.Time("period_end"),
        Value = row.Number("value"),
        Low = row.Number("value_min"),
        High = row.Number("value_max"),
        Kind = row.Text("value_kind") switch { "range" => ValueKind.Range, "upper bound" => ValueKind.UpperBound, "known misprint" => ValueKind.KnownMisprint, _ => ValueKind.Point },
        Unit = UnitOf(row.Text("unit"), row.Text("currency")),
        Geography = row.Text("geography"),
        Definition = row.Text("definition_note"),
        Source = row.Text("source_id"),
        Unverified = row.Text("verification") != "seen",
        Confidence = row.Text("confidence"),
    };

    private static Unit UnitOf(string unit, string currency) => unit switch
    {
        "ratio" => Unit.Share,
        "currency_unit" => Unit.Currency(currency),
        "persons" => Unit.Persons,
        "sessions" => Unit.Sessions,
        "orders" => Unit.Orders,
        _ => new Unit(unit, unit.Replace('_', ' ')),
    };
}

/// <summary>A source as a reader sees it.</summary>
/// <param name="Id">Id in <c>sources.csv</c>.</param>
/// <param name="Title">Title.</param>
/// <param name="Citation">How to cite it.</param>
/// <param name="Url">Address; empty when there is none.</param>
/// <param name="Verification">Whether the figure was seen or is recalled.</param>
public sealed record SourceNote(string Id, string Title, string Citation, string Url, string Verification);
