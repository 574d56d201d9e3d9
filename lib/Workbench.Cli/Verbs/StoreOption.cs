using System.CommandLine;
using LiveCommerce;
using LiveCommerce.Data;
using LiveCommerce.Data.Store;

namespace Workbench.Cli.Verbs;

/// <summary><c>--store</c>, or the variable <c>WORKBENCH_STORE</c>: where notebooks find their sessions. The variable carries it to workers, so that a password is seen in no list of processes.</summary>
internal static class StoreOption
{
    private const string Variable = "WORKBENCH_STORE";

    public static readonly Option<string?> Option = Make();

    /// <summary>Tells this process of the store that its environment names; notebooks find it there.</summary>
    public static void Read()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address) AppContext.SetData(SessionStore.Setting, address);
    }

    /// <summary>Checks that the store of a run answers, and hands it on to workers.</summary>
    /// <returns>Its address without what is secret; null when the run has none.</returns>
    /// <exception cref="DataFaultException">It does not answer.</exception>
    public static string? Take(ParseResult parsed)
    {
        var text = parsed.GetValue(Option) ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(text)) return null;
        var address = Address(text);
        using var store = SessionStore.Open(address.ToSecretText());
        foreach (var warning in store.Warnings) Console.Error.WriteLine(warning);
        Environment.SetEnvironmentVariable(Variable, address.ToSecretText());
        return address.ToString();
    }

    private static StoreAddress Address(string text)
    {
        try
        {
            return StoreAddress.Parse(text).From(Directory.GetCurrentDirectory());
        }
        catch (InputException error)
        {
            throw new DataFaultException([new Fault(Variable, 0, 0, error.Code, error.Found, error.Why, error.Fix)]);
        }
    }

    private static Option<string?> Make()
    {
        var option = new Option<string?>("--store") { Description = "Where the sessions are: duckdb:FOLDER, clickhouse://host:8123/database or postgres://host:5432/database; data/sessions when there is none." };
        option.Validators.Add(result =>
        {
            try
            {
                StoreAddress.Parse(result.GetValue(option) ?? "");
            }
            catch (InputException error)
            {
                result.AddError(error.Message);
            }
        });
        return option;
    }
}
