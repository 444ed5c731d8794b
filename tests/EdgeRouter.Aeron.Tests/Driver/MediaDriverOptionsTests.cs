using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Tests.Driver.Support;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Os;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Driver;

[TestFixture]
public sealed class MediaDriverOptionsTests
{
    private static readonly MediaDriverOptions Good = new() { Clock = new ManualClock(), Ticks = new ManualTicks(), Directory = "/dev/shm/unused" };

    public static IEnumerable<TestCaseData> Wrong()
    {
        yield return new TestCaseData(Good with { Directory = string.Empty }, "Directory");
        yield return new TestCaseData(Good with { IpcTermBytes = 65_535 }, "IpcTermBytes");
        yield return new TestCaseData(Good with { IpcTermBytes = 32_768 }, "IpcTermBytes");
        yield return new TestCaseData(Good with { PageBytes = 1000 }, "PageBytes");
        yield return new TestCaseData(Good with { IpcMtuBytes = 1409 }, "IpcMtuBytes");
        yield return new TestCaseData(Good with { IpcMtuBytes = 65_536 }, "IpcMtuBytes");
        yield return new TestCaseData(Good with { IpcWindowBytes = 1024 }, "IpcWindowBytes");
        yield return new TestCaseData(Good with { TimerNs = 0 }, "TimerNs");
        yield return new TestCaseData(Good with { UnblockTimeoutNs = 10 * TimeUnits.Second }, "UnblockTimeoutNs");
        yield return new TestCaseData(Good with { CncSizes = new() { ToClientsBytes = 64 * 1024 } }, "ToClientsBytes");
        yield return new TestCaseData(Good with { CncSizes = new() { ToDriverBytes = 100_000 } }, "ToDriverBytes");
        yield return new TestCaseData(Good with { CncSizes = new() { ErrorLogBytes = 5_000 } }, "CncSizes");
        yield return new TestCaseData(Good with { Threading = ThreadingMode.Dedicated, Cpus = [0, 0] }, "Cpus");
        yield return new TestCaseData(Good with { Threading = ThreadingMode.Shared, Cpus = [1_023] }, "Cpus");
        yield return new TestCaseData(Good with { Threading = ThreadingMode.Invoker, Cpus = [0] }, "Cpus");
        yield return new TestCaseData(Good with { Network = new() { MtuBytes = 31 } }, "Network.MtuBytes");
        yield return new TestCaseData(Good with { Network = new() { TermBytes = 3 << 20 } }, "Network.TermBytes");
    }

    [TestCaseSource(nameof(Wrong))]
    public void ShouldNameTheOptionThatIsWrong(MediaDriverOptions options, string name)
    {
        EdgeRouterException fault = Assert.Throws<EdgeRouterException>(() => MediaDriver.Launch(options))!;
        Assert.That(fault.Id, Is.EqualTo("ER2232"));
        Assert.That(fault.Message, Does.Contain($" {name} is "));
    }

    [Test]
    public void ShouldNameAnIdleStrategyThatDoesNotExist() =>
        Assert.That(Assert.Throws<EdgeRouterException>(() => MediaDriver.Launch(Good with { SenderIdle = "nap" }))!.Id, Is.EqualTo("ER2207"));

    [Test]
    public void ShouldRunOnItsCallersThreadOnlyWhenToldSo()
    {
        using DriverHarness harness = new(o => o with { Threading = ThreadingMode.Shared, ConductorIdle = "park" });
        Assert.Throws<InvalidOperationException>(() => harness.Driver.DoWork());
    }

    [Test]
    public void ShouldBindItsThreadsToTheNamedProcessors()
    {
        int[] allowed = CpuAffinity.Allowed();
        int[] wanted = [allowed[^1], allowed[0], allowed[^1]];
        using DriverHarness harness = new(o => o with { Threading = ThreadingMode.Dedicated, Cpus = wanted, ConductorIdle = "park", SenderIdle = "park", ReceiverIdle = "park" });
        Assert.That(() => BoundTo("conductor", "sender", "receiver"), Is.EqualTo(wanted.Select(cpu => $"{cpu}")).After(10_000, 20));
    }

    [TestCase(ThreadingMode.Shared)]
    [TestCase(ThreadingMode.SharedNetwork)]
    [TestCase(ThreadingMode.Dedicated)]
    public void ShouldServeOnThreadsOfItsOwn(ThreadingMode mode)
    {
        using DriverHarness harness = new(o => o with { Threading = mode, ConductorIdle = "park", SenderIdle = "park", ReceiverIdle = "park" });
        FakeClient client = harness.Client();
        long id = client.AddCounter(1000, [], "x");
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(10));
        while (client.CounterOf(1000, id) == null && !over.IsCancellationRequested)
        {
            _ = Thread.Yield();
        }

        Assert.That(client.CounterOf(1000, id), Is.Not.Null);
        harness.Driver.Close();
        Assert.That(client.Ring.ConsumerHeartbeatMs, Is.EqualTo(-1));
        Assert.That(harness.Driver.IsFailed, Is.False);
    }

    [Test]
    public void ShouldTellClientsAndItsOwnerWhenAThreadFails()
    {
        Exception? told = null;
        using DriverHarness harness = new(
            o => o with { Threading = ThreadingMode.Dedicated, ConductorIdle = "park", SenderIdle = "park", ReceiverIdle = "park", OnFailure = e => Volatile.Write(ref told, e) },
            _ => new RecordingNetwork { IsSenderBroken = true });
        FakeClient client = harness.Client();
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(10));
        while (Volatile.Read(ref told) == null && !over.IsCancellationRequested)
        {
            _ = Thread.Yield();
        }

        Assert.That(told, Is.TypeOf<InvalidOperationException>());
        Assert.That(harness.Driver.IsFailed, Is.True);
        Assert.That(client.Ring.ConsumerHeartbeatMs, Is.EqualTo(-1));
    }

    private static string?[] BoundTo(params string[] threads)
    {
        (string Name, string Cpus)[] tasks = [.. Directory.GetDirectories("/proc/self/task").Select(Task)];
        return [.. threads.Select(thread => tasks.FirstOrDefault(task => task.Name.Contains(thread, StringComparison.Ordinal) && task.Name.StartsWith("aeron-", StringComparison.Ordinal)).Cpus)];
    }

    private static (string Name, string Cpus) Task(string folder) =>
        (File.ReadAllText(Path.Combine(folder, "comm")), File.ReadLines(Path.Combine(folder, "status")).First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1].Trim());
}
