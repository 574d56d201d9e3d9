using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

/// <summary>Published reviews beside metafor 3.8.1 and clubSandwich 0.5.8, tolerances of their searches set to 1e-12 (Viechtbauer 2010; Pustejovsky and Tipton 2018).</summary>
public sealed class MetaPublishedTests
{
    /// <summary>Length of stay after stroke, specialist against routine care (Normand 1999): mean, sd, n of both.</summary>
    private static readonly EffectSize[] Stays = [.. new (double M1, double S1, int N1, double M2, double S2, int N2)[]
    {
        (55, 47, 155, 75, 64, 156), (27, 7, 31, 29, 4, 32), (64, 17, 75, 119, 29, 71), (66, 20, 18, 137, 48, 18), (14, 8, 8, 18, 11, 13), (19, 7, 57, 18, 4, 52), (52, 45, 34, 41, 34, 33), (21, 16, 110, 31, 27, 183), (30, 27, 60, 23, 20, 52),
    }.Select((s, i) => EffectSize.StandardisedMeanDifference($"s{i}", s.M1, s.S1, s.N1, s.M2, s.S2, s.N2))];

    /// <summary>Teachers' expectations of pupils (Raudenbush 1985): difference, variance, weeks of contact before.</summary>
    private static readonly (double Y, double V, double Weeks)[] Expectancy =
        [(0.03, 0.0156, 2), (0.12, 0.0216, 21), (-0.14, 0.0279, 19), (1.18, 0.1391, 0), (0.26, 0.1362, 0), (-0.06, 0.0106, 3), (-0.02, 0.0106, 17), (-0.32, 0.0484, 24), (0.27, 0.0269, 0), (0.8, 0.063, 1), (0.54, 0.0912, 0), (0.18, 0.0497, 0), (-0.02, 0.0835, 1), (0.23, 0.0841, 2), (-0.18, 0.0253, 17), (-0.06, 0.0279, 5), (0.3, 0.0193, 1), (0.07, 0.0088, 2), (-0.07, 0.0303, 7)];

    private static readonly EffectSize[] Pupils = [.. Expectancy.Select((e, i) => new EffectSize($"s{i}", EffectKind.StandardisedMeanDifference, e.Y, e.V))];

    /// <summary>Infections of anti-infective catheters (Niel-Weise 2007): events and people of both; many cells are 0.</summary>
    private static readonly EffectSize[] Catheters = [.. new (int A, int N1, int C, int N2)[]
    {
        (0, 116, 3, 117), (1, 44, 3, 35), (2, 208, 9, 195), (0, 130, 7, 136), (5, 151, 6, 157), (1, 98, 4, 139), (1, 174, 3, 177), (1, 74, 2, 39), (1, 97, 19, 103), (1, 113, 2, 122), (0, 66, 7, 64), (0, 70, 1, 58), (3, 188, 5, 175), (6, 187, 11, 180), (0, 118, 0, 105), (0, 252, 1, 262), (1, 345, 3, 362), (4, 64, 1, 69),
    }.Select((s, i) => EffectSize.LogOddsRatio($"s{i}", s.A, s.N1 - s.A, s.C, s.N2 - s.C))];

