using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Data.Store;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>F# has no <c>with</c> for records of C#: every option is changed by a method.</summary>
public sealed class OptionRecordsTests
{
    private static IEnumerable<Type> Records => new[] { typeof(Estimate), typeof(SessionStore), typeof(Figure) }.SelectMany(type => type.Assembly.GetExportedTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false } && (type.Name.EndsWith("Options", StringComparison.Ordinal) || type == typeof(SessionFilter)) && type.GetMethod("<Clone>$") is not null);

    [Fact]
    public void Every_option_has_a_method_that_changes_it_and_nothing_else()
    {
        var missing = Records.SelectMany(type =>
        {
            var changed = Methods(type).Select(method => Changed(type, method)).ToHashSet(StringComparer.Ordinal);
            return Options(type).Where(option => !changed.Contains(option.Name)).Select(option => $"{type.Name}.{option.Name}");
        }).ToList();
        Assert.True(missing.Count == 0, "No With... method for " + string.Join(", ", missing));
        Assert.True(Records.Count() >= 15);
    }

    [Fact]
    public void A_With_method_changes_the_option_that_it_names()
    {
        var wrong = Records.SelectMany(type => Methods(type).Where(method => type.GetProperty(method.Name["With".Length..]) is not null && method.Name.StartsWith("With", StringComparison.Ordinal) && Changed(type, method) != method.Name["With".Length..])
            .Select(method => $"{type.Name}.{method.Name} changes '{Changed(type, method)}'")).ToList();
        Assert.True(wrong.Count == 0, string.Join(", ", wrong));
    }

    private static IEnumerable<PropertyInfo> Options(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true });

    private static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.ReturnType == type && !method.IsSpecialName && method.Name != "<Clone>$");

    /// <summary>The names of the options that differ after a call, with a comma between.</summary>
    private static string Changed(Type type, MethodInfo method)
    {
        var before = Activator.CreateInstance(type)!;
        foreach (var first in new[] { true, false })
        {
            var after = method.Invoke(before, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType, first))])!;
            var names = Options(type).Where(option => !Same(option.GetValue(before), option.GetValue(after))).Select(option => option.Name).ToList();
            if (names.Count > 0) return string.Join(", ", names);
        }

        return "";
    }

    private static bool Same(object? before, object? after) =>
        ReferenceEquals(before, after) || (before is not null && after is not null && before.GetType().IsValueType && before.Equals(after)) || (before is string text && text.Equals(after))
        || (before is IEnumerable left and not string && after is IEnumerable right && !left.Cast<object>().Any() && !right.Cast<object>().Any());

    /// <summary>A value that no option has from the start.</summary>
    private static object? Sample(Type type, bool first)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Sample(inner, first);
        if (type == typeof(bool)) return first;
        if (type == typeof(string)) return "sample";
        if (type.IsEnum) return Enum.GetValues(type).GetValue(first ? 0 : Enum.GetValues(type).Length - 1);
        if (type == typeof(DateTime)) return new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        if (type.IsPrimitive) return Convert.ChangeType(type == typeof(double) ? 0.3141 : 31.0, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableFrom(item.MakeArrayType()))
        {
            var list = Array.CreateInstance(item, 1);
            list.SetValue(Sample(item, first), 0);
            return list;
        }

        var concrete = type.IsAbstract ? type.Assembly.GetTypes().First(other => !other.IsAbstract && type.IsAssignableFrom(other)) : type;
        return RuntimeHelpers.GetUninitializedObject(concrete);
    }
}
