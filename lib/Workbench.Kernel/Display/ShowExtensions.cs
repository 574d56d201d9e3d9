namespace Workbench.Kernel.Display;

/// <summary>Shows a value from the end of an expression.</summary>
public static class ShowExtensions
{
    /// <summary>Shows a value now.</summary>
    public static ShownValue Display<T>(this T value, params string[] mimeTypes) => Familiar.display(value, mimeTypes);

    /// <summary>Shows a list as a table.</summary>
    public static ShownValue DisplayTable<T>(this IEnumerable<T> values) => Notebook.Show(values);

    /// <summary>Shows text as content of a type.</summary>
    public static ShownValue DisplayAs(this string value, string mimeType) => Familiar.display(value, mimeType);
}
