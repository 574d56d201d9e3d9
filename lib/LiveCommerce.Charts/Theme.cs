namespace LiveCommerce.Charts;

/// <summary>Colours, fonts and spacing of all figures.</summary>
/// <remarks>Okabe and Ito (2008), distinguishable with any colour vision and in greyscale by lightness.</remarks>
public static class Theme
{
    /// <summary>Font stack: a sans serif that most systems have, with Chinese behind it.</summary>
    public const string Font = "Arial, \"Liberation Sans\", \"Noto Sans CJK SC\", \"Microsoft YaHei\", \"PingFang SC\", sans-serif";

    /// <summary>Text and axes.</summary>
    public const string Ink = "#222222";

    /// <summary>Notes and source lines.</summary>
    public const string Quiet = "#5f6670";

    /// <summary>Grid lines.</summary>
    public const string Grid = "#e3e6ea";

    /// <summary>The mark of synthetic data.</summary>
    public const string Warning = "#b3261e";

    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#666666", "#8C6D1F"];

    private static readonly string[] Dashes = ["solid", "7px,3px", "2px,3px", "9px,3px,2px,3px", "14px,4px", "4px,2px"];

    private static readonly string[] Patterns = ["", "/", ".", "x", "-", "\\", "+", "|"];

    private static readonly string[] MarkSymbols = ["circle", "square", "diamond", "triangle-up", "cross", "x", "triangle-down", "star"];

    private static readonly Dictionary<string, string> Platforms = new(StringComparer.Ordinal)
    {
        ["taobao"] = "#D55E00",
        ["taobao_live"] = "#D55E00",
        ["jd"] = "#8C6D1F",
        ["douyin"] = "#0072B2",
        ["kuaishou"] = "#E69F00",
        ["mogujie"] = "#CC79A7",
        ["xiaohongshu"] = "#009E73",
        ["pinduoduo"] = "#666666",
        ["wechat_channels"] = "#56B4E9",
    };

    /// <summary>The colour of a series by its place; the ninth is the first again.</summary>
    public static string Colour(int index) => Colours[index % Colours.Length];

    /// <summary>The line pattern of a series by its place, so that neighbours differ without colour; the seventh is the first again.</summary>
    public static string Dash(int index) => Dashes[index % Dashes.Length];

    /// <summary>The mark of a series by its place, so that neighbours differ without colour; the ninth is the first again.</summary>
    public static string Mark(int index) => MarkSymbols[index % MarkSymbols.Length];

    /// <summary>The hatching of a filled area by its place, so that neighbours differ without colour; the first has none, the ninth is the first again.</summary>
    public static string Pattern(int index) => Patterns[index % Patterns.Length];

    /// <summary>The fill of an area by its place: its colour, hatched but for the first.</summary>
    internal static object Fill(int index, string colour) => new { color = colour, pattern = new { shape = Pattern(index), solidity = 0.3, bgcolor = Faded(colour, 0.35) }, line = new { color = "#ffffff", width = 1 } };

    /// <summary>Colours of a table from nothing to all: light enough that dark numbers can be read in every cell.</summary>
    internal static object[][] Amounts { get; } = [[0, "#f6f9fc"], [1, "#5FA8D6"]];

    /// <summary>Colours of a table from below over nothing to above, with the same care.</summary>
    internal static object[][] Differences { get; } = [[0, "#5FA8D6"], [0.5, "#f6f6f6"], [1, "#E8955C"]];

    /// <summary>The colour of a platform, the same in every figure.</summary>
    public static string Platform(string id) => Platforms.TryGetValue(id, out var colour) ? colour : Colours[Math.Abs(id.Sum(letter => letter)) % Colours.Length];

    /// <summary>A colour with an opacity from 0 to 1.</summary>
    public static string Faded(string colour, double opacity)
    {
        ArgumentNullException.ThrowIfNull(colour);
        var (r, g, b) = (Convert.ToInt32(colour[1..3], 16), Convert.ToInt32(colour[3..5], 16), Convert.ToInt32(colour[5..7], 16));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rgba({r},{g},{b},{opacity:0.##})");
    }
}
