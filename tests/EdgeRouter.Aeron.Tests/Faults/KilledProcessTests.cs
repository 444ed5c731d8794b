using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Faults;

/// <summary>Processes that die at any instant, on real shared memory: what others got is whole, and they go on within a bounded time.</summary>
[TestFixture]
public sealed class KilledProcessTests
{
    private const int RecoverySeconds = 15;

    private static int KillCount => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 100 : 4;

    [Test]
    public void ShouldGoOnAfterPublishersAreKilled()
    {
        DeterministicRandom random = new(11);
        using FaultStage stage = new(11);
        _ = stage.Driver();
        ScenarioProcess subscriber = stage.Subscriber();
        for (int i = 0; i < KillCount; i++)
        {
            using ScenarioProcess publisher = stage.Publisher("--from", $"{i * 1_000_000}");
            subscriber.AwaitProgress(1_000 + (1_000 * random.NextInt32(5)), RecoverySeconds);
            publisher.Kill();
        }

        _ = subscriber.Await(line => line.StartsWith("GONE", StringComparison.Ordinal), RecoverySeconds);
        subscriber.ShouldBeWhole();
        Assert.That(subscriber.HasExited, Is.False);
    }

    [Test]
    public void ShouldGoOnAfterSubscribersAreKilled()
    {
        DeterministicRandom random = new(12);
        using FaultStage stage = new(12);
        _ = stage.Driver();
        ScenarioProcess publisher = stage.Publisher();
        for (int i = 0; i < KillCount; i++)
        {
            using ScenarioProcess subscriber = stage.Subscriber();
            subscriber.AwaitProgress(1_000 + (1_000 * random.NextInt32(5)), RecoverySeconds);
            subscriber.ShouldBeWhole();
            subscriber.Kill();
        }

        Assert.That(publisher.HasExited, Is.False);
    }

    [Test]
    public void ShouldComeBackAfterTheDriverIsKilled()
    {
        using FaultStage stage = new(13);
        ScenarioProcess driver = stage.Driver();
        ScenarioProcess subscriber = stage.Subscriber();
        ScenarioProcess publisher = stage.Publisher();
        for (int i = 0; i < KillCount; i++)
        {
            subscriber.AwaitProgress(2_000, RecoverySeconds);
            driver.Kill();
            int said = subscriber.Lines.Count;
            driver = stage.Driver();
            _ = subscriber.Await(line => line.StartsWith("CONNECTED", StringComparison.Ordinal), RecoverySeconds, said);
        }

        subscriber.AwaitProgress(2_000, RecoverySeconds);
        subscriber.ShouldBeWhole();
        Assert.That(publisher.Lines.Count(line => line.StartsWith("LOST", StringComparison.Ordinal)), Is.EqualTo(KillCount));
    }

    [Test]
    public void ShouldFreeAStreamWhoseWriterDiedInAClaim()
    {
        using FaultStage stage = new(14);
        _ = stage.Driver();
        ScenarioProcess subscriber = stage.Subscriber();
        ScenarioProcess victim = stage.Publisher("--shared", "1", "--hold-claim", "0");
        _ = victim.Await(line => line.StartsWith("HELD", StringComparison.Ordinal));
        victim.Kill();
        _ = stage.Publisher("--shared", "1", "--from", "1000000");
        subscriber.AwaitProgress(3_000, (FaultStage.UnblockMs / 1_000) + RecoverySeconds);
        subscriber.ShouldBeWhole();
    }
}
