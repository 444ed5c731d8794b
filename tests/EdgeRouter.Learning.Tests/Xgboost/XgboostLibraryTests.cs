using EdgeRouter.Core.Errors;
using EdgeRouter.Learning.Xgboost;

namespace EdgeRouter.Learning.Tests.Xgboost;

[TestFixture]
public sealed class XgboostLibraryTests
{
    [TestCase("libno-such-library.so.9", "is not on this machine")]
    [TestCase("libm.so.6", "not XGBoost")]
    public void ShouldSayHowToInstallWhatIsMissing(string library, string expected)
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => XgboostLibrary.EnsureAvailable(library))!;
        Assert.That(error.Id, Is.EqualTo("ER6010"));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(error.Message, Does.Contain(library).And.Contain(expected).And.Contain("apt-get install libxgboost0"));
    }

    [TestCase("[10:11:12] ./src/objective/regression_obj.cu:131: label must be good\nStack trace:\n  [bt] (0) x", "label must be good")]
    [TestCase("plain reason", "plain reason")]
    [TestCase("", "no reason given")]
    [TestCase("[10:11:12] odd", "[10:11:12] odd")]
    public void ShouldKeepTheReasonOnly(string reason, string expected) => Assert.That(XgboostLibrary.FirstLine(reason), Is.EqualTo(expected));

    [Test]
    public void ShouldParseMetricLines()
    {
        RoundMetrics metrics = MetricText.Parse(7, "[7]\ttrain-rmse:1.5\ta-b-auc:-2.5e-3\tx-m@3:nan\ty-e:-inf");
        Assert.That(metrics.Round, Is.EqualTo(7));
        Assert.That(metrics.Values["train-rmse"], Is.EqualTo(1.5));
        Assert.That(metrics.Values["a-b-auc"], Is.EqualTo(-0.0025));
        Assert.That(metrics.Values["x-m@3"], Is.NaN);
        Assert.That(metrics.Values["y-e"], Is.EqualTo(double.NegativeInfinity));
    }

    [TestCase("[8]\ta-rmse:1")]
    [TestCase("[7]\ta-rmse")]
    [TestCase("[7]\ta-rmse:one")]
    [TestCase("[7]\ta-rmse:1\ta-rmse:1")]
    [TestCase("")]
    public void ShouldRefuseUnknownMetricLines(string text) =>
        Assert.That(Assert.Throws<EdgeRouterException>(() => MetricText.Parse(7, text))!.Id, Is.EqualTo("ER7001"));
}
