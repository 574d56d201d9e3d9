using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Workbench.Kernel.Display;

/// <summary>A record, an anonymous object or an object without a text of its own, by its properties.</summary>
internal static class Members
{
    private const int Most = 40;

    /// <summary>Whether a value of the type is shown by its properties.</summary>
    public static bool Shows(Type type) =>
        !typeof(System.Collections.IEnumerable).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type) && !typeof(Task).IsAssignableFrom(type) && !typeof(Type).IsAssignableFrom(type)
        && !FSharpText.Knows(type) && (IsRecord(type) || !SaysItself(type)) && Of(type).Count > 0;

    /// <summary>A record or an anonymous object: what the compiler wrote as its text has dates and numbers as nobody asked for.</summary>
    public static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly) is { } printed && printed.IsDefined(typeof(CompilerGeneratedAttribute))
            && type.GetMethod("ToString", Type.EmptyTypes)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true
        || type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    public static string Text(object value)
    {
        var type = value.GetType();
        var name = type.Name.Contains('<', StringComparison.Ordinal) ? "" : type.Name.Split('`')[0] + " ";
        return $"{name}{{ {string.Join(", ", Read(value).Select(member => $"{member.Name} = {member.Value}"))} }}";
    }

    public static string Html(object value) =>
        $"<table class=\"workbench\"><tbody>{string.Concat(Read(value).Select(member => $"<tr><th style=\"text-align:left\">{WebUtility.HtmlEncode(member.Name)}</th><td style=\"text-align:left\">{WebUtility.HtmlEncode(member.Value)}</td></tr>"))}</tbody></table>";

    private static bool SaysItself(Type type) => type.GetMethod("ToString", Type.EmptyTypes)?.DeclaringType is { } declaring && declaring != typeof(object) && declaring != typeof(ValueType);

    private static List<MemberInfo> Of(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike).Cast<MemberInfo>(), .. type.GetFields(BindingFlags.Public | BindingFlags.Instance)];

    private static IEnumerable<(string Name, string Value)> Read(object value) => Of(value.GetType()).Take(Most).Select(member => (member.Name, Value(member, value)));

    private static string Value(MemberInfo member, object owner)
    {
        try
        {
            var value = member is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)member).GetValue(owner);
            return ReferenceEquals(value, owner) ? "this" : FormatsOfText.Item(value);
        }
        catch (TargetInvocationException error)
        {
            return $"({error.InnerException!.GetType().Name}: {error.InnerException.Message})";
        }
    }
}
