using System.Text.Json;

namespace LiveCommerce.Data.Synthetic;

/// <summary>Settings of the synthetic session panel, all invented; <c>data/sessions/generator.json</c> holds those of the shipped one with the reason for each.</summary>
public sealed record PanelOptions
{
    /// <summary>Seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>KOLs, 1 or more.</summary>
    public required int Kols { get; init; }

    /// <summary>Sessions of a KOL over the two years, 1 or more.</summary>
    public required int SessionsPerKol { get; init; }

    /// <summary>Share of KOLs that sell on a second platform, 0 to 1.</summary>
    public required double MultiHoming { get; init; }

    /// <summary>Platforms.</summary>
    public required IReadOnlyList<PanelPlatform> Platforms { get; init; }

    /// <summary>Categories of goods.</summary>
    public required IReadOnlyList<PanelCategory> Categories { get; init; }

    /// <summary>Tiers of KOLs by followers.</summary>
    public required IReadOnlyList<PanelTier> Tiers { get; init; }

    /// <summary>From viewers to kept orders.</summary>
    public required PanelFunnel Funnel { get; init; }

    /// <summary>What selling does to followers and buyers.</summary>
    public required PanelTrust Trust { get; init; }

    /// <summary>The same settings with another seed.</summary>
    public PanelOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same settings with another number of KOLs.</summary>
    public PanelOptions WithKols(int kols) => this with { Kols = kols };

    /// <summary>The same settings with another number of sessions for each KOL.</summary>
    public PanelOptions WithSessionsPerKol(int sessionsPerKol) => this with { SessionsPerKol = sessionsPerKol };

    /// <summary>The same settings with another share of KOLs that sell on a second platform.</summary>
    public PanelOptions WithMultiHoming(double multiHoming) => this with { MultiHoming = multiHoming };

    /// <summary>The same settings with other platforms.</summary>
    public PanelOptions WithPlatforms(IEnumerable<PanelPlatform> platforms) => this with { Platforms = [.. platforms] };

    /// <summary>The same settings with other categories of goods.</summary>
    public PanelOptions WithCategories(IEnumerable<PanelCategory> categories) => this with { Categories = [.. categories] };

    /// <summary>The same settings with other tiers of KOLs.</summary>
    public PanelOptions WithTiers(IEnumerable<PanelTier> tiers) => this with { Tiers = [.. tiers] };

    /// <summary>The same settings with another funnel.</summary>
    public PanelOptions WithFunnel(PanelFunnel funnel) => this with { Funnel = funnel };

    /// <summary>The same settings with another trust of followers and buyers.</summary>
    public PanelOptions WithTrust(PanelTrust trust) => this with { Trust = trust };

    /// <summary>Reads <c>generator.json</c>.</summary>
    /// <exception cref="DataFaultException">It cannot be read, a setting is missing, or one lies outside its range (DATA112).</exception>
    public static PanelOptions Read(string path)
    {
        var shown = path.Replace('\\', '/');
        var text = File.ReadAllText(path);
        try
        {
            var options = JsonSerializer.Deserialize<PanelOptions>(text, Commented)!;
            var faults = PanelRules.Faults(options).Select(fault => At(text, fault, shown)).ToList();
            return faults.Count == 0 ? options : throw new DataFaultException(faults);
        }
        catch (JsonException fault)
        {
            var (line, column) = ((int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1);
            throw new DataFaultException([new Fault(shown, line, column, "DATA112", fault.Message.Split(" Path:")[0].TrimEnd('.'), "every setting of the panel, once", "compare with the shipped generator.json")]);
        }
    }

    /// <summary>The fault at the line that holds the setting: the name itself, or the id of its platform, category or tier.</summary>
    private static Fault At(string text, PanelFault fault, string path)
    {
        var parts = fault.Setting.Split('.');
        var lines = text.Split('\n');
        var line = Array.FindIndex(lines, row => row.Contains($"\"{(parts.Length == 3 ? parts[1] : parts[^1])}\"", StringComparison.Ordinal));
        var column = line < 0 ? 0 : lines[line].IndexOf($"\"{parts[^1]}\"", StringComparison.Ordinal) + 1;
        return new Fault(path, line + 1, column, "DATA112", fault.Found, fault.Expected, "correct the setting");
    }

    private static JsonSerializerOptions Commented { get; } = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };
}

