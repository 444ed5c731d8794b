using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Tests.Driver.Support;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Driver.Control;

[TestFixture]
public sealed class DriverDirectoryTests
{
    private string _directory = string.Empty;
    private ManualClock _clock = null!;
    private ManualTicks _ticks = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = DriverHarness.NewDirectory();
        _clock = new ManualClock { NowNs = DriverHarness.StartMs * TimeUnits.Millisecond };
        _ticks = new ManualTicks();
    }

    [TearDown]
    public void TearDown()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, true);
        }
    }

    [Test]
    public void ShouldRefuseADirectoryThatADriverUses()
    {
        using MediaDriver first = Launch();
        EdgeRouterException refusal = Assert.Throws<EdgeRouterException>(() => Launch())!;
        Assert.That(refusal.Id, Is.EqualTo("ER2230"));
        Assert.That(refusal.Message, Does.Contain($"process {Environment.ProcessId}").And.Contain(_directory));
    }

    [Test]
    public void ShouldRefuseAlsoWhenTheOtherIsStoppedForLong()
    {
        using MediaDriver first = Launch();
        _clock.NowNs += TimeUnits.Hour;
        Assert.That(Assert.Throws<EdgeRouterException>(() => Launch())!.Id, Is.EqualTo("ER2230"));
    }

    [Test]
    public void ShouldRefuseADriverOfAnotherKindByItsHeartbeat()
    {
        LeaveDirectory(heartbeatAgeMs: 2_000);
        Assert.That(Assert.Throws<EdgeRouterException>(() => Launch())!.Id, Is.EqualTo("ER2230"));
    }

    [Test]
    public void ShouldTakeOverAtOnceFromADeadDriverOfItsKindAndTellItsClients()
    {
        LeaveDirectory(heartbeatAgeMs: 10, isOfOurKind: true);
        FakeClient orphan = new(_directory);
        using MediaDriver driver = Launch();
        Assert.That(orphan.Ring.ConsumerHeartbeatMs, Is.EqualTo(-1));
        orphan.Close();
    }

    [TestCase(10_001)]
    [TestCase(-1)]
    public void ShouldTakeOverWhatADeadDriverLeft(int heartbeatAgeMs)
    {
        LeaveDirectory(heartbeatAgeMs);
        string log = $"{_directory}/publications/5.logbuffer";
        File.WriteAllText(log, "old");
        File.WriteAllText($"{_directory}/loss-report.dat", "old");
        using MediaDriver driver = Launch();
        Assert.That(File.Exists(log), Is.False);
        Assert.That(new FileInfo($"{_directory}/loss-report.dat").Length, Is.Not.EqualTo(3), "a new one");
        using DriverHarness unrelated = new();
        FakeClient client = new(_directory);
        Assert.That(client.Counters.Snapshot(), Has.Count.EqualTo(46));
        client.Close();
    }

    [Test]
    public void ShouldLetOneOfManyWin()
    {
        int wins = 0;
        int refusals = 0;
        List<MediaDriver> drivers = [];
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            try
            {
                MediaDriver driver = Launch();
                lock (drivers)
                {
                    drivers.Add(driver);
                }

                _ = Interlocked.Increment(ref wins);
            }
            catch (EdgeRouterException e) when (e.Id == "ER2230")
            {
                _ = Interlocked.Increment(ref refusals);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        drivers.ForEach(driver => driver.Close());
        Assert.That((wins, refusals), Is.EqualTo((1, 7)));
    }

    [Test]
    public void ShouldLeaveForeignFilesAlone()
    {
        _ = Directory.CreateDirectory(_directory);
        File.WriteAllText($"{_directory}/notes.txt", "mine");
        Launch(deletes: true).Close();
        Assert.That(Directory.GetFileSystemEntries(_directory), Is.EqualTo(new[] { $"{_directory}/notes.txt" }));
    }

    [Test]
    public void ShouldRemoveItsDirectoryOnlyWhenAsked()
    {
        Launch(deletes: false).Close();
        Assert.That(File.Exists($"{_directory}/cnc.dat"), Is.True);
        Launch(deletes: true).Close();
        Assert.That(Directory.Exists(_directory), Is.False);
    }

    [Test]
    public void ShouldNotTouchWhatItCannotUnderstand()
    {
        _ = Directory.CreateDirectory(_directory);
        File.WriteAllBytes($"{_directory}/cnc.dat", [0, 0, 9, 0, .. new byte[4092]]); // Major version 9.
        EdgeRouterException refusal = Assert.Throws<EdgeRouterException>(() => Launch())!;
        Assert.That(refusal.Id, Is.EqualTo("ER2231"));
        Assert.That(File.Exists($"{_directory}/cnc.dat"), Is.True);
    }

    [Test]
    public void ShouldSayWhyADirectoryCannotBeMade()
    {
        EdgeRouterException refusal = Assert.Throws<EdgeRouterException>(() => Launch(directory: "/proc/no/such/place"))!;
        Assert.That(refusal.Id, Is.EqualTo("ER2233"));
    }

    [Test]
    public void ShouldLeaveTheMapsOfClientsOfItsProcessAlone()
    {
        MediaDriver driver = Launch();
        FakeClient client = new(_directory);
        long id = client.AddPublication("aeron:ipc", 10);
        _ = driver.DoWork();
        using FakePublisher publisher = new($"{_directory}/publications/{id}.logbuffer");
        driver.Close();
        Assert.That(Directory.Exists(_directory), Is.False);
        long end = publisher.Write(64, 1000);
        Assert.That(end, Is.EqualTo(64_000));
        Assert.That(client.Ring.ConsumerHeartbeatMs, Is.EqualTo(-1));
        client.Close();
    }

    [Test]
    public void ShouldWarnOfWhatADeadDriverLeft()
    {
        List<string> told = [];
        LeaveDirectory(heartbeatAgeMs: -1);
        Launch(onError: told.Add).Close();
        Launch(onError: told.Add).Close();
        Assert.That(told, Is.EqualTo(new[] { $"{_directory} has files of a driver that is dead: they are removed" }));
    }

    [Test]
    public void ShouldTakeALittleRoom()
    {
        using MediaDriver driver = Launch();
        FakeClient client = new(_directory);
        for (int i = 0; i < 4; i++)
        {
            _ = client.AddPublication("aeron:ipc", 10 + i);
        }

        for (int i = 0; i < 4; i++)
        {
            _ = driver.DoWork();
        }

        client.Close();
        long bytes = new DirectoryInfo(_directory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.That(bytes, Is.LessThan(16 << 20), "with four streams");
    }

    private void LeaveDirectory(int heartbeatAgeMs, bool isOfOurKind = false)
    {
        Launch(deletes: false).Close();
        FakeClient client = new(_directory);
        client.Ring.ConsumerHeartbeatMs = heartbeatAgeMs < 0 ? -1 : DriverHarness.StartMs - heartbeatAgeMs;
        client.Close();
        if (!isOfOurKind)
        {
            using FileStream cnc = File.OpenWrite($"{_directory}/cnc.dat");
            cnc.Position = 120;
            cnc.Write(new byte[8]);
        }
    }

    private MediaDriver Launch(bool deletes = true, string? directory = null, Action<string>? onError = null) =>
        MediaDriver.Launch(new MediaDriverOptions
        {
            Clock = _clock,
            Ticks = _ticks,
            Directory = directory ?? _directory,
            Threading = ThreadingMode.Invoker,
            DeletesDirectoryOnClose = deletes,
            OnError = onError,
        });
}
