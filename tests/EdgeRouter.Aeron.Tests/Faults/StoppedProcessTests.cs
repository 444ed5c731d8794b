namespace EdgeRouter.Aeron.Tests.Faults;

/// <summary>Processes that stand still, as under a debugger or in a long pause of the machine.</summary>
[TestFixture]
public sealed class StoppedProcessTests
{
    private const int RecoverySeconds = 15;
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(FaultStage.LivenessMs / 4);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(FaultStage.LivenessMs * 2);

    [Test]
    public void ShouldLoseNothingInAShortPauseOfTheDriver()
    {
        using FaultStage stage = new(21);
        ScenarioProcess driver = stage.Driver();
        ScenarioProcess subscriber = stage.Subscriber();
        ScenarioProcess publisher = stage.Publisher();
        subscriber.AwaitProgress();
        Pause(driver, Short);
        subscriber.AwaitProgress(5_000, RecoverySeconds);
        subscriber.ShouldBeWhole();
        Assert.That(subscriber.Lines.Concat(publisher.Lines).Where(IsLoss), Is.Empty);
    }

    [Test]
    public void ShouldTellAndComeBackAfterALongPauseOfTheDriver()
    {
        using FaultStage stage = new(22);
        ScenarioProcess driver = stage.Driver();
        ScenarioProcess subscriber = stage.Subscriber();
        ScenarioProcess publisher = stage.Publisher();
        subscriber.AwaitProgress();
        Pause(driver, Long);
        _ = subscriber.Await(IsLoss, RecoverySeconds);
        _ = publisher.Await(IsLoss, RecoverySeconds);
        subscriber.AwaitProgress(5_000, RecoverySeconds);
        subscriber.ShouldBeWhole();
        Assert.That(driver.HasExited, Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void ShouldTellAndComeBackAfterALongPauseOfAClient(bool isSubscriber)
    {
        using FaultStage stage = new(23);
        _ = stage.Driver();
        ScenarioProcess subscriber = stage.Subscriber();
        ScenarioProcess publisher = stage.Publisher();
        subscriber.AwaitProgress();
        ScenarioProcess victim = isSubscriber ? subscriber : publisher;
        Pause(victim, Long);
        _ = victim.Await(IsLoss, RecoverySeconds);
        subscriber.AwaitProgress(5_000, RecoverySeconds);
        subscriber.ShouldBeWhole();
    }

    [Test]
    public void ShouldServeOthersWhileASubscriberStandsStill()
    {
        using FaultStage stage = new(24);
        _ = stage.Driver();
        ScenarioProcess still = stage.Subscriber();
        ScenarioProcess other = stage.Subscriber();
        _ = stage.Publisher();
        other.AwaitProgress();
        still.Stop();
        other.AwaitProgress(5_000, (FaultStage.LivenessMs / 1_000) + RecoverySeconds);
        other.ShouldBeWhole();
        still.Continue();
        still.AwaitProgress(2_000, RecoverySeconds);
        still.ShouldBeWhole();
    }

    private static bool IsLoss(string line) => line.StartsWith("LOST", StringComparison.Ordinal);

    private static void Pause(ScenarioProcess process, TimeSpan duration)
    {
        using ManualResetEventSlim never = new(false);
        process.Stop();
        _ = never.Wait(duration);
        process.Continue();
    }
}
