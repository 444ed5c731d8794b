using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

/// <summary>Each objective's link on a model that is one constant; expectations from tables of e^x, to 16 digits.</summary>
[TestFixture]
public sealed class LightGbmObjectiveTests
{
    [TestCase("objective=regression", "-3", -3.0)]
    [TestCase("objective=regression sqrt", "-3", -9.0)]
    [TestCase("objective=regression sqrt", "3", 9.0)]
    [TestCase("objective=regression_l1", "-3", -3.0)]
    [TestCase("objective=regression_l1 sqrt", "-3", -9.0)]
    [TestCase("objective=quantile", "-3", -3.0)]
    [TestCase("objective=quantile alpha:0.9", "-3", -3.0)]
    [TestCase("objective=fair sqrt", "2", 4.0)]
    [TestCase("objective=mape", "-3", -3.0)]
    [TestCase("objective=huber", "-3", -3.0)]
    [TestCase("objective=huber sqrt", "-3", -3.0, Description = "the library switches it off")]
    [TestCase("objective=lambdarank", "0.5", 0.5)]
    [TestCase("objective=rank_xendcg", "0.5", 0.5)]
    [TestCase("objective=custom", "0.5", 0.5)]
    [TestCase("objective=binary sigmoid:1", "0.5", 0.6224593312018546)]
    [TestCase("objective=binary sigmoid:2", "0.5", 0.7310585786300049)]
    [TestCase("objective=binary sigmoid:0.25", "-2", 0.3775406687981454)]
    [TestCase("objective=cross_entropy", "0.5", 0.6224593312018546)]
    [TestCase("objective=cross_entropy_lambda", "0.5", 0.9740769841801067)]
    [TestCase("objective=cross_entropy_lambda", "-40", 4.248354255291589e-18, Description = "precise where 1 + e^x is 1")]
    [TestCase("objective=cross_entropy_lambda", "-20", 2.0611536203143807e-9)]
    [TestCase("objective=poisson", "0.5", 1.6487212707001282)]
    [TestCase("objective=gamma", "0.5", 1.6487212707001282)]
    [TestCase("objective=tweedie", "0.5", 1.6487212707001282)]
    public void ShouldLinkAsOnPaper(string objective, string margin, double expected)
    {
        TreeEnsemble ensemble = LightGbmText.Parse(LightGbmText.File(LightGbmText.HeaderOf(objective), LightGbmText.Constant(margin)));
        Assert.That(LightGbmText.Margin(ensemble, 0, 0).ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(margin));
        Assert.That(LightGbmText.Outputs(ensemble, 0, 0)[0], Is.EqualTo(expected).Within(4e-16 * Math.Abs(expected)));
        Assert.That(LightGbmText.LinkedOutputs(ensemble, 0, 0)[0], Is.EqualTo(expected).Within(1e-12 * Math.Abs(expected)));
        Assert.That(ensemble.Objective, Is.EqualTo(objective.Split('=', ' ')[1]));
    }

    [Test]
    public void ShouldCarryNaNThroughSqrt()
    {
        string tree = "num_leaves=1\nnum_cat=0\nleaf_value=5\nis_linear=1\nleaf_const=1\nnum_features=2\nleaf_features=0 1\nleaf_coeff=1 -1\n";
        TreeEnsemble ensemble = LightGbmText.Parse(LightGbmText.File(LightGbmText.HeaderOf("objective=regression sqrt"), tree));
        Assert.That(LightGbmText.Outputs(ensemble, 1, 4)[0], Is.EqualTo(-4.0));
        Assert.That(LightGbmText.Outputs(ensemble, double.PositiveInfinity, double.PositiveInfinity)[0], Is.NaN, "infinity − infinity");
    }

    [Test]
    public void ShouldTakeMissingObjectiveForCustom()
    {
        string header = LightGbmText.HeaderOf("objective=regression", 3).Replace("objective=regression\n", string.Empty, StringComparison.Ordinal);
        TreeEnsemble ensemble = LightGbmText.Parse(LightGbmText.File(header, [.. "1 2 3".Split(' ').Select(LightGbmText.Constant)]));
        Assert.That(ensemble.Objective, Is.EqualTo("custom"));
        Assert.That(LightGbmText.Outputs(ensemble, 0, 0), Is.EqualTo(new[] { 1.0, 2.0, 3.0 }));
    }

