using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LiveCommerce.Tests.Robustness;

/// <summary>Every public entry point of these rooms answers nonsense with a typed refusal or an answer without NaN: never with an exception from inside.</summary>
public sealed class NonsenseTests
{
    private const int Rounds = 48;
    private static readonly Assembly Models = typeof(Estimate).Assembly;

    /// <summary>Mathematical functions and rules that hand on what the caller's own function gives.</summary>
    private static readonly string[] PlainFunctions = ["Transform", "NumericalHessian", "QuadratureRule", "Replicates"];

    public static TheoryData<string> EntryPoints => [.. Methods().Select(Name).Distinct()];

    [Theory]
    [MemberData(nameof(EntryPoints))]
    public void Nonsense_is_refused_by_type_or_answered_without_NaN(string entry)
    {
        foreach (var method in Methods().Where(m => Name(m) == entry))
        {
            for (var round = 0; round < Rounds; round++) Try(method, new Nonsense(round), round);
        }
    }

    private static void Try(MethodInfo method, Nonsense nonsense, int round)
    {
        object?[] arguments;
        try
        {
            arguments = [.. method.GetParameters().Select(nonsense.Argument)];
        }
        catch (TargetInvocationException refused) when (refused.InnerException is ModelException or ArgumentNullException)
        {
            return;
        }

        try
        {
            var answer = method.Invoke(null, arguments);
            var where = Unanswered(answer, "", 0, new(ReferenceEqualityComparer.Instance));
            Assert.True(where is null, $"{Name(method)}, round {round}: NaN at {where}");
        }
        catch (TargetInvocationException thrown)
        {
            Assert.True(thrown.InnerException is ModelException or ArgumentNullException, $"{Name(method)}, round {round}: {thrown.InnerException}");
            if (thrown.InnerException is ModelException refused)
                Assert.True(refused.Where.Length > 0 && refused.Found.Length > 0 && refused.Why.Length > 0 && refused.Fix.Length > 0, refused.Message);
        }
    }

    private static IEnumerable<MethodInfo> Methods() =>
        Models.GetTypes().Where(t => t.IsPublic && t.Namespace is "LiveCommerce.Numerics" or "LiveCommerce.Landscape" or "LiveCommerce.Conversion" && !PlainFunctions.Contains(t.Name))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(m => !m.IsSpecialName)
            .Select(Closed).OfType<MethodInfo>();

    private static MethodInfo? Closed(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition) return method;
        return method.MakeGenericMethod([.. method.GetGenericArguments().Select(g => g.Name == "TKey" ? typeof(string) : g.GetGenericParameterConstraints().Length > 0 ? typeof(double[]) : typeof(double))]);
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Where in an answer there is a NaN, or a property that throws from inside; null when nowhere.</summary>
    private static string? Unanswered(object? value, string path, int depth, HashSet<object> seen)
    {
        if (value is null || depth > 7) return null;
        if (value is double number) return double.IsNaN(number) ? path.Length == 0 ? "the answer" : path : null;
        if (value is string or Provenance or Unit || value.GetType().IsPrimitive || value.GetType().IsEnum) return null;
        if (!value.GetType().IsValueType && !seen.Add(value)) return null;
        if (value is IEnumerable list)
            return list.Cast<object?>().Take(200).Select((item, i) => Unanswered(item, $"{path}[{i}]", depth + 1, seen)).FirstOrDefault(found => found is not null);
        if (value.GetType().Assembly != Models || value.GetType().Name.EndsWith("Options", StringComparison.Ordinal)) return null;
        return value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0)
            .Select(p => Property(p, value, path, depth, seen)).FirstOrDefault(found => found is not null);
    }

    private static string? Property(PropertyInfo property, object owner, string path, int depth, HashSet<object> seen)
    {
        try
        {
            return Unanswered(property.GetValue(owner), $"{path}.{property.Name}", depth + 1, seen);
        }
        catch (TargetInvocationException refused) when (refused.InnerException is ModelException)
        {
            return null;
        }
    }
}