    /// <summary>School calendars (Konstantopoulos 2011): district, difference, variance, year.</summary>
    private static readonly (int District, double Y, double V, int Year)[] Calendars =
        [(11, -0.18, 0.118, 1976), (11, -0.22, 0.118, 1976), (11, 0.23, 0.144, 1976), (11, -0.3, 0.144, 1976), (12, 0.13, 0.014, 1989), (12, -0.26, 0.014, 1989), (12, 0.19, 0.015, 1989), (12, 0.32, 0.024, 1989), (18, 0.45, 0.023, 1994), (18, 0.38, 0.043, 1994), (18, 0.29, 0.012, 1994), (27, 0.16, 0.02, 1976), (27, 0.65, 0.004, 1976), (27, 0.36, 0.004, 1976), (27, 0.6, 0.007, 1976), (56, 0.08, 0.019, 1997), (56, 0.04, 0.007, 1997), (56, 0.19, 0.005, 1997), (56, -0.06, 0.004, 1997), (58, -0.18, 0.02, 1976), (58, 0, 0.018, 1976), (58, 0, 0.019, 1976), (58, -0.28, 0.022, 1976), (58, -0.04, 0.02, 1976), (58, -0.3, 0.021, 1976), (58, 0.07, 0.006, 1976), (58, 0, 0.007, 1976), (58, 0.05, 0.007, 1976), (58, -0.08, 0.007, 1976), (58, -0.09, 0.007, 1976), (71, 0.3, 0.015, 1997), (71, 0.98, 0.011, 1997), (71, 1.19, 0.01, 1997), (86, -0.07, 0.001, 1997), (86, -0.05, 0.001, 1997), (86, -0.01, 0.001, 1997), (86, 0.02, 0.001, 1997), (86, -0.03, 0.001, 1997), (86, 0, 0.001, 1997), (86, 0.01, 0.001, 1997), (86, -0.1, 0.001, 1997), (91, 0.5, 0.01, 2000), (91, 0.66, 0.011, 2000), (91, 0.2, 0.01, 2000), (91, 0, 0.009, 2000), (91, 0.05, 0.013, 2000), (91, 0.07, 0.013, 2000), (108, -0.52, 0.031, 2000), (108, 0.7, 0.031, 2000), (108, -0.03, 0.03, 2000), (108, 0.27, 0.03, 2000), (108, -0.34, 0.03, 2000), (644, 0.12, 0.087, 1995), (644, 0.61, 0.082, 1995), (644, 0.04, 0.067, 1994), (644, -0.05, 0.067, 1994)];

    private static readonly EffectSize[] Schools = [.. Calendars.Select(c => new EffectSize("school", EffectKind.StandardisedMeanDifference, c.Y, c.V).WithCluster($"{c.District}"))];

    private static readonly MetaOptions Plain = new MetaOptions().WithTest(PooledTest.Normal), Knapp = new MetaOptions().WithTest(PooledTest.HartungKnapp);

    private static void Near(double expected, double got, double relative = 1e-7) => Assert.True(Math.Abs(got - expected) <= relative * Math.Max(1e-3, Math.Abs(expected)), $"got {got:R}, expected {expected:R}");

    [Theory]
    [InlineData(HeterogeneityMethod.DerSimonianLaird, 0.53971437482, -0.530737310616, 0.259218605677, 0.935342706555, 15.466159295)]
    [InlineData(HeterogeneityMethod.Reml, 0.790842913751, -0.537108258433, 0.308661490279, 0.954949370734, 22.1972482138)]
    [InlineData(HeterogeneityMethod.MaximumLikelihood, 0.694351452875, -0.535127886241, 0.290682082376, 0.9490080868, 19.610952742)]
    [InlineData(HeterogeneityMethod.PauleMandel, 0.794330180963, -0.537171963653, 0.309291368283, 0.955138279136, 22.2907186962)]
    [InlineData(HeterogeneityMethod.Hedges, 0.796465540271, -0.537210731722, 0.30967641876, 0.955253173412, 22.3479535029)]
    [InlineData(HeterogeneityMethod.HunterSchmidt, 0.435386008167, -0.526381858763, 0.235551826018, 0.921072208211, 12.6698084075)]
    [InlineData(HeterogeneityMethod.SidikJonkman, 0.792370987129, -0.537136233455, 0.308937655013, 0.955032343313, 22.2382057164)]
    public void Stays_are_pooled_as_metafor_does(HeterogeneityMethod method, double tau2, double mean, double error, double i2, double h2)
    {
        var fit = MetaAnalysis.Pool(Stays, Plain.WithMethod(method));
        Near(tau2, fit.Tau2);
        Near(mean, fit.Pooled.Value);
        Near(error, fit.Pooled.StandardError);
        Near(i2, fit.I2);
        Near(h2, fit.H2);
        Near(123.72927436, fit.Q);
        Assert.Equal(5.62251323204, fit.QPValue * 1e23, 1e-6);
    }

