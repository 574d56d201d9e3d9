using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Splits the difference of two rates into effects of their factors, exactly additive.</summary>
/// <remarks>
/// Shapley value over all orders of replacement, which is Das Gupta's standardisation (US Census P23-186, 1993);
/// LMDI-I beside it (Ang 2005). A waterfall in one chosen order is not offered: its effects depend on the order. Reference case B10.
/// </remarks>
public static class Decomposition
{
    /// <summary>A rate that is the product of its factors: end-to-end conversion of stage rates, or traffic x conversion x order value.</summary>
    /// <param name="factors">Names, 1 to 12.</param>
    /// <param name="first">Values of the first side, 0 or above, in the order of the names.</param>
    /// <param name="second">Values of the second side.</param>
    /// <param name="provenance">Where the values come from; it goes to the result.</param>
    /// <exception cref="InputException">Lengths differ, a value is negative or not finite, or there are more than 12 factors.</exception>
    public static RateChange OfProduct(IEnumerable<string> factors, IEnumerable<double> first, IEnumerable<double> second, Provenance? provenance = null)
    {
        var names = Names(factors);
        var from = Values("first", names, first);
        var into = Values("second", names, second);
        var effects = Shapley.OfProduct(from, into);
        double before = Product(from), after = Product(into);
        var weight = LogMean.Of(before, after);
        var safe = before > 0 && after > 0;
        return new RateChange(before, after, [.. names.Select((name, i) => new FactorEffect(name, effects[i], safe ? weight * Math.Log(into[i] / from[i]) : null))])
        {
            Warnings = safe ? [] : [ZeroFactor()],
            Provenance = provenance ?? Provenance.None,
        };
    }

    /// <summary>A rate that is a sum over groups of products: R = sum over g of the product of the factors of g.</summary>
    /// <param name="factors">Names, 1 to 12.</param>
    /// <param name="first">Per factor, its values by group; every factor has the same groups in the same order.</param>
    /// <param name="second">The same for the second side.</param>
    /// <param name="provenance">Where the values come from; it goes to the result.</param>
    /// <exception cref="InputException">Lengths differ, or a value is negative or not finite.</exception>
    /// <remarks>A factor is replaced in all groups at once: Das Gupta's vector factors. With the weights of the groups as the first factor its effect is the mix effect (Kitagawa 1955).</remarks>
    public static RateChange OfGroups(IEnumerable<string> factors, IEnumerable<IEnumerable<double>> first, IEnumerable<IEnumerable<double>> second, Provenance? provenance = null)
    {
        var names = Names(factors);
        var from = Table("first", names, first);
        var into = Table("second", names, second);
        var groups = from[0].Length;
        if (from.Concat(into).Any(row => row.Length != groups))
            throw new InputException("MODEL321", "groups", "factors with unlike numbers of groups", "each factor has one value per group", "give every factor a value for each group, 0 weight where a group is absent");
        var effects = Shapley.Effects(names.Length, set =>
        {
            var sum = 0.0;
            for (var g = 0; g < groups; g++)
            {
                var product = 1.0;
                for (var i = 0; i < names.Length; i++) product *= (set & (1 << i)) != 0 ? into[i][g] : from[i][g];
                sum += product;
            }

            return sum;
        });
        var logs = LogMeans(names.Length, groups, from, into);
        double before = Total(from), after = Total(into);
        return new RateChange(before, after, [.. names.Select((name, i) => new FactorEffect(name, effects[i], logs?[i]))])
        {
            Warnings = logs is null ? [ZeroFactor()] : [],
            Provenance = provenance ?? Provenance.None,
        };

        double Total(double[][] rows) => Enumerable.Range(0, groups).Sum(g => Product([.. rows.Select(row => row[g])]));
    }

