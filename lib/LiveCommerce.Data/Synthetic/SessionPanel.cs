using System.Text;
using LiveCommerce.Data.Contract;
using LiveCommerce.Data.Frames;
using LiveCommerce.Data.Package;
using LiveCommerce.Data.Store;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Synthetic;

/// <summary>The session panel of <c>data/sessions</c>.</summary>
/// <param name="Sessions">One session a row.</param>
/// <param name="Provenance">Its origin; synthetic for the shipped panel.</param>
public sealed record SessionPanel(DataFrame Sessions, Provenance Provenance)
{
    /// <summary>Opens the panel.</summary>
    /// <param name="directory">The package; null for the run's <c>--store</c>, else <c>data/sessions</c> of the repository around the current folder, or of the run's <c>--data</c>.</param>
    /// <exception cref="DataFaultException">There is none, or it breaks its contract.</exception>
    public static SessionPanel Open(string? directory = null)
    {
        if (directory is null && SessionStore.Given() is not null)
        {
            using var store = SessionStore.Open();
            return new SessionPanel(store.Sessions(), store.Provenance);
        }

        var package = DataPackage.Open(directory ?? DataDirectory.Of("sessions"));
        var report = new PackageCheck(package, package.Directory.Replace('\\', '/')).Run();
        if (report.Faults.Count > 0) throw new DataFaultException(report.Faults);
        var resource = package.Resource("sessions");
        var frame = TableFrames.Read(package.PathOf(resource), resource.Schema);
        var synthetic = resource.Sources.Any(origin => origin.Synthetic) || (frame.Columns.IndexOf("synthetic") >= 0 && ((BooleanDataFrameColumn)frame["synthetic"]).Any(flag => flag == true));
        return new SessionPanel(frame, new Provenance { Sources = [package.Descriptor.Name], Synthetic = synthetic });
    }

    /// <summary>The generated panel as the text of <c>sessions.csv</c>: the same bytes for the same options.</summary>
    public static string GenerateCsv(PanelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var text = new StringBuilder(SessionRow.Header).Append('\n');
        foreach (var row in PanelGenerator.Sessions(options)) text.Append(row.ToCsv()).Append('\n');
        return text.ToString();
    }

    /// <summary>Writes <c>sessions.csv</c> and seals the package.</summary>
    public static void Write(string directory, PanelOptions options)
    {
        File.WriteAllText(Path.Combine(directory, "sessions.csv"), GenerateCsv(options), new UTF8Encoding(false));
        DataPackage.Seal(directory);
    }
}
