namespace LiveCommerce.Claims;

/// <summary>A rule that judges a claim: what supports it, what contradicts it; in between it is mixed.</summary>
/// <remarks>
/// Supported when every supporting condition holds and no contradicting one does; contradicted when a contradicting
/// condition holds and not all supporting ones do; not testable when nothing is known or all that is known rests on
/// generated data; else mixed.
/// </remarks>
public sealed record ClaimRule
{
    /// <summary>A rule.</summary>
    /// <param name="claimId">Id of the claim, such as S10.</param>
    /// <param name="supportedWhen">Conditions that must all hold, at least one.</param>
    /// <param name="contradictedWhen">Conditions of which one is enough; none when the claim fails only by missing support.</param>
    /// <exception cref="InputException">No supporting condition.</exception>
    public ClaimRule(string claimId, IEnumerable<Condition> supportedWhen, IEnumerable<Condition>? contradictedWhen = null)
    {
        ClaimId = claimId;
        SupportedWhen = [.. supportedWhen];
        ContradictedWhen = [.. contradictedWhen ?? []];
        if (SupportedWhen.Count == 0)
            throw new InputException("MODEL661", $"claim {claimId}", "no supporting condition", "a claim that nothing could support cannot be judged", "say what would support it");
    }

    /// <summary>Id of the claim.</summary>
    public string ClaimId { get; }

    /// <summary>Conditions that must all hold.</summary>
    public IReadOnlyList<Condition> SupportedWhen { get; }

    /// <summary>Conditions of which one is enough.</summary>
    public IReadOnlyList<Condition> ContradictedWhen { get; }

    /// <summary>The rule in words, with its limits.</summary>
    public string Words
    {
        get
        {
            static string Say(Condition condition) => condition.Limit.Length > 0 && condition.Outcome != Outcome.Unknown ? $"{condition.Text} ({condition.Limit})" : condition.Text;
            var contradicted = ContradictedWhen.Count == 0 ? "" : $" Contradicted when {string.Join(", or ", ContradictedWhen.Select(Say))}.";
            return $"Supported when {string.Join(", and ", SupportedWhen.Select(Say))}.{contradicted} Mixed otherwise; not testable when no part is known from observations.";
        }
    }

    /// <summary>What the rule says.</summary>
    public Verdict Verdict
    {
        get
        {
            var known = SupportedWhen.Concat(ContradictedWhen).Where(condition => condition.Outcome != Outcome.Unknown).ToList();
            if (known.Count == 0 || known.All(Synthetic)) return Verdict.NotTestable;
            var supported = SupportedWhen.All(condition => condition.Outcome == Outcome.Holds);
            var contradicted = ContradictedWhen.Any(condition => condition.Outcome == Outcome.Holds);
            return (supported, contradicted) switch
            {
                (true, false) => Verdict.Supported,
                (false, true) => Verdict.Contradicted,
                _ => Verdict.Mixed,
            };
        }
    }

    /// <summary>The parts of the rule as rows of a table.</summary>
    public IReadOnlyList<ConditionRow> Rows =>
    [
        .. SupportedWhen.Select(condition => Row(condition, "supports")), .. ContradictedWhen.Select(condition => Row(condition, "contradicts")),
    ];

    /// <summary>The verdict, with the numbers that the rule looked at, each once.</summary>
    /// <param name="sentence">The finding in one or two sentences, with the numbers.</param>
    /// <exception cref="InputException">A number rests on generated data and the verdict is more than "not testable".</exception>
    public ClaimVerdict Judge(string sentence) =>
        new(ClaimId, Verdict, Words, sentence, SupportedWhen.Concat(ContradictedWhen).SelectMany(condition => condition.Numbers).DistinctBy(number => number.Id));

    private static bool Synthetic(Condition condition) => condition.Numbers.Any(number => number.Estimate.Provenance.Synthetic);

    private ConditionRow Row(Condition condition, string side) => new(ClaimId, side, condition.Text, string.Join("; ", condition.Numbers.Select(number => number.Estimate.ToString())), condition.Limit,
        condition.Outcome.ToString().ToLowerInvariant(), string.Join(", ", condition.Numbers.SelectMany(number => number.Estimate.Provenance.Sources).Distinct()));
}

/// <summary>A part of a rule as a row of a table.</summary>
/// <param name="Claim">Id of the claim.</param>
/// <param name="Side">Whether it supports or contradicts.</param>
/// <param name="Condition">What must hold.</param>
/// <param name="Numbers">The numbers, with intervals.</param>
/// <param name="Limit">The limit, or what is missing.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Sources">Ids of the sources.</param>
public sealed record ConditionRow(string Claim, string Side, string Condition, string Numbers, string Limit, string Outcome, string Sources);