/// <summary>A platform of the panel.</summary>
/// <param name="Id">Platform id.</param>
/// <param name="Weight">Share of KOLs at home there, before scaling to one.</param>
/// <param name="BrandShare">Share of streams led by brands, 0 to 1.</param>
/// <param name="Conversion">Level of orders per viewer, 0 to 1.</param>
/// <param name="Reach">Viewers per follower, against the other platforms.</param>
public sealed record PanelPlatform(string Id, double Weight, double BrandShare, double Conversion, double Reach);

/// <summary>A category of goods of the panel.</summary>
/// <param name="Id">Category.</param>
/// <param name="Weight">Share of KOLs who sell it, before scaling to one.</param>
/// <param name="Price">Mean order value, yuan.</param>
/// <param name="Returns">Share of orders sent back, 0 to 1.</param>
public sealed record PanelCategory(string Id, double Weight, double Price, double Returns);

/// <summary>A tier of KOLs of the panel.</summary>
/// <param name="Id">Tier.</param>
/// <param name="Weight">Share of KOLs, before scaling to one.</param>
/// <param name="Followers">Median followers at the start.</param>
public sealed record PanelTier(string Id, double Weight, double Followers);

/// <summary>From viewers to kept orders.</summary>
public sealed record PanelFunnel
{
    /// <summary>Viewers per follower at reach 1.</summary>
    public required double ViewersPerFollower { get; init; }

    /// <summary>Spread of viewers between sessions, log scale.</summary>
    public required double ViewerSpread { get; init; }

    /// <summary>Spread of the skill of KOLs, log scale.</summary>
    public required double SkillSpread { get; init; }

    /// <summary>Product clicks per viewer, about.</summary>
    public required double ClickRate { get; init; }

    /// <summary>Carts per product click.</summary>
    public required double CartRate { get; init; }

    /// <summary>Orders per cart = conversion of the platform x skill / this.</summary>
    public required double ConversionScale { get; init; }

    /// <summary>Spread of the order value between sessions, log scale.</summary>
    public required double PriceSpread { get; init; }

    /// <summary>Concentration of the beta distribution of rates between sessions: smaller is more over-dispersed.</summary>
    public required double Concentration { get; init; }

    /// <summary>Paid by advertisers per viewer at a sponsored share of one, yuan.</summary>
    public required double AdYuanPerViewer { get; init; }

    /// <summary>Commission as a share of kept GMV.</summary>
    public required double CommissionRate { get; init; }
}

/// <summary>What selling does to followers and buyers.</summary>
public sealed record PanelTrust
{
    /// <summary>Lowest mean sponsored share of a KOL.</summary>
    public required double AppetiteLow { get; init; }

    /// <summary>Highest mean sponsored share of a KOL.</summary>
    public required double AppetiteHigh { get; init; }

    /// <summary>Spread of the sponsored share between sessions.</summary>
    public required double AppetiteSpread { get; init; }

    /// <summary>Half-life of the sponsored load, in sessions.</summary>
    public required double HalfLife { get; init; }

    /// <summary>Sponsored load above which followers leave faster, 0 to 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Unfollows per follower and session at no sponsored load.</summary>
    public required double UnfollowBase { get; init; }

    /// <summary>Rise of the log unfollow rate per unit of load.</summary>
    public required double UnfollowLoad { get; init; }

    /// <summary>Further rise per unit of load above the threshold.</summary>
    public required double UnfollowOverload { get; init; }

    /// <summary>Fall of the log unfollow rate per standard deviation of content.</summary>
    public required double UnfollowContent { get; init; }

    /// <summary>New followers per viewer.</summary>
    public required double FollowRate { get; init; }

    /// <summary>Share of earlier buyers who buy again in a session, below the threshold.</summary>
    public required double RepeatBase { get; init; }

    /// <summary>Rise of the log repeat rate per standard deviation of content.</summary>
    public required double RepeatContent { get; init; }

    /// <summary>Fall of the log repeat rate per unit of load above the threshold.</summary>
    public required double RepeatOverload { get; init; }

    /// <summary>Share of earlier buyers who are still eligible a session later.</summary>
    public required double BuyerMemory { get; init; }
}
