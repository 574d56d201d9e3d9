namespace Workbench.Runs.Compare;

/// <summary>How much a number has moved between two runs.</summary>
public enum ChangeSize
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The new value lies inside the old interval.</summary>
    Noise,

    /// <summary>By less than a fiftieth of the larger of the two.</summary>
    Small,

    /// <summary>By a fiftieth or more, but less than a tenth.</summary>
    Moderate,

    /// <summary>By a tenth or more, or it is there in one run alone.</summary>
    Large,
}

/// <summary>The limits between sizes.</summary>
public static class ChangeSizes
{
    private const double LargeFrom = 0.1;
    private const double ModerateFrom = 0.02;

    /// <summary>What the words mean, for readers.</summary>
    public const string Meaning = "Large: by a tenth or more of the larger value; moderate: by a fiftieth or more; small: by less; noise: the new value lies inside the old interval.";

    /// <summary>Size of a change.</summary>
    /// <param name="before">Old value; null when there was none.</param>
    /// <param name="after">New value; null when there is none.</param>
    /// <param name="low">Lower end of the old interval; null when it had none.</param>
    /// <param name="high">Upper end.</param>
    public static ChangeSize Of(double? before, double? after, double? low, double? high)
    {
        if (before == after) return ChangeSize.None;
        if (before is not { } old || after is not { } now) return ChangeSize.Large;
        if (low is { } from && high is { } to && from < to && now >= from && now <= to) return ChangeSize.Noise;
        return Relative(old, now) switch { >= LargeFrom => ChangeSize.Large, >= ModerateFrom => ChangeSize.Moderate, _ => ChangeSize.Small };
    }

    /// <summary>The change over the larger of the two values, 0 to 2.</summary>
    public static double Relative(double before, double after) => before == after ? 0 : Math.Abs(after - before) / Math.Max(Math.Abs(before), Math.Abs(after));
}
