using System.CommandLine;
using System.Globalization;
using LiveCommerce.Charts.Export;
using LiveCommerce.Data;
using Workbench.Cli;
using Workbench.Cli.Verbs;
using Workbench.Kernel.Jupyter;
using Workbench.Runs;
using Workbench.Runs.Folders;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

try
{
    StoreOption.Read();
    var words = ParameterWords.Take(args);
    var root = new RootCommand("Research on livestream commerce: run the notebooks, check the data, export what they show.")
    {
        RunVerb.Make(words.Assignments),
        RunVerb.MakeStatus(words.Assignments),
        ParamsVerb.Make(),
        CompareVerb.Make(),
        ImportVerb.Make(),
        ExportVerb.Make(),
        ReportVerb.Make(),
        TraceVerb.Make(),
        CheckVerb.Make(),
        SynthVerb.Make(),
        KernelVerb.Make(),
        DoctorVerb.Make(),
        WorkerVerb.Make(),
        SweepVerb.MakeShard(),
    };
    var parsed = root.Parse(words.Rest);
    IReadOnlyList<string> wrong = words.Error is { } error ? [error] : Usage.Explain(parsed);
    foreach (var sentence in wrong) Console.Error.WriteLine(sentence);
    // A run that is stopped asks its cell to stop, and writes what was done; a worker hears of it from the run.
    TimeSpan? patience = words.Rest is ["run" or "worker", ..] ? TimeSpan.FromSeconds(15) : TimeSpan.FromSeconds(2);
    return wrong.Count > 0 ? (int)ExitCode.BadUsage : await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = patience }).ConfigureAwait(false);
}
catch (DataFaultException error)
{
    foreach (var fault in error.Faults) Console.Error.WriteLine(Printable.Of(fault.ToString()));
    return (int)(error.Faults.Any(fault => fault.Code.StartsWith("PARAM", StringComparison.Ordinal)) ? ExitCode.WrongParameter
        : error.Faults.Any(fault => fault.Code == RunFolder.CannotWrite) ? ExitCode.NotWritten
        : error.Faults.Any(fault => fault.Code is "IMPORT006" or "IMPORT007") ? ExitCode.CheckFailed
        : error.Faults.Any(fault => fault.Code is "NB002" or "NB003" or "NB105" or "DATA002" or "IMPORT002" or "IMPORT004" or "IMPORT005") ? ExitCode.NotValid
        : ExitCode.FileMissing);
}
catch (KernelServerException error)
{
    Console.Error.WriteLine(error.Message);
    return (int)ExitCode.FileMissing;
}
catch (FigureExportException error)
{
    Console.Error.WriteLine(error.Message);
    return (int)ExitCode.FileMissing;
}
catch (RunInterruptedException error)
{
    Console.Error.WriteLine($"Interrupted: what was finished is in {error.Kept}; earlier runs are as they were, and the next run goes on from there.");
    return (int)ExitCode.Interrupted;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Interrupted: no run was written, and earlier runs are as they were.");
    return (int)ExitCode.Interrupted;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message);
    return (int)ExitCode.FileMissing;
}
