using System.CommandLine;
using System.Globalization;
using LiveCommerce.Data;
using Workbench.Cli;
using Workbench.Cli.Verbs;
using Workbench.Kernel.Jupyter;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Research on livestream commerce: run the notebooks, check the data, export what they show.")
{
    RunVerb.Make(), CheckVerb.Make(), SynthVerb.Make(), DoctorVerb.Make(), KernelVerb.Make(), WorkerVerb.Make(),
};

var parsed = root.Parse(args);
if (Usage.Explain(parsed) is { Count: > 0 } sentences)
{
    foreach (var sentence in sentences) Console.Error.WriteLine(sentence);
    return (int)ExitCode.BadUsage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
}
catch (DataFaultException error)
{
    foreach (var fault in error.Faults) Console.Error.WriteLine(fault);
    return (int)(error.Faults.Any(fault => fault.Code is "NB002" or "NB003" or "DATA002") ? ExitCode.NotValid : ExitCode.FileMissing);
}
catch (KernelServerException error)
{
    Console.Error.WriteLine(error.Message);
    return (int)ExitCode.FileMissing;
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
