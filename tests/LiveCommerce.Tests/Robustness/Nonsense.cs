using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Robustness;

/// <summary>Arguments for any entry point, some fit and some not: NaN, infinities, 0, -1, 10^12, null, empty, equal, of unlike length.</summary>
internal sealed class Nonsense(int seed)
{
    private static readonly double[] Doubles = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, 0, 1e-9, 0.05, 0.5, 0.95, 1, 2, 3.7, 1e12, -1e12, 1e300, double.Epsilon];
    private static readonly long[] Counts = [-1, 0, 1, 2, 3, 10, 50, 1000, 1_000_000_000_000, long.MaxValue, long.MinValue];
    private static readonly int[] Numbers = [-1, 0, 1, 2, 3, 5, 20, 100, 200];
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    private readonly RandomStream random = RandomStream.For((ulong)seed, 1);

    /// <summary>Of a hundred arguments, how many are bad ones.</summary>
    private int Bad { get; } = new[] { 0, 5, 25, 60 }[seed % 4];

    private int Length { get; } = new[] { 2, 4, 6, 9 }[seed / 4 % 4];

    public object? Argument(ParameterInfo parameter) =>
        parameter.Name is "replicates" or "draws" && parameter.ParameterType == typeof(int) && !Wrong(Bad) ? 100
        : parameter.HasDefaultValue && random.NextInt(3) == 0 ? Default(parameter)
        : Make(parameter.ParameterType, Bad, 0);

    private object? Make(Type type, int bad, int depth)
    {
        if (!type.IsValueType && Wrong(bad / 4)) return null;
        if (Nullable.GetUnderlyingType(type) is { } inner) return random.NextInt(2) == 0 ? null : Make(inner, bad, depth);
        if (type == typeof(double)) return Wrong(bad) ? Pick(Doubles) : random.NextInt(3) == 0 ? 1 + random.NextInt(9) : random.NextDouble();
        if (type == typeof(long)) return Wrong(bad) ? Pick(Counts) : 1 + random.NextInt(59);
        if (type == typeof(int)) return Wrong(bad) ? Pick(Numbers) : 1 + random.NextInt(29);
        if (type == typeof(ulong)) return (ulong)random.NextInt(5);
        if (type == typeof(bool)) return random.NextInt(2) == 0;
        if (type == typeof(string)) return Pick(Names);
        if (type == typeof(CancellationToken)) return CancellationToken.None;
        if (type.IsEnum) return Wrong(bad / 4) ? Enum.ToObject(type, 99) : Pick([.. Enum.GetValues(type).Cast<object>()]);
        if (type == typeof(Unit)) return Pick([Unit.Persons, Unit.Points, Unit.Yuan, Unit.Number]);
        if (type == typeof(Provenance)) return Provenance.None;
        if (type == typeof(RandomStream)) return RandomStream.For(1, 2);
        if (typeof(Delegate).IsAssignableFrom(type)) return Function(type);
        if (type.IsArray || (type.IsGenericType && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType()))) return List(type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0], bad, depth);
        return depth > 4 ? null : Instance(type, bad, depth);
    }

    private Array List(Type item, int bad, int depth)
    {
        var n = Wrong(bad) ? random.NextInt(3) : Pick([Length, Length, Length, 3, 12]);
        var list = Array.CreateInstance(item, n);
        var equal = random.NextInt(6) == 0;
        object? first = null;
        for (var i = 0; i < n; i++) list.SetValue(equal ? first ??= Make(item, bad / 3, depth + 1) : Make(item, bad / 3, depth + 1), i);
        return list;
    }

    private object? Instance(Type type, int bad, int depth)
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        PropertyInfo[] ready = [.. type.GetProperties(Static).Where(p => p.PropertyType == type)];
        if (ready.Length > 0 && random.NextInt(2) == 0) return Pick(ready).GetValue(null);
        if (type.GetConstructors() is { Length: > 0 } constructors)
        {
            var parameters = Pick(constructors).GetParameters();
            object?[] values = [.. parameters.Select(p => Make(p.ParameterType, bad, depth + 1))];
            Nest(parameters, values, bad);
            var made = Activator.CreateInstance(type, values);
            foreach (var property in type.GetProperties().Where(p => p.CanWrite && p.SetMethod!.IsPublic && p.PropertyType != typeof(Provenance) && !parameters.Any(q => q.Name == p.Name) && random.NextInt(3) == 0))
                if (Make(property.PropertyType, bad / 3, depth + 1) is { } value && property.PropertyType.IsInstanceOfType(value)) property.SetValue(made, Few(property.Name, value));
            return made;
        }

        MethodInfo[] makers = [.. type.GetMethods(Static).Where(m => m.ReturnType == type && !m.ContainsGenericParameters && !m.IsSpecialName)];
        if (makers.Length == 0) return null;
        var maker = Pick(makers);
        return maker.Invoke(null, [.. maker.GetParameters().Select(p => Make(p.ParameterType, bad, depth + 1))]);
    }

    /// <summary>Events within their trials, one covariate, a falling funnel: else nothing would ever get past the door.</summary>
    private void Nest(ParameterInfo[] parameters, object?[] values, int bad)
    {
        int At(string name) => Array.FindIndex(parameters, p => p.Name == name);
        int events = At("Events"), trials = At("Trials"), covariates = At("Covariates"), counts = At("Counts");
        if (Wrong(bad)) return;
        if (events >= 0 && trials >= 0 && (long)values[events]! > (long)values[trials]!) (values[events], values[trials]) = (values[trials], values[events]);
        if (covariates >= 0) values[covariates] = new[] { random.NextDouble() };
        if (counts >= 0) values[counts] = new long[] { 60, 10 + random.NextInt(50), random.NextInt(10) };
    }

    /// <summary>Options that only cost time stay small.</summary>
    private object Few(string property, object value) => property switch
    {
        "Draws" when value is int n => Math.Min(n, 200),
        "Replicates" when value is int => 100,
        "Points" when value is int => 64,
        "Warmup" when value is int => 50,
        "BootstrapReplicates" => 0,
        _ => value,
    };

    private object Function(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        ParameterExpression[] parameters = [.. invoke.GetParameters().Select(p => Expression.Parameter(p.ParameterType))];
        var what = random.NextInt(3);
        Expression body = invoke.ReturnType == typeof(double) && parameters is [{ Type: var only } x] && only == typeof(double[]) && what > 0
            ? Expression.Call(typeof(Nonsense), nameof(Bowl), null, x)
            : invoke.ReturnType == typeof(double) ? Expression.Constant(what == 0 ? double.NaN : 1.5)
            : invoke.ReturnType == typeof(double[]) ? Expression.Call(typeof(Nonsense), nameof(Down), null, parameters[^1])
            : Expression.Default(invoke.ReturnType);
        return Expression.Lambda(type, body, parameters).Compile();
    }

    private static double Bowl(double[] x) => -x.Sum(v => v * v);

    private static double[] Down(double[] x) => [.. x.Select(v => -2 * v)];

    private static object? Default(ParameterInfo p) =>
        p.DefaultValue is null ? (p.ParameterType.IsValueType && Nullable.GetUnderlyingType(p.ParameterType) is null ? RuntimeHelpers.GetUninitializedObject(p.ParameterType) : null)
        : p.ParameterType.IsEnum ? Enum.ToObject(p.ParameterType, p.DefaultValue) : p.DefaultValue;

    private bool Wrong(int ofHundred) => random.NextInt(100) < ofHundred;

    private T Pick<T>(T[] list) => list[random.NextInt(list.Length)];
}
