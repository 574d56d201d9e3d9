using LiveCommerce.Data.Package;

namespace LiveCommerce.Data.Contract;

/// <summary>The contract of one package: origin, encoding, shape, fields, keys, and the rules of observations.</summary>
internal sealed class PackageCheck(DataPackage package, string shownDirectory)
{
    private readonly List<Fault> faults = [];
    private readonly Dictionary<string, CheckedTable> tables = new(StringComparer.Ordinal);
    private long checks;

    /// <summary>Looks at everything.</summary>
    public CheckReport Run() => Run(_ => true);

    /// <summary>Looks at the tables that are wanted, and at those that they refer to.</summary>
    public CheckReport Run(Func<string, bool> wanted)
    {
        var descriptor = Shown(DataPackage.DescriptorName);
        faults.AddRange(OriginRules.Profile(package, descriptor));
        foreach (var resource in Wanted(wanted))
        {
            var path = Shown(resource.Path);
            checks++;
            if (OriginRules.Read(package, resource, path, descriptor, faults) is not { } content) continue;
            DataReads.Log.Read($"{package.Descriptor.Name}/{resource.Path}", DataPackage.HashOf(content), content.Length);
            if (TextOfFile.Decode(content, path, faults) is not { } text) continue;
            if (TableShape.Read(resource, text, path, faults) is { } table) tables[resource.Name] = table;
        }

        foreach (var table in tables.Values) Fields(table);
        foreach (var table in tables.Values)
        {
            checks += table.Resource.Schema.ForeignKeys.Count + 1;
            faults.AddRange(KeyRules.Repeated(table));
            faults.AddRange(KeyRules.Dangling(table, tables));
            checks += table.Rows.Count;
            faults.AddRange(ValueKindRules.Check(table));
            faults.AddRange(BenchmarkRules.Check(table));
            faults.AddRange(ReportRules.Check(table));
            faults.AddRange(SessionRules.Check(table));
        }

        if (tables.TryGetValue("observations", out var observations))
        {
            if (tables.TryGetValue("metrics", out var metrics) && ObservationRules.Apply(observations, metrics))
            {
                checks += observations.Rows.Count;
                faults.AddRange(new ObservationRules(observations, metrics).Check());
            }

            if (tables.TryGetValue("corrections", out var corrections))
            {
                checks += corrections.Rows.Count;
                faults.AddRange(CorrectionRules.Check(corrections, observations));
            }
        }

        var unsealed = faults.Where(fault => fault.Code == "DATA004" && faults.Any(other => other.Path == fault.Path && other.Line > 0)).ToList();
        foreach (var fault in unsealed) faults.Remove(fault);
        return new CheckReport(Sorted(), checks, tables.Count, tables.Values.Sum(table => (long)table.Rows.Count)) { Unsealed = [.. unsealed.Select(fault => fault.Path)] };
    }

    private void Fields(CheckedTable table)
    {
        var rules = table.Resource.Schema.Fields.Select(field => new FieldRules(field)).ToArray();
        foreach (var row in table.Rows)
        {
            checks += rules.Length;
            for (var i = 0; i < rules.Length; i++)
            {
                if (rules[i].Check(table, row[i]) is { } fault) faults.Add(fault);
            }
        }
    }

    private IEnumerable<ResourceDescriptor> Wanted(Func<string, bool> wanted)
    {
        var names = package.Descriptor.Resources.Where(resource => wanted(resource.Name)).Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);
        var referred = package.Descriptor.Resources.Where(resource => names.Contains(resource.Name))
            .SelectMany(resource => resource.Schema.ForeignKeys).Select(key => key.Reference.Resource).ToList();
        names.UnionWith(referred);
        return package.Descriptor.Resources.Where(resource => names.Contains(resource.Name));
    }

    /// <summary>A rule of the whole row does not repeat what a rule of the field has said at the same place.</summary>
    private List<Fault> Sorted()
    {
        var ofFields = faults.Where(fault => !OfRow(fault)).Select(fault => (fault.Path, fault.Line, fault.Column)).ToHashSet();
        return [.. faults
            .Where(fault => !OfRow(fault) || !ofFields.Contains((fault.Path, fault.Line, fault.Column)))
            .OrderBy(fault => fault.Path, StringComparer.Ordinal).ThenBy(fault => fault.Line).ThenBy(fault => fault.Column)];
    }

    private static bool OfRow(Fault fault) => fault.Code.StartsWith("DATA3", StringComparison.Ordinal);

    private string Shown(string file) => shownDirectory.Length == 0 ? file : shownDirectory.TrimEnd('/', '\\') + "/" + file;
}
