namespace LiveCommerce.Data.Store;

/// <summary>The mean of a share over the sessions of a row: weighed by viewers, unweighed when nobody watched.</summary>
internal sealed class WeighedMean(AnswerColumns answer, string name)
{
    private readonly ReadOnlyMemory<double> weighed = answer.Real("weighed_" + name);
    private readonly ReadOnlyMemory<double> plain = answer.Real("sum_" + name);

    public double Of(int row, long viewers, long sessions) => viewers > 0 ? weighed.Span[row] / viewers : plain.Span[row] / sessions;
}
