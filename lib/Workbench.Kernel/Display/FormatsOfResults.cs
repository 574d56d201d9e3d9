using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using LiveCommerce;
using Markdig;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Display;

/// <summary>Numbers, verdicts and prose, which the runner collects.</summary>
internal static class FormatsOfResults
{
    private static readonly MarkdownPipeline Safe = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static void Register()
    {
        Formatter.Register<Headline>((number, writer) => writer.Write(Json(number).ToJsonString()), Mime.Headline);
        Formatter.Register<Headline>((number, writer) => writer.Write($"<p><strong>{System.Net.WebUtility.HtmlEncode(Text(number))}</strong><br>{System.Net.WebUtility.HtmlEncode(number.Sentence)}</p>"), Mime.Html);
        Formatter.Register<Headline>((number, writer) => writer.Write($"{Text(number)}\n{number.Sentence}"), Mime.Plain);
        Formatter.Register<ClaimVerdict>((claim, writer) => writer.Write(Json(claim).ToJsonString()), Mime.Verdict);
        Formatter.Register<ClaimVerdict>((claim, writer) => writer.Write($"<p><strong>{claim.ClaimId}: {Words(claim.Verdict)}</strong><br>{System.Net.WebUtility.HtmlEncode(claim.Sentence)}</p>"), Mime.Html);
        Formatter.Register<ClaimVerdict>((claim, writer) => writer.Write($"{claim.ClaimId}: {Words(claim.Verdict)}\n{claim.Sentence}"), Mime.Plain);
        Formatter.Register<Prose>((prose, writer) => writer.Write(prose.Markdown), Mime.Markdown);
        Formatter.Register<Prose>((prose, writer) => writer.Write(ToHtml(prose.Markdown)), Mime.Html);
        Formatter.Register<Prose>((prose, writer) => writer.Write(prose.Markdown), Mime.Plain);
        Formatter.Register<IHtmlContent>((content, writer) => content.WriteTo(writer, HtmlEncoder.Default), Mime.Html);
        Formatter.Register<IHtmlContent>((content, writer) => content.WriteTo(writer, HtmlEncoder.Default), Mime.Plain);
        Formatter.Register<LaTeXString>((text, writer) => writer.Write(text.ToString()), Mime.LaTeX);
        Formatter.Register<MathString>((text, writer) => writer.Write($"$${text}$$"), Mime.LaTeX);
    }


    /// <summary>Markdown to HTML; HTML inside it is shown as text.</summary>
    public static string ToHtml(string markdown) => Markdown.ToHtml(markdown, Safe);

    /// <summary>A verdict as a reader says it.</summary>
    public static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "supported",
        Verdict.Contradicted => "contradicted",
        Verdict.Mixed => "mixed",
        _ => "not testable",
    };

    private static string Text(Headline number) => NumberText.WithInterval(number.Estimate.Value, number.Estimate.Interval, number.Estimate.Unit);

    private static JsonObject Json(Headline number)
    {
        var estimate = number.Estimate;
        return new JsonObject
        {
            ["id"] = number.Id,
            ["value"] = Number(estimate.Value),
            ["low"] = estimate.Interval is { } low ? Number(low.Low) : null,
            ["high"] = estimate.Interval is { } high ? Number(high.High) : null,
            ["level"] = estimate.Interval?.Level,
            ["kind"] = estimate.Interval?.Kind.ToString(),
            ["unit"] = estimate.Unit.Id,
            ["n"] = estimate.N.Used,
            ["dropped"] = estimate.N.Dropped,
            ["method"] = estimate.Method,
            ["sentence"] = number.Sentence,
            ["text"] = Text(number),
            ["sources"] = Strings(estimate.Provenance.Sources),
            ["rows"] = Strings(estimate.Provenance.Rows),
            ["computedFrom"] = estimate.Provenance.ComputedFrom,
            ["synthetic"] = estimate.Provenance.Synthetic,
            ["unverified"] = estimate.Provenance.Unverified,
            ["warnings"] = Strings(estimate.Warnings.Select(warning => warning.ToString())),
        };
    }

    private static JsonObject Json(ClaimVerdict claim) => new()
    {
        ["claim"] = claim.ClaimId,
        ["verdict"] = Words(claim.Verdict),
        ["rule"] = claim.Rule,
        ["sentence"] = claim.Sentence,
        ["numbers"] = new JsonArray([.. claim.Numbers.Select(number => (JsonNode)Json(number))]),
        ["sources"] = Strings(claim.Provenance.Sources),
        ["rows"] = Strings(claim.Provenance.Rows),
    };

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
