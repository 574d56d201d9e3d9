using System.Text.Json.Serialization;

namespace LiveCommerce.Data.Package;

/// <summary>A <c>datapackage.json</c> (Frictionless Data Package v2): what the package holds and where it comes from.</summary>
public sealed record PackageDescriptor
{
    /// <summary>The profile of Data Package, version 2.</summary>
    public const string Version2 = "https://datapackage.org/profiles/2.0/datapackage.json";

    /// <summary>The profile that the descriptor names; null when it names none.</summary>
    [JsonPropertyName("$schema")]
    public string? Profile { get; init; }

    /// <summary>Short name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Title for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where the package as a whole comes from.</summary>
    public IReadOnlyList<Origin> Sources { get; init; } = [];

    /// <summary>The tables.</summary>
    public IReadOnlyList<ResourceDescriptor> Resources { get; init; } = [];
}

/// <summary>Where a table comes from.</summary>
public sealed record Origin
{
    /// <summary>Who made it.</summary>
    public string Producer { get; init; } = "";

    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>How to cite it.</summary>
    public string Citation { get; init; } = "";

    /// <summary>Where it is; an address or a file of the package.</summary>
    public string Url { get; init; } = "";

    /// <summary>When it was published: year, month or day.</summary>
    public string DatePublished { get; init; } = "";

    /// <summary>When it was read.</summary>
    public string DateAccessed { get; init; } = "";

    /// <summary>Under what terms it may be used.</summary>
    public string Licence { get; init; } = "";

    /// <summary>How far it was checked.</summary>
    public string Verification { get; init; } = "";

    /// <summary>True for generated data.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>One table of a package.</summary>
public sealed record ResourceDescriptor
{
    /// <summary>Name, by which keys of other tables refer to it.</summary>
    public string Name { get; init; } = "";

    /// <summary>File, relative to the package; never outside it.</summary>
    public string Path { get; init; } = "";

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary><c>sha256:</c> and the hash of the file in lower-case hexadecimal.</summary>
    public string Hash { get; init; } = "";

    /// <summary>How the rows were made from their origin.</summary>
    public string Processing { get; init; } = "";

    /// <summary>Where the table comes from.</summary>
    public IReadOnlyList<Origin> Sources { get; init; } = [];

    /// <summary>The columns and keys.</summary>
    public TableSchema Schema { get; init; } = new();
}

/// <summary>Columns and keys of a table.</summary>
public sealed record TableSchema
{
    /// <summary>The columns, in the order of the file.</summary>
    public IReadOnlyList<FieldDescriptor> Fields { get; init; } = [];

    /// <summary>Columns that together name a row.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>Columns whose values must stand in another table.</summary>
    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];
}

/// <summary>One column.</summary>
public sealed record FieldDescriptor
{
    /// <summary>Name, as in the header.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>date</c> or <c>datetime</c>.</summary>
    public string Type { get; init; } = "string";

    /// <summary>Unit of the values, where the column has one unit.</summary>
    public string? Unit { get; init; }

    /// <summary>What the column means.</summary>
    public string? Description { get; init; }

    /// <summary>What the values must obey.</summary>
    public FieldConstraints Constraints { get; init; } = new();
}

/// <summary>What the values of a column must obey.</summary>
public sealed record FieldConstraints
{
    /// <summary>Never empty.</summary>
    public bool Required { get; init; }

    /// <summary>Each value once.</summary>
    public bool Unique { get; init; }

    /// <summary>Smallest value.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest value.</summary>
    public double? Maximum { get; init; }

    /// <summary>Regular expression that a text must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values allowed.</summary>
    [JsonPropertyName("enum")]
    public IReadOnlyList<string>? Allowed { get; init; }
}

/// <summary>A column whose values must stand in a column of another table.</summary>
public sealed record ForeignKey
{
    /// <summary>Columns of this table; one is supported.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Where the values must stand.</summary>
    public KeyReference Reference { get; init; } = new();
}

/// <summary>The other side of a foreign key.</summary>
public sealed record KeyReference
{
    /// <summary>The other table; empty for the same one.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Its columns.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}
