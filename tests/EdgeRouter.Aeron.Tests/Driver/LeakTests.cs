using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver;

/// <summary>What is added and removed leaves nothing behind.</summary>
[TestFixture]
public sealed class LeakTests
{
    private const int Rounds = 10_000;

    [Test]
    public void ShouldLeaveNothingBehindAfterManyAddsAndRemoves()
    {
        using DriverHarness driver = new(o => o with { FileAllocation = FileAllocation.Sparse });
        FakeClient client = driver.Client();
        AddAndRemove(driver, client, 100);
        (int Files, int Maps, int Descriptors, int Counters, long Mapped) before = State(driver, client);
        AddAndRemove(driver, client, Rounds);
        Assert.That(State(driver, client), Is.EqualTo(before));
        Assert.That(driver.Errors, Is.Empty);
        Assert.That(client.Counters.Snapshot().Max(c => c.Id), Is.LessThan(4_095), "places are used again");
    }

    [Test]
    public void ShouldLeaveNoMapBehindWhenItCannotStart()
    {
        string directory = DriverHarness.NewDirectory();
        MachineTime time = new();
        MediaDriverOptions options = new() { Clock = time, Ticks = time, Directory = directory, Threading = ThreadingMode.Invoker };
        try
        {
            Assert.Throws<InvalidOperationException>(() => MediaDriver.Launch(options, static (_, _) => throw new InvalidOperationException("no network")));
            Assert.That(Maps(directory), Is.Zero);
            MediaDriver.Launch(options, static (_, _) => new AbsentNetwork()).Dispose();
            Assert.That(Maps(directory), Is.Zero);
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }

    private static int Maps(string directory) => File.ReadAllLines("/proc/self/maps").Count(line => line.Contains(directory, StringComparison.Ordinal));

    private static void AddAndRemove(DriverHarness driver, FakeClient client, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            string channel = (i % 4) switch { 0 => "aeron:ipc", 1 => $"aeron:ipc?session-id={2_000 + i}", 2 => "aeron:ipc?tether=false", _ => "aeron:ipc?sparse=false" };
            long subscription = i % 3 == 0 ? client.AddSubscription("aeron:ipc", 10) : -1;
            long publication = client.AddPublication($"{channel}{(channel.Contains('?', StringComparison.Ordinal) ? "|" : "?")}term-length=64k", 10, i % 2 == 0);
            long counter = client.AddCounter(1_000, [1], "label");
            driver.Work(1);
            _ = client.RemovePublication(publication, isRevoked: i % 5 == 0);
            _ = client.RemoveCounter(counter);
            if (subscription >= 0)
            {
                _ = client.RemoveSubscription(subscription);
            }

            driver.Work(1);
            Assert.That(client.Take().Where(e => e.Type == ReceivedEvent.Error), Is.Empty, $"round {i}");
            driver.Pass(10, client);
        }

        driver.Pass(5_000, client);
    }

    private static (int Files, int Maps, int Descriptors, int Counters, long Mapped) State(DriverHarness driver, FakeClient client) =>
        (Directory.GetFiles(driver.Directory, "*", SearchOption.AllDirectories).Length,
            Maps(driver.Directory),
            Directory.GetFiles("/proc/self/fd").Count(fd => new FileInfo(fd).LinkTarget?.Contains(driver.Directory, StringComparison.Ordinal) == true),
            client.Counters.Snapshot().Count,
            client.Counter(35).Value);
}
