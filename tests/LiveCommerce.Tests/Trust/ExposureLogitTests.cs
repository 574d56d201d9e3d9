using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

public sealed class ExposureLogitTests
{
    [Fact, Trait("case", "C14")]
    public void Learning_of_the_dogs_is_as_published()
    {
        var c14 = ReferenceCase.Open("C14");
        List<double[]> rows = [];
        List<double> events = [];
        foreach (var dog in c14.Rows("y"))
        {
            double avoided = 0, shocked = 0;
            foreach (var shock in dog)
            {
                rows.Add([1, avoided, shocked]);
                events.Add(shock);
                avoided += 1 - shock;
                shocked += shock;
            }
        }

        var fit = ExposureLogit.Fit(rows, events, events.Select(_ => 1.0));
        c14.Check("coef", fit.Coefficients);
        c14.Check("se", fit.StandardErrors);
        c14.Check("deviance", fit.Deviance);
    }

    [Fact]
    public void More_events_than_trials_are_refused() =>
        Assert.Equal("MODEL423", Assert.Throws<InputException>(() => ExposureLogit.Fit([new[] { 1.0 }, [1.0]], [2, 0], [1, 1])).Code);
}
