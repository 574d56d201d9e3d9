using System.Text.Json.Nodes;
using LiveCommerce.Data;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Parameters;
using Xunit;

namespace Workbench.Tests.Runs;

/// <summary>The cell that gives the parameters of a run, as a notebook holds it.</summary>
public sealed class InjectedCellTests
{
    [Theory]
    [InlineData(5, "\"id\": \"given\",", "given-injected")]
    [InlineData(4, "", null)]
    public void It_has_an_id_where_the_version_of_the_notebook_has_ids(int minor, string id, string? expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("old.ipynb");
        File.WriteAllText(path, $$"""{"cells": [{"cell_type": "code", {{id}} "execution_count": null, "metadata": {"tags": ["parameters"]}, "outputs": [], "source": "int top = 3;"}], "metadata": {}, "nbformat": 4, "nbformat_minor": {{minor}}}""");
        var faults = new List<Fault>();
        var made = NotebookParameters.With(Notebook.Read(path), [new ParameterAssignment("top", new ParameterValue.Scalar("5", true), "-p")], faults);

        Assert.Empty(faults);
        var cell = JsonNode.Parse(made.ToJson())!["cells"]![1]!;
        Assert.Equal(expected, cell["id"]?.GetValue<string>());
        Assert.Contains("int top = 5;", made.Cells[1].Source, StringComparison.Ordinal);
    }
}
