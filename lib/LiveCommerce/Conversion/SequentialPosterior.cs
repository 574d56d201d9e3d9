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
    /// <exception cref="InputException">A count is negative or events exceed trials.</exception>
    public static IReadOnlyList<PosteriorStep> After(BetaRate prior, IEnumerable<SessionCounts> sessions, double discount = 1)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(sessions);
        var steps = new List<PosteriorStep>();
        foreach (var session in sessions)
        {
            prior = prior.Update(new RateCount(session.Events, session.Trials) { Provenance = session.Provenance }, discount);
            steps.Add(new PosteriorStep(session.Session, prior));
        }

        return steps;
    }
}
