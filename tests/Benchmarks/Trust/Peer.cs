namespace Benchmarks.Trust;

/// <summary>Seconds that another program measures itself and prints on its last line, so that its start is not counted.</summary>
internal static class Peer
{
    /// <summary>Null when the program or one of its packages is not on this machine.</summary>
    public static double? Seconds(string program, string script)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, script);
            var output = Machine.Process(program, file)?.Output;
            return output is null ? null : double.Parse(output.Trim().Split('\n')[^1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
