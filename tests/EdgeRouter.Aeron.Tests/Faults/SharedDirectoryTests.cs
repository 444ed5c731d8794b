namespace EdgeRouter.Aeron.Tests.Faults;

/// <summary>What two drivers do on one directory, and slow readers on a small log.</summary>
[TestFixture]
public sealed class SharedDirectoryTests
{
    private const int RecoverySeconds = 15;
    private const int EnvironmentExit = 4;

    [Test]
    public void ShouldRefuseASecondDriver()
    {
        using FaultStage stage = new(31);
        _ = stage.Driver();
        ScenarioProcess subscriber = stage.Subscriber();
        _ = stage.Publisher();
        subscriber.AwaitProgress();
        ScenarioProcess second = stage.LaunchDriver();
        Assert.That(second.AwaitExit(), Is.EqualTo(EnvironmentExit));
        Assert.That(second.Lines, Has.Some.StartsWith("ER2230"));
        subscriber.AwaitProgress(2_000, RecoverySeconds);
        subscriber.ShouldBeWhole();
    }

    [Test]
    public void ShouldLetOneOfManyDriversWin()
    {
        using FaultStage stage = new(32);
        ScenarioProcess[] drivers = [.. Enumerable.Range(0, 4).Select(_ => stage.LaunchDriver())];
        ScenarioProcess winner = AwaitWinner(drivers);
        foreach (ScenarioProcess loser in drivers.Where(driver => driver != winner))
        {
            Assert.That(loser.AwaitExit(), Is.EqualTo(EnvironmentExit));
        }

        ScenarioProcess subscriber = stage.Subscriber();
        _ = stage.Publisher();
        subscriber.AwaitProgress(2_000, RecoverySeconds);
        Assert.That(winner.HasExited, Is.False);
    }

    [Test]
    public void ShouldHoldAFastWriterBackForASlowReader()
    {
        using FaultStage stage = new(33);
        _ = stage.Driver();
        ScenarioProcess slow = stage.Subscriber("--slow-us", "200");
        ScenarioProcess fast = stage.Subscriber();
        _ = stage.Publisher();
        slow.AwaitProgress(2_000, 2 * RecoverySeconds);
        slow.ShouldBeWhole();
        fast.ShouldBeWhole();
    }

    private static ScenarioProcess AwaitWinner(ScenarioProcess[] drivers)
    {
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(2 * RecoverySeconds));
        while (true)
        {
            ScenarioProcess? winner = Array.Find(drivers, driver => driver.Lines.Contains("READY"));
            if (winner != null)
            {
                return winner;
            }

            Assert.That(over.IsCancellationRequested, Is.False, "no driver won");
            _ = over.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(5));
        }
    }
}
