using LiveCommerce.Data;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Workbench.Runs.Parameters;

/// <summary>Parameters written as YAML: a map from names to values.</summary>
public static class YamlParameters
{
    /// <summary>Reads a map.</summary>
    /// <param name="yaml">The text; empty text gives none.</param>
    /// <param name="origin">Where it stands, for errors.</param>
    /// <exception cref="DataFaultException">It is no YAML, or no map.</exception>
    public static IReadOnlyList<ParameterAssignment> Read(string yaml, string origin)
    {
        var root = Parse(yaml, origin);
        if (root is null) return [];
        if (root is not YamlMappingNode map) throw Fault(origin, root.Start, "no map of names to values", "name: value");
        return [.. map.Children.Select(pair => pair.Key is YamlScalarNode { Value: { } name }
            ? new ParameterAssignment(name, Value(pair.Value), origin)
            : throw Fault(origin, pair.Key.Start, "a name that is no text", "name: value"))];
    }

    /// <summary>Reads one value, such as <c>[a, b]</c>; null when it is no YAML.</summary>
    public static ParameterValue? TryValue(string yaml)
    {
        try
        {
            return Parse(yaml, "") is { } node ? Value(node) : null;
        }
        catch (DataFaultException)
        {
            return null;
        }
    }

    private static ParameterValue Value(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Style == ScalarStyle.Plain ? new ParameterValue.Scalar(scalar.Value is { Length: > 0 } text ? text : "null", true) : new ParameterValue.Scalar(scalar.Value ?? "", false),
        YamlSequenceNode list => new ParameterValue.List([.. list.Children.Select(Value)]),
        _ => new ParameterValue.Map(),
    };

    private static YamlNode? Parse(string yaml, string origin)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        }
        catch (YamlException error)
        {
            throw Fault(origin, error.Start, error.InnerException?.Message ?? error.Message, "YAML");
        }
    }

    private static DataFaultException Fault(string origin, Mark at, string found, string expected) =>
        new([new Fault(origin, (int)at.Line, (int)at.Column, "PARAM106", found, expected, "mend it at this place")]);
}
