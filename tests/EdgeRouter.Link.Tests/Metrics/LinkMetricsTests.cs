using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Core.Links;
using EdgeRouter.Link.Metrics;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Tests.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Metrics;

/// <summary>A link's figures as another client of the driver reads them.</summary>
[TestFixture]
public sealed class LinkMetricsTests
{
    private const int StreamId = 7201;

    // The stream in the low half, then tier 1, other tier 2, source 1.
    private const long Key = 0x0001_0201_0000_0000 | StreamId;
    private readonly MachineTime _time = new();
    private SessionPair _pair = new();
    private TempFolder? _folder;
    private MediaDriver? _driver;
    private AeronClient? _client;
    private AeronClient? _tool;

    [SetUp]
    public void Start()
    {
        _pair = new SessionPair();
        _folder = new TempFolder();
        _driver = Launch();
        _client = NewClient();
        _tool = NewClient();
    }

    [TearDown]
    public void Stop()
    {
        _client?.Dispose();
        _tool?.Dispose();
        _driver?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public void ShouldShowWhatTheSessionCounts()
    {
        using LinkMetrics metrics = NewMetrics();
        _pair.Settle();
        _pair.RouterOut.Messages.AddRange([[1], [2], [3], [4], [5]]);
        _pair.Settle();
        AwaitShown(metrics);
        Assert.That(Shown(1000), Is.EqualTo((long)LinkState.Up), "state");
        Assert.That(Shown(1004), Is.EqualTo(_pair.Router.Counters.SentCount).And.GreaterThanOrEqualTo(5), "sent");
        Assert.That(Shown(1003), Is.EqualTo(_pair.Router.Counters.ConfirmedSequence).And.Positive, "confirmed");
        Assert.That(Shown(1017), Is.EqualTo(_pair.Router.Counters.LastHeardNs / 1_000_000).And.Positive, "last heard");
        long sent = Shown(1004);
        _pair.RouterOut.Messages.AddRange([[6], [7], [8]]);
        _pair.Settle();
        metrics.Update(_pair.Router, _pair.NowNs);
        Assert.That(Shown(1004), Is.EqualTo(sent), "before a heartbeat is over");
        _pair.NowNs += 10 * SessionPair.Ms;
        metrics.Update(_pair.Router, _pair.NowNs);
        Assert.That(Shown(1004), Is.EqualTo(sent + 3), "after it");
    }

    [Test]
    public void ShouldSayWhoseTheyAre()
    {
        using LinkMetrics metrics = NewMetrics();
        AwaitShown(metrics);
        CounterInfo[] all = [.. _tool!.Counters.Snapshot().Where(counter => counter.TypeId >= 1000 && BitConverter.ToInt32(counter.Key, 0) == StreamId)];
        Assert.That(all.Select(counter => counter.TypeId), Is.EquivalentTo(Enumerable.Range(1000, 18)));
        Assert.That(all.Select(counter => counter.Label), Is.Unique);
        Assert.That(all.Select(counter => counter.Label), Is.All.StartsWith("link Router to Gateway, stream 7201: "));
        Assert.That(all[0].Key[4..16], Is.EqualTo(new byte[] { 1, 2, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public void ShouldTakeThemBack()
    {
        using (LinkMetrics metrics = NewMetrics())
        {
            AwaitShown(metrics);
        }

        Assert.That(Eventually(() => _tool!.Counters.Find(1000, Key) < 0), Is.True);
    }

    [Test]
    public void ShouldAddThemAnewAfterALossOfTheDriver()
    {
        using LinkMetrics metrics = NewMetrics();
        AwaitShown(metrics);
        int epoch = _client!.Epoch;
        _driver!.Dispose();
        _driver = Launch();
        Assert.That(Eventually(() => _client.Epoch > epoch && _tool!.State == ClientState.Connected), Is.True);
        AwaitShown(metrics);
        Assert.That(Shown(1000), Is.EqualTo((long)_pair.Router.State));
    }

    [Test]
    public void ShouldAllocateNothingOnceTheyAreThere()
    {
        using LinkMetrics metrics = NewMetrics();
        AwaitShown(metrics);
        Advance(metrics, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Advance(metrics, 1_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private void Advance(LinkMetrics metrics, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _pair.NowNs += 10 * SessionPair.Ms;
            metrics.Update(_pair.Router, _pair.NowNs);
        }
    }

    private LinkMetrics NewMetrics() =>
        new(_client!, SessionPair.Options(LinkTier.Router, LinkTier.Gateway, 1), AeronLinkOptions.Ipc(StreamId, isFirst: true));

    private void AwaitShown(LinkMetrics metrics)
    {
        bool isShown = Eventually(() =>
        {
            _pair.NowNs += 10 * SessionPair.Ms;
            _pair.Router.Poll(_pair.NowNs);
            _pair.Gateway.Poll(_pair.NowNs);
            metrics.Update(_pair.Router, _pair.NowNs);
            return _tool!.Counters.Find(1017, Key) >= 0 && Shown(1017) == _pair.Router.Counters.LastHeardNs / 1_000_000 && Shown(1017) > 0;
        });
        Assert.That(isShown, Is.True, () => metrics.Problem?.Message ?? "no problem");
    }

    private long Shown(int typeId) => _tool!.Counters.ValueOf(_tool.Counters.Find(typeId, Key)) ?? -1;

    private bool Eventually(Func<bool> isTrue)
    {
        long endNs = _time.NowNs + 15_000_000_000;
        using ManualResetEventSlim never = new(false);
        while (!isTrue())
        {
            if (_time.NowNs > endNs)
            {
                return false;
            }

            _ = never.Wait(1);
        }

        return true;
    }

    private MediaDriver Launch() => MediaDriver.Launch(new MediaDriverOptions { Clock = _time, Ticks = _time, Directory = _folder!.Sub("driver"), DeletesDirectoryOnClose = true });

    private AeronClient NewClient() =>
        AeronClient.Connect(new AeronClientOptions { Directory = _folder!.Sub("driver"), Epoch = _time, Ticks = _time, DriverTimeoutNs = 2_000_000_000 });
}
