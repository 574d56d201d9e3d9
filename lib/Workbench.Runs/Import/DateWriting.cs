using System.Globalization;

namespace Workbench.Runs.Import;

/// <summary>Finds out how dates are written, and reads them.</summary>
internal static class DateWriting
{
    private static readonly string[] Known =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d",
        "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy", "d/M/yyyy H:mm:ss", "d/M/yyyy H:mm", "d/M/yyyy", "d.M.yyyy H:mm", "d.M.yyyy", "yyyy年M月d日", "yyyyMMdd", "M-d-yy H:mm", "d-M-yy H:mm", "M-d-yy", "d-M-yy", "M/d/yy H:mm", "M/d/yy", "d/M/yy",
    ];

    /// <summary>The ways in which all of these can be read; more than one when day and month cannot be told apart.</summary>
    public static IReadOnlyList<string> Guess(IReadOnlyList<string> fields)
    {
        if (fields.Count == 0) return [];
        var found = Known.Where(format => fields.All(field => TryRead(field, format, null, out _))).ToList();
        if (found.Count > 0) return found;
        // Files put together from several exports hold two ways in one column.
        var most = Known.MaxBy(format => fields.Count(field => TryRead(field, format, null, out _)))!;
        var rest = fields.Where(field => !TryRead(field, most, null, out _)).ToList();
        if (rest.Count < fields.Count && Known.Where(format => rest.All(field => TryRead(field, format, null, out _))).ToList() is { Count: > 0 } others) return [.. others.Select(other => $"{most} | {other}")];
        return fields.All(field => long.TryParse(field, out var seconds) && seconds is > 946_684_800 and < 4_102_444_800) ? ["unix"]
            : fields.All(field => long.TryParse(field, out var ms) && ms is > 946_684_800_000 and < 4_102_444_800_000) ? ["unix-ms"] : [];
    }

    /// <summary>Reads a time as UTC.</summary>
    public static bool TryRead(string field, string format, TimeZoneInfo? zone, out DateTime time)
    {
        time = default;
        if (format is "unix" or "unix-ms")
        {
            if (!long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)) return false;
            time = DateTime.UnixEpoch.AddMilliseconds(format == "unix" ? count * 1000d : count);
            return true;
        }

        if (format.Contains('|', StringComparison.Ordinal))
        {
            foreach (var one in format.Split('|', StringSplitOptions.TrimEntries))
            {
                if (TryRead(field, one, zone, out time)) return true;
            }

            return false;
        }

        if (!DateTime.TryParseExact(field, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out time)) return false;
        if (zone is not null && !format.EndsWith('K')) time = TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), zone);
        return true;
    }
}
