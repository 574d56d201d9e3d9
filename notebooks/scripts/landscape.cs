#:project ../../lib/LiveCommerce.Data/LiveCommerce.Data.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PathMap=

// GMV per monthly user, and how often Taobao is above the others: the numbers of notebook 01.
//   dotnet run notebooks/scripts/landscape.cs [data folder]
using LiveCommerce;
using LiveCommerce.Data;
using LiveCommerce.Landscape;

var data = args.Length > 0 ? CuratedData.Open(args[0]) : CuratedData.Open();
var rows = data.Observations.Rows.ToDictionary(row => row.Id);

// Rows of observations.csv: GMV of twelve months, and monthly users.
Reading[] readings =
[
    new("taobao", "company", "o0277", "o0275"),
    new("douyin", "press and panel", "o0334", "o0347"),
    new("douyin", "press and panel", "o0182", "o0347"),
    new("douyin", "press and panel", "o0181", "o0347"),
    new("kuaishou", "company", "o0094", "o0093"),
    new("kuaishou", "company", "o0090", "o0089"),
    new("kuaishou", "press and panel", "o0094", "o0348"),
    new("pinduoduo", "company", "o0434", "o0443"),
    new("mogujie", "company", "o0005", "o0057"),
];

double PerUser(Reading reading) => rows[reading.Gmv].Value!.Value / rows[reading.Users].Value!.Value;

foreach (var platform in new[] { "taobao", "douyin", "kuaishou" })
{
    var own = readings.Where(reading => reading.Platform == platform).Select(PerUser).ToList();
    Console.WriteLine($"GMV per monthly user, {platform}: {NumberText.Of(own.Average(), Unit.Yuan)} a year (readings: {own.Count})");
}

var intent = PositionModel.Fit(
    readings.Select(reading => new IndicatorReading(reading.Platform, "intent", "GMV per monthly user", reading.Kind, Math.Log10(PerUser(reading)))),
    "intent", new PositionOptions().WithSeed(1));

var score = Composite.Of(
    [new CompositeIndicator("GMV per monthly user", -2.5, 2.5)],
    intent.Positions.Select((position, at) =>
        new CompositeValue(position.Platform, "GMV per monthly user", position.Estimate.Value).WithDraws(intent.Draws.Select(draw => draw[at]))),
    new CompositeOptions().WithSeed(1).WithNormalisations([Normalisation.GoalPosts, Normalisation.StandardScore]));

foreach (var platform in new[] { "douyin", "kuaishou" })
{
    Console.WriteLine($"Taobao above {platform} in purchase intent: {NumberText.Of(score.ProbabilityAbove("taobao", platform), Unit.Share)} of the answers");
}

internal sealed record Reading(string Platform, string Kind, string Gmv, string Users);
