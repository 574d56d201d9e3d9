#r "nuget: LiveCommerce.Data, *-*"

// GMV per monthly user, and how often Taobao is above the others: the numbers of notebook 01.
//   dotnet fsi notebooks/scripts/landscape.fsx [data folder]
// The packages are made by a Release build of lib/Workbench.Cli, and named in notebooks/nuget.config.
open LiveCommerce
open LiveCommerce.Data
open LiveCommerce.Landscape

let data =
    match List.tail (List.ofArray fsi.CommandLineArgs) with
    | folder :: _ -> CuratedData.Open folder
    | [] -> CuratedData.Open()

let rows = data.Observations.Rows |> Seq.map (fun row -> row.Id, row) |> dict

// Rows of observations.csv: GMV of twelve months, and monthly users.
let readings =
    [ "taobao", "company", "o0277", "o0275"
      "douyin", "press and panel", "o0334", "o0347"
      "douyin", "press and panel", "o0182", "o0347"
      "douyin", "press and panel", "o0181", "o0347"
      "kuaishou", "company", "o0094", "o0093"
      "kuaishou", "company", "o0090", "o0089"
      "kuaishou", "press and panel", "o0094", "o0348"
      "pinduoduo", "company", "o0434", "o0443"
      "mogujie", "company", "o0005", "o0057" ]
    |> List.map (fun (platform, kind, gmv, users) -> {| Platform = platform; Kind = kind; PerUser = rows[gmv].Value.Value / rows[users].Value.Value |})

for platform in [ "taobao"; "douyin"; "kuaishou" ] do
    let own = readings |> List.filter (fun reading -> reading.Platform = platform) |> List.map _.PerUser
    printfn $"GMV per monthly user, {platform}: {NumberText.Of(List.average own, Unit.Yuan)} a year (readings: {own.Length})"

let intent =
    PositionModel.Fit(
        [ for reading in readings -> IndicatorReading(reading.Platform, "intent", "GMV per monthly user", reading.Kind, log10 reading.PerUser) ],
        "intent",
        PositionOptions().WithSeed 1UL
    )

let score =
    Composite.Of(
        [ CompositeIndicator("GMV per monthly user", -2.5, 2.5) ],
        [ for at, position in Seq.indexed intent.Positions ->
              CompositeValue(position.Platform, "GMV per monthly user", position.Estimate.Value).WithDraws(intent.Draws |> Seq.map (fun draw -> draw[at])) ],
        CompositeOptions().WithSeed(1UL).WithNormalisations [ Normalisation.GoalPosts; Normalisation.StandardScore ]
    )

for platform in [ "douyin"; "kuaishou" ] do
    printfn $"""Taobao above {platform} in purchase intent: {NumberText.Of(score.ProbabilityAbove("taobao", platform), Unit.Share)} of the answers"""
