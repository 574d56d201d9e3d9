namespace LiveCommerce.Data.Store.Engines;

/// <summary>What an engine must tell of itself before its answers are taken.</summary>
internal sealed class StartCheck(StoreAddress address)
{
    private readonly List<Fault> faults = [];
    private readonly List<ModelWarning> warnings = [];

    /// <summary>The version must be one that has passed the conformance suite, or newer.</summary>
    public void Version(string engine, string found, Version tested)
    {
        var numbers = System.Text.RegularExpressions.Regex.Match(found, @"\d+(\.\d+)?").Value;
        var version = System.Version.Parse(numbers.Length == 0 ? "0.0" : numbers.Contains('.', StringComparison.Ordinal) ? numbers : numbers + ".0");
        if (version >= tested) return;
        if (address.TakesUntested)
        {
            warnings.Add(new ModelWarning("DATA541", Severity.Serious, $"{engine} {found} is older than {tested}, the oldest version whose answers are tested."));
            return;
        }

        faults.Add(new Fault(address.ToString(), 0, 0, "DATA541", $"{engine} {found}", $"version {tested} or newer, whose answers are tested", "use a newer one, or write ?untested=true and check the answers yourself"));
    }

    /// <summary>A setting on which the answers hang.</summary>
    public void Setting(string name, string? found, string wanted, string why)
    {
        if (!string.Equals(found, wanted, StringComparison.OrdinalIgnoreCase))
            faults.Add(new Fault(address.ToString(), 0, 0, "DATA542", $"{name} is {(found is null ? "not known" : $"'{found}'")}", $"'{wanted}': {why}", $"let users of the store set {name} to {wanted}, or set it for them"));
    }

    public void Hold(SqlEngine engine)
    {
        if (faults.Count > 0) throw new DataFaultException(faults);
        engine.Warnings = warnings;
    }
}
