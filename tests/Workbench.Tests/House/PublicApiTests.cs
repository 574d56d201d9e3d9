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
    private static readonly NullabilityInfoContext Nullability = new();

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
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Name(type)).Append('\n');
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

        foreach (var constructor in type.GetConstructors()) yield return $"new({Parameters(constructor)})";
        foreach (var property in type.GetProperties(own)) yield return $"{Static(property.GetMethod)}{Name(property.PropertyType, property)} {property.Name}";
        foreach (var field in type.GetFields(own)) yield return $"const {Name(field.FieldType)} {field.Name}";
        foreach (var method in type.GetMethods(own).Where(method => !method.IsSpecialName && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null && method.Name is not ("Deconstruct" or "ToString" or "Equals" or "GetHashCode")))
        {
            yield return $"{Static(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})";
        }
    }

    private static string Static(MethodBase? method) => method is { IsStatic: true } ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)}{(Nullable.GetUnderlyingType(parameter.ParameterType) is null && Nullability.Create(parameter).WriteState == NullabilityState.Nullable ? "?" : "")} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Default(parameter) : "")}"));

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    private static string Name(Type type, PropertyInfo property) => Name(type) + (!type.IsValueType && Nullability.Create(property).ReadState == NullabilityState.Nullable ? "?" : "");

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsByRef) return "out " + Name(type.GetElementType()!);
        var name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
