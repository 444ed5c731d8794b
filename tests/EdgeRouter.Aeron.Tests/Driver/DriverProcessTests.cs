using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver;

/// <summary>Drivers as processes of their own: stopped, killed, two at once.</summary>
[TestFixture]
public sealed class DriverProcessTests
{
    private string _directory = string.Empty;

    [SetUp]
    public void SetUp() => _directory = DriverHarness.NewDirectory();

    [TearDown]
    public void TearDown()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, true);
        }
    }

    [Test]
    public void ShouldRestartAtOnceAfterItWasKilled()
    {
        using (ScenarioProcess first = Start())
        {
            first.Kill();
        }

        using ScenarioProcess second = Start();
        FakeClient client = new(_directory);
        Assert.That(client.Counters.Snapshot(), Has.Count.EqualTo(46));
        client.Close();
        Assert.That(second.End(), Is.Zero);
        Assert.That(Directory.Exists(_directory), Is.False);
    }

    [Test]
    public void ShouldRefuseASecondDriverAndNameTheFirst()
    {
        using ScenarioProcess first = Start();
        using ScenarioProcess second = ScenarioProcess.Launch("driver", "--dir", _directory);
        Assert.That(second.AwaitExit(), Is.EqualTo(4));
        Assert.That(second.Lines, Has.Exactly(1).StartsWith("ER2230: a media driver (process "));
        _ = first.End();
    }

    [Test]
    public void ShouldNotGiveItsClientsUpWhenItWasStopped()
    {
        using ScenarioProcess driver = Start("--liveness-ms", "1000", "--unblock-ms", "2000", "--timer-ms", "50");
        FakeClient client = new(_directory);
        long id = client.AddCounter(1000, [], "alive");
        Await(() => client.CounterOf(1000, id) != null);
        driver.Stop();
        Wait(2_500); // No heartbeat of the client either: the whole machine stood still, as far as it knows.
        driver.Continue();
        Wait(300);
        Assert.That(client.CounterOf(1000, id), Is.Not.Null, "it has its whole time anew");
        Await(() => client.CounterOf(1000, id) == null);
        Assert.That(client.Counter(24).Value, Is.EqualTo(1), "client timeouts");
        client.Close();
        _ = driver.End();
    }

    private static void Await(Func<bool> isReached)
    {
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(15));
        while (!isReached())
        {
            Assert.That(over.IsCancellationRequested, Is.False, "not reached in 15 s");
            Wait(5);
        }
    }

    private static void Wait(int ms)
    {
        using CancellationTokenSource never = new();
        _ = never.Token.WaitHandle.WaitOne(ms);
    }

    private ScenarioProcess Start(params string[] more) => ScenarioProcess.Start(["driver", "--dir", _directory, .. more]);
}
