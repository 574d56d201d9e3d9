using Xunit;

namespace Workbench.Tests.House;

/// <summary>A text of the repository that is made from the code: the test fails when they differ; WORKBENCH_APPROVE=1 writes it anew.</summary>
internal static class Approved
{
    public static void Same(string path, string text)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("WORKBENCH_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return;
        }

        var known = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (known == text) return;
        var (before, after) = (known.Split('\n'), text.Split('\n'));
        var gone = before.Except(after).Take(8).Select(line => "- " + line);
        var came = after.Except(before).Take(8).Select(line => "+ " + line);
        Assert.Fail($"{path} is not what the code says now. Look at the change; if it is meant, run these tests once with WORKBENCH_APPROVE=1 and commit the file.\n{string.Join('\n', gone.Concat(came))}");
    }
}