    [Test]
    public void ShouldLinkClassesAsOnPaper()
    {
        string[] trees = [.. "1 2 3".Split(' ').Select(LightGbmText.Constant)];
        double[] softmax = LightGbmText.Outputs(LightGbmText.Parse(LightGbmText.File(LightGbmText.HeaderOf("objective=multiclass num_class:3", 3), trees)), 0, 0);
        AssertClose(softmax, [0.09003057317038046, 0.24472847105479764, 0.6652409557748219]);
        TreeEnsemble ova = LightGbmText.Parse(LightGbmText.File(LightGbmText.HeaderOf("objective=multiclassova num_class:3 sigmoid:0.5", 3), trees));
        AssertClose(LightGbmText.Outputs(ova, 0, 0), [0.6224593312018546, 0.7310585786300049, 0.8175744761936437]);
    }

    [TestCase("objective=regression", 3.0)]
    [TestCase("objective=regression sqrt", 9.0)]
    [TestCase("objective=poisson", 20.085536923187668)]
    [TestCase("objective=binary sigmoid:1", 0.9525741268224334)]
    public void ShouldAverageRandomForestsBeforeLinking(string objective, double expected)
    {
        string header = LightGbmText.HeaderOf(objective + "\naverage_output");
        TreeEnsemble ensemble = LightGbmText.Parse(LightGbmText.File(header, LightGbmText.Constant("2"), LightGbmText.Constant("4")));
        Assert.That(LightGbmText.Margin(ensemble, 0, 0), Is.EqualTo(6.0), "the margin is the plain sum");
        Assert.That(LightGbmText.Outputs(ensemble, 0, 0)[0], Is.EqualTo(expected).Within(4e-16 * expected));
    }

    [Test]
    public void ShouldAverageOverIterationsNotTrees()
    {
        string header = LightGbmText.HeaderOf("objective=custom\naverage_output", 2);
        TreeEnsemble ensemble = LightGbmText.Parse(LightGbmText.File(header, [.. "1 2 3 8".Split(' ').Select(LightGbmText.Constant)]));
        Assert.That(ensemble.AverageOver, Is.EqualTo(2));
        Assert.That(LightGbmText.Outputs(ensemble, 0, 0), Is.EqualTo(new[] { 2.0, 5.0 }));
    }

    [TestCase("objective=my:own", "ER4004", "objective \"my:own\"")]
    [TestCase("objective=regression cube", "ER4004", "flag \"cube\"")]
    [TestCase("objective=", "ER4003", "empty")]
    [TestCase("objective=binary sigmoid:0", "ER4003", "\"sigmoid:0\"")]
    [TestCase("objective=binary sigmoid:-1", "ER4003", "\"sigmoid:-1\"")]
    [TestCase("objective=binary sigmoid:nan", "ER4003", "\"sigmoid:nan\"")]
    [TestCase("objective=binary sigmoid:", "ER4003", "\"sigmoid:\"")]
    [TestCase("objective=multiclass num_class:3", "ER4003", "\"num_class:3\"")]
    public void ShouldRefuseWhatItDoesNotKnow(string objective, string id, string expected)
    {
        string text = LightGbmText.File(LightGbmText.HeaderOf(objective), LightGbmText.Constant("1"));
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => LightGbmText.Parse(text))!;
        Assert.That(error.Id, Is.EqualTo(id));
        Assert.That(error.Message, Does.StartWith("tiny: ").And.Contain(expected).And.Contain("line 7, field objective"));
    }

    [Test]
    public void ShouldRefuseOneOutputObjectivesOfSeveral()
    {
        string text = LightGbmText.File(LightGbmText.HeaderOf("objective=regression", 2), LightGbmText.Constant("1"), LightGbmText.Constant("1"));
        Assert.That(Assert.Throws<EdgeRouterException>(() => LightGbmText.Parse(text))!.Message, Does.Contain("\"regression\" with 2 outputs"));
    }

    private static void AssertClose(double[] actual, double[] expected)
    {
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.That(actual[k], Is.EqualTo(expected[k]).Within(4e-16 * expected[k]));
        }
    }
}
