using System.Globalization;

namespace LiveCommerce;

/// <summary>The one place where a number becomes text: invariant culture, digits from the interval, unit attached.</summary>
public static class NumberText
{
    /// <summary>The value with its unit, such as <c>46.2%</c> or <c>10.9bn CNY</c>. Without an interval: three significant digits, and whole counts as such.</summary>
    public static string Of(double value, Unit unit, Interval? interval = null)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return double.IsNaN(value) ? "not known" : Bare(value, unit, interval) + (unit.Label.Length == 0 ? "" : " " + unit.Label);
    }

    /// <summary>The number without the name of its unit.</summary>
    private static string Bare(double value, Unit unit, Interval? interval)
    {
        var (scaled, suffix, factor) = Scale(value, unit);
        var decimals = Decimals(scaled, interval is null ? double.NaN : interval.Width * factor, unit);
        return scaled.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>The value with its interval, such as <c>3.1% (2.2% to 4.4%)</c> or <c>278 CNY (240 to 310)</c>.</summary>
    public static string WithInterval(double value, Interval? interval, Unit unit) =>
        interval is null
            ? Of(value, unit)
            : $"{Of(value, unit, interval)} ({Bare(interval.Low, unit, interval)} to {Bare(interval.High, unit, interval)})";

    /// <summary>Findings, people, sessions: whole ones are written as such.</summary>
    private static bool IsCount(Unit unit) => unit.Label.Length > 0 && !unit.IsMoney;

    private static (double Scaled, string Suffix, double Factor) Scale(double value, Unit unit)
    {
        if (unit == Unit.Share) return (value * 100, "%", 100);
        if (unit == Unit.Points) return (value * 100, "", 100);
        return Math.Abs(value) switch
        {
            >= 1e12 => (value / 1e12, "tn", 1e-12),
            >= 1e9 => (value / 1e9, "bn", 1e-9),
            >= 1e6 => (value / 1e6, "m", 1e-6),
            _ => (value, "", 1),
        };
    }

    /// <summary>Two significant digits of the interval's width are shown; never more than six decimals.</summary>
    private static int Decimals(double scaled, double width, Unit unit)
    {
        if (width > 0 && double.IsFinite(width)) return Math.Clamp(1 - (int)Math.Floor(Math.Log10(width)), 0, 6);
        if (unit == Unit.Share || unit == Unit.Points) return Math.Abs(scaled) is > 0 and < 0.1 ? 3 : 1;
        var size = Math.Abs(scaled);
        if (size == 0 || (size == Math.Floor(size) && (size >= 100 || IsCount(unit)))) return 0;
        return Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 6);
    }
}
