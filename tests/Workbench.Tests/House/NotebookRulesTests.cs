using Workbench.Runs.Notebooks;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>What every notebook of the repository keeps, so that each host opens and runs it.</summary>
public sealed class NotebookRulesTests
{
    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "notebooks"), "*.ipynb").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_clean_and_has_ids_and_both_languages_of_each_cell(string name) =>
        Assert.Empty(NotebookCheck.Run(Path.Combine(Repository.Root, "notebooks", name), name, Path.Combine(Repository.Root, "data")));

    /// <summary>Our kernel carries the library; others restore it, and each of their languages asks for itself.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_cell_of_each_language_asks_for_the_library(string name)
    {
        var cells = Notebook.Read(Path.Combine(Repository.Root, "notebooks", name)).Cells.Where(cell => cell.Kind == "code" && cell.Language is "csharp" or "fsharp");
        Assert.All(cells.GroupBy(cell => cell.Language).Select(language => language.First()), cell => Assert.Contains("#r \"nuget: LiveCommerce.Charts, *-*\"", cell.Source.Split('\n')));
    }
}
