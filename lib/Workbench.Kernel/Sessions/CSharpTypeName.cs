namespace Workbench.Kernel.Sessions;

/// <summary>A type as C# source names it; <c>object</c> for types that source cannot name.</summary>
internal static class CSharpTypeName
{
    public static string Of(Type type)
    {
        if (!IsNameable(type)) return "object";
        if (type.IsArray) return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (!type.IsGenericType) return "global::" + type.FullName!.Replace('+', '.');
        var own = type.GetGenericTypeDefinition().FullName!;
        var arguments = type.GetGenericArguments();
        var name = string.Join('.', own.Split('+').Select(part => part.Split('`')[0]));
        return $"global::{name}<{string.Join(", ", arguments.Select(Of))}>";
    }

    /// <summary>Whether a cell of the other language can name the type: public, not made by a compiler, not declared in a cell.</summary>
    public static bool IsNameable(Type type) =>
        type.IsArray ? IsNameable(type.GetElementType()!)
        : type.IsVisible && !type.Assembly.IsDynamic && !type.Name.Contains('<', StringComparison.Ordinal) && type.Assembly.Location.Length > 0
          && !type.IsPointer && !type.IsByRefLike && (!type.IsNested || !type.IsGenericType) && type.GetGenericArguments().All(IsNameable);
}