    [Fact]
    public void Intervals_of_the_stays_are_those_of_metafor()
    {
        MetaResult plain = MetaAnalysis.Pool(Stays, Plain), knapp = MetaAnalysis.Pool(Stays, Knapp);
        Near(0.325384441195, plain.Tau2Interval.Low);
        Near(3.10840340262, plain.Tau2Interval.High);
        Near(-2.38209433624, plain.Prediction!.Low);
        Near(1.30787781937, plain.Prediction.High);
        Near(0.309285633857, knapp.Pooled.StandardError);
        Near(-1.25032220907, knapp.Pooled.Interval.Low);
        Near(0.176105692199, knapp.Pooled.Interval.High);
        Near(0.120664532195, knapp.Pooled.PValue);
        Near(-2.70830699888, knapp.Prediction!.Low);
        Near(1.63409048201, knapp.Prediction.High);
        EggerTest egger = EggerTest.Of(Stays);
        Near(-0.499488604525, egger.T);
        Near(0.63274938245, egger.PValue);
        Near(-0.112672677789, egger.LimitEstimate);
        BeggTest begg = BeggTest.Of(Stays);
        Near(-0.277777777778, begg.Tau);
        Near(0.358487654321, begg.PValue);
    }

    [Theory]
    [InlineData(MissingStudies.RankSum, 0, 1.53463873383, -0.537108258433, 0.308661490279)]
    [InlineData(MissingStudies.ExtremeRun, 1, 2, -0.309333679804, 0.360539990166)]
    public void Stays_are_trimmed_and_filled_as_metafor_does(MissingStudies missing, int found, double error, double mean, double se) =>
        Filled(Stays, missing, found, error, "right", mean, se);

    [Theory]
    [InlineData(MissingStudies.RankSum, 3, 2.94650847058, 0.0281983013495, 0.0740971131063)]
    [InlineData(MissingStudies.ExtremeRun, 2, 2.44948974278, 0.0460476996891, 0.0727717645431)]
    public void Pupils_are_trimmed_and_filled_as_metafor_does(MissingStudies missing, int found, double error, double mean, double se) =>
        Filled(Pupils, missing, found, error, "left", mean, se);

    [Fact]
    public void Catheters_are_trimmed_and_filled_as_metafor_does() => Filled(Catheters, MissingStudies.RankSum, 7, 2.65574982854, "right", -0.513839232631, 0.262496798414);

    private static void Filled(EffectSize[] effects, MissingStudies missing, int found, double error, string side, double mean, double se)
    {
        var filled = TrimAndFill.Of(effects, missing, Plain);
        Assert.Equal(found, filled.Missing);
        Near(error, filled.MissingStandardError);
        Assert.Equal(side, filled.Side);
        Near(mean, filled.Filled.Pooled.Value, 1e-6);
        Near(se, filled.Filled.Pooled.StandardError, 1e-6);
    }

    [Fact]
    public void Pupils_with_tied_variances_have_the_rank_test_of_metafor()
    {
        var begg = BeggTest.Of(Pupils);
        Near(0.300005190446, begg.Tau);
        Near(0.0740260891579, begg.PValue);
        Near(2.03795466852, EggerTest.Of(Pupils).T);
    }

    [Theory]
    [InlineData(HeterogeneityMethod.Reml, 0.0188182881411, 0.0837012418833, 0.0516406713646)]
    [InlineData(HeterogeneityMethod.MaximumLikelihood, 0.0125518947507, 0.0777365259403, 0.0474910485208)]
    [InlineData(HeterogeneityMethod.PauleMandel, 0.051773310103, 0.103956970241, 0.0682083873213)]
    [InlineData(HeterogeneityMethod.SidikJonkman, 0.0771409967298, 0.11334115256, 0.078064367783)]
    public void Pupils_are_pooled_as_metafor_does(HeterogeneityMethod method, double tau2, double mean, double error)
    {
        var fit = MetaAnalysis.Pool(Pupils, Plain.WithMethod(method));
        Near(tau2, fit.Tau2);
        Near(mean, fit.Pooled.Value);
        Near(error, fit.Pooled.StandardError);
        Near(0.00586152663452, fit.Tau2Interval.Low, 1e-6);
        Near(0.1977006663, fit.Tau2Interval.High);
    }

