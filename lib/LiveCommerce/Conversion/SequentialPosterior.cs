namespace LiveCommerce.Conversion;

/// <summary>What is known of a rate after each session, in their order.</summary>
/// <param name="Session">Id of the session last counted.</param>
/// <param name="Rate">The posterior after it.</param>
public sealed record PosteriorStep(string Session, BetaRate Rate);

/// <summary>Updates a rate session by session.</summary>
public static class SequentialPosterior
{
    /// <summary>One step per session.</summary>
    /// <param name="prior">What is known before: a segment's population as Beta(alpha, beta), or a weak prior.</param>
    /// <param name="sessions">Sessions in order.</param>
    /// <param name="discount">Weight of each session, above 0 to 1; 1 over the over-dispersion keeps the interval honest when sessions differ.</param>
    /// <param name="correlation">Intraclass correlation of a session, 0 to 1: each session weighs 1 over its design effect besides; 0 takes its trials as independent.</param>
    /// <exception cref="InputException">A count is negative or events exceed trials.</exception>
    public static IReadOnlyList<PosteriorStep> After(BetaRate prior, IEnumerable<SessionCounts> sessions, double discount = 1, double correlation = 0)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(sessions);
        if (correlation is not (>= 0 and <= 1))
            throw new InputException("MODEL333", "'correlation'", FormattableString.Invariant($"it is {correlation:R}"), "a correlation within sessions lies from 0 to 1", "take SessionPooling's IntraclassCorrelation");
        var steps = new List<PosteriorStep>();
        foreach (var session in SessionRate.Whole(sessions))
        {
            prior = prior.Update(new RateCount(session.Events, session.Trials) { Provenance = session.Provenance }, discount / (1 + (Math.Max(0, session.Trials - 1) * correlation)));
            steps.Add(new PosteriorStep(session.Session, prior));
        }

        return steps;
    }
}
