namespace LiveCommerce.Trust;

/// <summary>Partial log likelihood with score and information; one pass from the longest time to the shortest.</summary>
internal sealed class CoxLikelihood
{
    private readonly Duration[] rows;
    private readonly double[][] x;
    private readonly TiesMethod ties;
    private readonly int p;

    public CoxLikelihood(Duration[] durations, TiesMethod ties)
    {
        rows = [.. durations.OrderByDescending(row => row.Time)];
        p = rows[0].Covariates.Count;
        this.ties = ties;
        double[] mean = [.. Enumerable.Range(0, p).Select(j => rows.Average(row => row.Covariates[j]))];
        x = [.. rows.Select(row => row.Covariates.Select((value, j) => value - mean[j]).ToArray())];
        Spread = [.. Enumerable.Range(0, p).Select(j => Math.Max(1e-300, Math.Sqrt(x.Average(row => row[j] * row[j]))))];
    }

    internal sealed record Sums(double LogLikelihood, double[] Score, double[,] Information);

    /// <summary>Standard deviation of each covariate.</summary>
    public double[] Spread { get; }

    public Sums At(double[] beta)
    {
        double log = 0;
        double[] score = new double[p], first = new double[p];
        double[,] information = new double[p, p], second = new double[p, p];
        double weight = 0;
        var next = 0;
        while (next < rows.Length)
        {
            var start = next;
            double tiedWeight = 0;
            double[] tiedFirst = new double[p], tiedX = new double[p];
            var tiedSecond = new double[p, p];
            var events = 0;
            double tiedEta = 0;
            for (; next < rows.Length && rows[next].Time == rows[start].Time; next++)
            {
                var eta = Eta(next, beta);
                var w = Math.Exp(eta);
                weight += w;
                Add(first, second, x[next], w);
                if (!rows[next].Event) continue;
                events++;
                tiedEta += eta;
                tiedWeight += w;
                Add(tiedFirst, tiedSecond, x[next], w);
                for (var j = 0; j < p; j++) tiedX[j] += x[next][j];
            }

            if (events == 0) continue;
            log += tiedEta;
            for (var j = 0; j < p; j++) score[j] += tiedX[j];
            if (ties == TiesMethod.Exact && events > 1)
            {
                log -= Subsets(beta, next, events, score, information);
                continue;
            }

            for (var d = 0; d < events; d++)
            {
                var part = ties == TiesMethod.Efron ? (double)d / events : 0;
                var total = weight - part * tiedWeight;
                log -= Math.Log(total);
                for (var j = 0; j < p; j++)
                {
                    var mean = (first[j] - part * tiedFirst[j]) / total;
                    score[j] -= mean;
                    for (var k = 0; k < p; k++)
                        information[j, k] += (second[j, k] - part * tiedSecond[j, k]) / total - mean * (first[k] - part * tiedFirst[k]) / total;
                }
            }
        }

        return new Sums(log, score, information);
    }

    /// <summary>Log of the sum over all subsets of <paramref name="events"/> people at risk, by recursion over people; its derivatives are taken off.</summary>
    private double Subsets(double[] beta, int atRisk, int events, double[] score, double[,] information)
    {
        // b[s]: sum over subsets of size s of the products of weights, scaled by the largest weight; g and h its first and second derivatives.
        var top = Enumerable.Range(0, atRisk).Max(i => Eta(i, beta));
        var b = new double[events + 1];
        var g = new double[events + 1][];
        var h = new double[events + 1][,];
        for (var s = 0; s <= events; s++) (g[s], h[s]) = (new double[p], new double[p, p]);
        b[0] = 1;
        for (var i = 0; i < atRisk; i++)
        {
            var w = Math.Exp(Eta(i, beta) - top);
            for (var s = Math.Min(events, i + 1); s >= 1; s--)
            {
                for (var j = 0; j < p; j++)
                    for (var k = 0; k < p; k++)
                        h[s][j, k] += w * (h[s - 1][j, k] + x[i][j] * g[s - 1][k] + g[s - 1][j] * x[i][k] + x[i][j] * x[i][k] * b[s - 1]);
                for (var j = 0; j < p; j++) g[s][j] += w * (g[s - 1][j] + x[i][j] * b[s - 1]);
                b[s] += w * b[s - 1];
            }
        }

        for (var j = 0; j < p; j++)
        {
            score[j] -= g[events][j] / b[events];
            for (var k = 0; k < p; k++)
                information[j, k] += h[events][j, k] / b[events] - g[events][j] * g[events][k] / (b[events] * b[events]);
        }

        return Math.Log(b[events]) + events * top;
    }

    private double Eta(int row, double[] beta)
    {
        double sum = 0;
        for (var j = 0; j < p; j++) sum += x[row][j] * beta[j];
        return sum;
    }

    private void Add(double[] first, double[,] second, double[] row, double w)
    {
        for (var j = 0; j < p; j++)
        {
            first[j] += w * row[j];
            for (var k = 0; k < p; k++) second[j, k] += w * row[j] * row[k];
        }
    }
}