    [Theory]
    [InlineData(HeterogeneityMethod.Reml, PooledTest.Normal, 0, 19.2587110027, 1.14148362125e-05, 1)]
    [InlineData(HeterogeneityMethod.Hedges, PooledTest.Normal, 0.0207270755111, 12.9456526309, 0.000320665288804, 0.742104886571)]
    [InlineData(HeterogeneityMethod.SidikJonkman, PooledTest.Normal, 0.0404299350722, 10.2439102603, 0.00137136574788, 0.475895609518)]
    [InlineData(HeterogeneityMethod.Reml, PooledTest.HartungKnapp, 0, 19.7575003767, 0.000355247057106, 1)]
    public void Weeks_of_contact_explain_the_pupils_as_in_metafor(HeterogeneityMethod method, PooledTest test, double tau2, double statistic, double p, double r2)
    {
        var fit = MetaAnalysis.Regress(Pupils, ["weeks"], Expectancy.Select(e => (IReadOnlyList<double>)[Math.Min(3, e.Weeks)]), new MetaOptions().WithMethod(method).WithTest(test));
        Near(tau2, fit.Tau2);
        Near(statistic, fit.Moderators!.Statistic);
        Assert.Equal(p, fit.Moderators.PValue, 1e-9);
        Near(r2, fit.Moderators.R2!.Value);
        Near(16.5708252969, fit.Q);
        Near(0.483789313446, fit.QPValue);
        if (method == HeterogeneityMethod.Reml) Near(-0.15724443098, fit.Coefficients[1].Value);
    }

    [Fact]
    public void Cells_without_events_are_pooled_as_metafor_does()
    {
        Near(-1.963226599067, Catheters[0].Value);
        Near(2.303031601156, Catheters[0].Variance);
        Near(4.017917491551, Catheters[14].Variance);
        MetaResult reml = MetaAnalysis.Pool(Catheters, Plain), knapp = MetaAnalysis.Pool(Catheters, Knapp);
        Near(0.0139494439527, reml.Tau2, 1e-5);
        Near(-0.960152436818, reml.Pooled.Value);
        Assert.Equal(0, reml.Tau2Interval.Low);
        Near(1.24362890115, reml.Tau2Interval.High);
        Near(0.228657661076, knapp.Pooled.StandardError, 1e-6);
        Near(-1.50313293566, knapp.Prediction!.Low, 1e-6);
        Assert.Contains(knapp.Warnings, warning => warning.Code == "MODEL411");
        Assert.Equal(0, MetaAnalysis.Pool(Catheters, Plain.WithMethod(HeterogeneityMethod.MaximumLikelihood)).Tau2);
        Near(0.522766649914, MetaAnalysis.Pool(Catheters, Plain.WithMethod(HeterogeneityMethod.SidikJonkman)).Tau2);
        Near(0.259920062394, BeggTest.Of(Catheters).PValue);
    }

    [Fact]
    public void Schools_of_one_district_have_the_clustered_errors_of_clubSandwich()
    {
        var pooled = ClusterRobust.Pool(Schools);
        Near(0.0884384765488, pooled.Fit.Tau2);
        Near(0.127932058365, pooled.Pooled.Value);
        Near(0.0782212395539, pooled.Pooled.StandardError);
        Near(7.37316688043, pooled.Pooled.DegreesOfFreedom, 1e-6);
        Near(0.143783907283, pooled.Pooled.PValue, 1e-6);
        Near(-0.0551508910506, pooled.Pooled.Interval.Low, 1e-6);
        var years = ClusterRobust.Regress(Schools, ["year"], Calendars.Select(c => (IReadOnlyList<double>)[c.Year - 1990]));
        Near(0.00517191974821, years.Coefficients[1].Value, 1e-6);
        Near(0.00901070762377, years.Coefficients[1].StandardError, 1e-6);
        Near(3.30162651353, years.Coefficients[1].DegreesOfFreedom, 1e-6);
        Near(6.47836625699, years.Coefficients[0].DegreesOfFreedom, 1e-6);
        var plain = MetaAnalysis.Regress(Schools, ["year"], Calendars.Select(c => (IReadOnlyList<double>)[c.Year - 1990]), Plain).Moderators!;
        Near(1.3826032958, plain.Statistic, 1e-6);
        Assert.Equal(0, plain.R2);
    }
}
