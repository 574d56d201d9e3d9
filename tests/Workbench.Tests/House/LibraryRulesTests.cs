using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Data;
using Xunit;

namespace Workbench.Tests.House;

/// <summary>Rules that every library keeps: repeatable, immutable, and pleasant from F#.</summary>
public sealed partial class LibraryRulesTests
{
    private static readonly Assembly[] Libraries = [typeof(Estimate).Assembly, typeof(CuratedData).Assembly, typeof(Figure).Assembly];

    private static readonly HashSet<string> Keywords = ["end", "to", "type", "val", "begin", "done", "match", "function", "rec", "use", "open", "module", "member", "in", "let", "of", "then", "with", "exception", "inherit", "mutable", "namespace", "fun", "elif", "downto", "lazy", "assert", "yield", "sig", "parallel", "process", "fixed", "const", "global", "base", "component", "constraint", "include", "mixin", "pure", "tailcall", "trait", "virtual", "atomic", "break", "checked"];

    public static TheoryData<string> Names => [.. Libraries.Select(library => library.GetName().Name!)];

    [Fact]
    public void No_library_reads_the_clock_or_draws_without_a_seed()
    {
        var broken = Sources().SelectMany(file => File.ReadLines(file).Select((text, index) => (file, text, line: index + 1)))
            .Where(row => ClockOrChance().IsMatch(row.text)).Select(row => $"{row.file}({row.line}): {row.text.Trim()}");
        Assert.Empty(broken);
    }

    [Fact]
    public void No_file_of_the_libraries_is_longer_than_five_hundred_lines() =>
        Assert.All(Sources(), file => Assert.True(File.ReadLines(file).Count() <= 500, file));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_library_has_a_public_static_that_can_change(string library)
    {
        var fields = Types(library).SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(field => field is { IsInitOnly: false, IsLiteral: false });
        var setters = Types(library).SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static)).Where(property => property.SetMethod is { IsPublic: true });
        Assert.Empty(fields.Select(field => $"{field.DeclaringType}.{field.Name}").Concat(setters.Select(property => $"{property.DeclaringType}.{property.Name}")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_parameter_is_named_by_a_keyword_of_FSharp(string library) =>
        Assert.Empty(Methods(library).SelectMany(method => method.GetParameters().Where(parameter => Keywords.Contains(parameter.Name ?? "")).Select(parameter => $"{Said(method)}: {parameter.Name}")));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_method_takes_or_returns_a_tuple(string library) =>
        Assert.Empty(Methods(library).Where(method => Shape(method).Any(type => Has(type, part => typeof(ITuple).IsAssignableFrom(part)))).Select(Said));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_method_takes_a_span_or_a_reference(string library) =>
        Assert.Empty(Methods(library).Where(method => method is not MethodInfo { IsVirtual: true } && method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike || (parameter.ParameterType.IsByRef && !parameter.IsOut))).Select(Said));

    [Theory]
    [MemberData(nameof(Names))]
    public void Public_records_and_classes_are_sealed_abstract_or_static(string library) =>
        Assert.Empty(Types(library).Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !type.IsAssignableTo(typeof(Exception))).Select(type => type.FullName));

    [Fact]
    public void Arrows_between_the_libraries_go_one_way()
    {
        string[] order = ["LiveCommerce", "LiveCommerce.Data", "LiveCommerce.Charts", "Workbench.Kernel", "Workbench.Runs", "workbench"];
        foreach (var library in Libraries)
        {
            var place = Array.IndexOf(order, library.GetName().Name);
            Assert.DoesNotContain(library.GetReferencedAssemblies(), reference => Array.IndexOf(order, reference.Name) > place);
        }
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "lib"), "*.cs", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(Path.Combine(Repository.Root, "lib"), file).StartsWith("LiveCommerce", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static Type[] Types(string library) => Libraries.Single(assembly => assembly.GetName().Name == library).GetExportedTypes();

    private static IEnumerable<MethodBase> Methods(string library) => Types(library).Where(type => !type.IsAssignableTo(typeof(Delegate)))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Cast<MethodBase>().Concat(type.GetConstructors()))
        .Where(method => method.GetCustomAttribute<CompilerGeneratedAttribute>() is null && method.Name is not "Deconstruct");

    private static IEnumerable<Type> Shape(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method is MethodInfo { ReturnType: var type } ? [type] : []);

    private static bool Has(Type type, Func<Type, bool> part) => part(type) || (type.HasElementType && Has(type.GetElementType()!, part)) || (type.IsGenericType && type.GetGenericArguments().Any(argument => Has(argument, part)));

    private static string Said(MethodBase method) => $"{method.DeclaringType?.FullName}.{method.Name}";

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|new Random\(|Random\.Shared|Environment\.(UserName|MachineName|TickCount)")]
    private static partial Regex ClockOrChance();
}
