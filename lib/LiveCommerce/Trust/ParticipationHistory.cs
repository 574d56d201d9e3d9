namespace LiveCommerce.Trust;

/// <summary>People with the same history of taking part in sessions or not.</summary>
/// <param name="Times">Sessions taken part in, from 0.</param>
/// <param name="Last">The last session taken part in, 0 when none; at least <paramref name="Times"/>.</param>
/// <param name="Sessions">Sessions there were, at least <paramref name="Last"/>.</param>
/// <param name="People">People with this history.</param>
public sealed record ParticipationHistory(int Times, int Last, int Sessions, long People = 1)
{
    /// <summary>From a list of yes and no, the first session first.</summary>
    public static ParticipationHistory Of(IEnumerable<bool> tookPart)
    {
        ArgumentNullException.ThrowIfNull(tookPart);
        bool[] list = [.. tookPart];
        return new(list.Count(yes => yes), Array.LastIndexOf(list, true) + 1, list.Length);
    }
}
