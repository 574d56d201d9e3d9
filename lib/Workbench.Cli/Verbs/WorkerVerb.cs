using System.CommandLine;
using Workbench.Runs.Workers;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench worker</c>: started by a run, not by people.</summary>
internal static class WorkerVerb
{
    private static readonly Argument<string> Requests = new("requests");
    private static readonly Argument<string> Answers = new("answers");
    private static readonly Argument<string?> Data = new("data") { Arity = ArgumentArity.ZeroOrOne };

    public static Command Make()
    {
        var verb = new Command("worker", "Serves a run.") { Requests, Answers, Data };
        verb.Hidden = true;
        verb.SetAction(async (parsed, _) =>
        {
            await WorkerHost.RunAsync(parsed.GetValue(Requests)!, parsed.GetValue(Answers)!, parsed.GetValue(Data)).ConfigureAwait(false);
            return (int)ExitCode.Well;
        });
        return verb;
    }
}
