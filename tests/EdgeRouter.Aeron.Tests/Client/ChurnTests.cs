using System.Globalization;
using EdgeRouter.Aeron.Tests.Client.Support;

namespace EdgeRouter.Aeron.Tests.Client;

public sealed class ChurnTests
{
    /// <summary>In a process of its own: touching memory that is gone would end it by a signal.</summary>
    [Test]
    public void ShouldNeverTouchMemoryThatIsGone()
    {
        bool isNightly = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";
        using ScratchDirectory folder = new();
        using ScenarioProcess churn = ScenarioProcess.Start("churn", "--dir", folder.Path, "--count", isNightly ? "200000" : "4000");
        int exitCode = churn.AwaitExit(isNightly ? 600 : 60);

        Assert.That(exitCode, Is.Zero, () => string.Join(" | ", churn.Lines.TakeLast(20)));
        string[] done = churn.Lines[^1].Split(' ');
        TestContext.Out.WriteLine(churn.Lines[^1]);
        Assert.That(done[0], Is.EqualTo("DONE"));
        Assert.That(long.Parse(done[1], CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(4000));
        Assert.That(long.Parse(done[2], CultureInfo.InvariantCulture), Is.Positive);
    }
}
