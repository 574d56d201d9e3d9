namespace LiveCommerce;

/// <summary>What the data say of a claim.</summary>
public enum Verdict
{
    /// <summary>The data agree with it, by the stated rule.</summary>
    Supported,

    /// <summary>The data disagree with it, by the stated rule.</summary>
    Contradicted,

    /// <summary>Part of it holds, or it holds in some periods or sources and not in others.</summary>
    Mixed,

    /// <summary>The data at hand cannot tell.</summary>
    NotTestable,
}

/// <summary>A claim judged: shown in a notebook, it is written to <c>claims.json</c> and opens the report.</summary>
/// <remarks>A claim is never judged on synthetic data: a verdict other than <see cref="Verdict.NotTestable"/> refuses it.</remarks>
public sealed record ClaimVerdict
{
    /// <summary>Judges a claim.</summary>
    /// <param name="claimId">Id in <c>claims.csv</c>, such as <c>S4</c>.</param>
    /// <param name="verdict">What the data say.</param>
    /// <param name="rule">The rule that led to the verdict, in words, with its limits as numbers.</param>
    /// <param name="sentence">The finding in one or two sentences, with the numbers.</param>
    /// <param name="numbers">The numbers that the rule looked at.</param>
    /// <exception cref="InputException">A number rests on synthetic data.</exception>
    public ClaimVerdict(string claimId, Verdict verdict, string rule, string sentence, IEnumerable<Headline> numbers)
    {
        ClaimId = claimId;
        Verdict = verdict;
        Rule = rule;
        Sentence = sentence;
        Numbers = [.. numbers];
        var made = Numbers.FirstOrDefault(number => number.Estimate.Provenance.Synthetic);
        if (verdict != Verdict.NotTestable && made is not null)
            throw new InputException("MODEL001", $"claim {claimId}", $"number '{made.Id}' rests on synthetic data",
                "a claim is judged on observed data only", "leave the number out, or give the verdict NotTestable");
    }

    /// <summary>Id of the claim in <c>claims.csv</c>.</summary>
    public string ClaimId { get; }

    /// <summary>What the data say.</summary>
    public Verdict Verdict { get; }

    /// <summary>The rule that led to the verdict.</summary>
    public string Rule { get; }

    /// <summary>The finding, with the numbers.</summary>
    public string Sentence { get; }

    /// <summary>The numbers that the rule looked at.</summary>
    public IReadOnlyList<Headline> Numbers { get; }

    /// <summary>Where the numbers come from, together.</summary>
    public Provenance Provenance => Provenance.Combine(Numbers.Select(number => number.Estimate.Provenance));
}
