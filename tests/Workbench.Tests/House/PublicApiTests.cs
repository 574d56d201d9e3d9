using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Data;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>The public API of each library as a text that is looked at when it changes.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(Estimate))]
    [InlineData(typeof(CuratedData))]
    [InlineData(typeof(Figure))]
    public void The_public_api_is_the_approved_one(Type inside)
    {
        ArgumentNullException.ThrowIfNull(inside);
        var text = new StringBuilder();
        foreach (var type in inside.Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(ApiText.Name(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal)) text.Append("  ").Append(member).Append('\n');
        }

        Approved.Same($"tests/Workbench.Tests/House/PublicApi/{inside.Assembly.GetName().Name}.txt", text.ToString());
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static",
        { IsAbstract: true } => "abstract",
        _ => type.GetMethod("<Clone>$") is null ? "class" : "record",
    };

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type)) yield return name;
            yield break;
        }

        foreach (var constructor in type.GetConstructors()) yield return $"new({ApiText.Parameters(constructor)})";
        foreach (var property in type.GetProperties(own)) yield return $"{Static(property.GetMethod)}{ApiText.Name(property)} {property.Name}";
        foreach (var field in type.GetFields(own)) yield return $"const {ApiText.Name(field.FieldType)} {field.Name}";
        foreach (var method in type.GetMethods(own).Where(method => !method.IsSpecialName && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null && method.Name is not ("Deconstruct" or "ToString" or "Equals" or "GetHashCode")))
        {
            yield return $"{Static(method)}{ApiText.Name(method.ReturnType)} {method.Name}({ApiText.Parameters(method)})";
        }
    }

    private static string Static(MethodBase? method) => method is { IsStatic: true } ? "static " : "";
}
