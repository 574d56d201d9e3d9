using LiveCommerce.Data.Package;

namespace LiveCommerce.Data.Contract;

/// <summary>A table whose records have the columns of its schema, with every field's place; its values are not yet checked.</summary>
internal sealed class CheckedTable(ResourceDescriptor resource, string path, IReadOnlyList<IReadOnlyList<CsvField>> rows)
{
    private readonly Dictionary<string, int> columns =
        resource.Schema.Fields.Select((field, index) => (field.Name, index)).DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);

    public ResourceDescriptor Resource { get; } = resource;

    public string Path { get; } = path;

    /// <summary>Records with as many fields as the schema, in its order.</summary>
    public IReadOnlyList<IReadOnlyList<CsvField>> Rows { get; } = rows;

    public bool Has(string column) => columns.ContainsKey(column);

    public CsvField Field(IReadOnlyList<CsvField> row, string column) => row[columns[column]];

    public string Text(IReadOnlyList<CsvField> row, string column) => row[columns[column]].Text;

    public Fault Fault(CsvField at, string code, string found, string expected, string fix) => new(Path, at.Line, at.Column, code, found, expected, fix);
}