    /// <summary>Mix of groups and stage rates: R = sum over g of w_g times the product of the stage rates of g.</summary>
    /// <param name="stages">Names of the stages; the mix effect is added in front under the name <c>mix</c>.</param>
    /// <param name="first">Groups of the first side.</param>
    /// <param name="second">The same groups of the second side, in any order.</param>
    /// <exception cref="InputException">Groups differ, weights do not add to 1, or a value is out of range.</exception>
    public static RateChange OfMix(IEnumerable<string> stages, IEnumerable<MixGroup> first, IEnumerable<MixGroup> second)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        MixGroup[] from = [.. Guard.Items(first, "first", group => group.Group, group => group.StageRates).OrderBy(group => group.Group, StringComparer.Ordinal)];
        MixGroup[] into = [.. Guard.Items(second, "second", group => group.Group, group => group.StageRates).OrderBy(group => group.Group, StringComparer.Ordinal)];
        if (!from.Select(group => group.Group).SequenceEqual(into.Select(group => group.Group)))
            throw new InputException("MODEL321", "groups", $"[{string.Join(", ", from.Select(g => g.Group))}] against [{string.Join(", ", into.Select(g => g.Group))}]", "both sides need the same groups", "give an absent group weight 0 and the stage rates it would have");
        foreach (var (side, sum) in new[] { ("first", from.Sum(g => g.Weight)), ("second", into.Sum(g => g.Weight)) })
            if (!(Math.Abs(sum - 1) < 1e-6)) throw new InputException("MODEL322", $"weights of the {side} side", $"they add to {sum:G8}", "weights are shares of one whole and add to 1", "divide each by their sum");
        var names = Guard.Items(stages, "stages");
        foreach (var group in from.Concat(into))
            if (group.StageRates.Count != names.Length) throw new InputException("MODEL321", $"group '{group.Group}'", $"{group.StageRates.Count} stage rates", $"there are {names.Length} stages", "give one rate per stage");
        return OfGroups(["mix", .. names], Columns(from), Columns(into), Provenance.Combine(from.Concat(into).Select(group => group.Provenance)));

        IEnumerable<IEnumerable<double>> Columns(MixGroup[] side) =>
            [side.Select(group => group.Weight), .. Enumerable.Range(0, names.Length).Select(i => side.Select(group => group.StageRates[i]))];
    }

    internal static ModelWarning ZeroFactor() =>
        new("MODEL324", Severity.Note, "A factor is 0 on one side: LMDI is undefined there and left out; the Shapley effects hold.");

    private static double[]? LogMeans(int factors, int groups, double[][] from, double[][] into)
    {
        var sums = new double[factors];
        for (var g = 0; g < groups; g++)
        {
            double a = Product([.. from.Select(row => row[g])]), b = Product([.. into.Select(row => row[g])]);
            if (a == 0 && b == 0) continue;
            if (a == 0 || b == 0) return null;
            for (var i = 0; i < factors; i++) sums[i] += LogMean.Of(a, b) * Math.Log(into[i][g] / from[i][g]);
        }

        return sums;
    }

    private static double Product(double[] values) => values.Aggregate(1.0, (product, value) => product * value);

    private static string[] Names(IEnumerable<string> factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        var names = Guard.Items(factors, "factors");
        if (names.Length is 0 or > Shapley.MostFactors)
            throw new InputException("MODEL320", "'factors'", $"{names.Length} factors", $"1 to {Shapley.MostFactors} can be split exactly", "merge neighbouring stages: their log-mean effects add up exactly, their Shapley effects nearly");
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw new InputException("MODEL320", "'factors'", string.Join(", ", names), "names must differ", "name each factor once");
        return names;
    }

    private static double[][] Table(string side, string[] names, IEnumerable<IEnumerable<double>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var given = Guard.Items(rows, side);
        if (given.Length != names.Length)
            throw new InputException("MODEL321", $"'{side}'", $"{given.Length} factors", $"there are {names.Length} names", "give one list of values per factor");
        return [.. given.Select((row, i) => Values($"{side}, {names[i]}", null, row))];
    }

    private static double[] Values(string side, string[]? names, IEnumerable<double> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        double[] values = [.. given];
        if (names is not null && values.Length != names.Length)
            throw new InputException("MODEL321", $"'{side}'", $"{values.Length} values", $"there are {names.Length} factors", "give one value per factor");
        for (var i = 0; i < values.Length; i++)
        {
            Check.Finite($"'{side}' {names?[i]}", values[i]);
            if (values[i] < 0) throw new InputException("MODEL325", $"'{side}' {names?[i]}", $"it is {values[i]:R}", "a factor of a rate is 0 or above", "check the sign and the order of the columns");
        }

        return values;
    }
}
