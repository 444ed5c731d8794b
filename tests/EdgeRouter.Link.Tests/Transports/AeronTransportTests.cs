using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Transports;

/// <summary>Over our media driver and another implementation's: shared memory and UDP, one client a side.</summary>
[TestFixture(false, true)]
[TestFixture(true, true)]
[TestFixture(false, false)]
[TestFixture(true, false)]
public sealed class AeronTransportTests(bool overUdp, bool isEmbedded) : LinkTransportTests
{
    private const int TimeoutMs = 15_000;
    private static int _streamId = 1000;
    private readonly MachineTime _time = new();
    private PeerDriver? _peer;
    private TempFolder? _folder;
    private MediaDriver? _driver;
    private string _directory = string.Empty;
    private AeronClient? _one;
    private AeronClient? _other;

    [OneTimeSetUp]
    public void StartDriver()
    {
        if (isEmbedded)
        {
            _folder = new TempFolder();
            _driver = MediaDriver.Launch(new MediaDriverOptions { Clock = _time, Ticks = _time, Directory = _folder.Sub("driver") });
        }
        else
        {
            _peer = PeerDriver.StartOrIgnore();
        }

        _directory = _driver?.Directory ?? _peer!.Directory;
        _one = NewClient();
        _other = NewClient();
    }

    [OneTimeTearDown]
    public void StopDriver()
    {
        _one?.Dispose();
        _other?.Dispose();
        _driver?.Dispose();
        _peer?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public void ShouldSayWhatIsWrongWithAChannel()
    {
        using var transport = new AeronTransport(_one!, AeronLinkOptions.Ipc(1, isFirst: true) with { OutgoingChannel = "aeron:nonsense?x=1" }, _time);
        Assert.That(Eventually(() => Looked(transport).Problem is not null), Is.True);
        Assert.That(transport.Problem!.Id, Does.StartWith("ER22"));
        Assert.That(transport.TrySend([1]), Is.EqualTo(LinkSendStatus.NotConnected));
    }

    protected override (ILinkTransport One, ILinkTransport Other) CreatePair()
    {
        int streamId = _streamId += 2;
        var one = new AeronTransport(_one!, Options(streamId, isFirst: true), _time);
        var other = new AeronTransport(_other!, Options(streamId, isFirst: false), _time);
        Assert.That(Eventually(() => Looked(one).IsConnected && Looked(other).IsConnected), Is.True, $"{one.Problem?.Message} {other.Problem?.Message}");
        return (one, other);
    }

    protected override bool Eventually(Func<bool> isTrue)
    {
        long startNs = _time.NowNs;
        while (!isTrue())
        {
            if (_time.NowNs - startNs > TimeoutMs * 1_000_000L)
            {
                return false;
            }

            Thread.Yield();
        }

        return true;
    }

    private static AeronTransport Looked(AeronTransport transport)
    {
        transport.Poll(new Counter(), 0);
        return transport;
    }

    // Each fixture's ports are its own: a driver that ends may still hold the others for a moment.
    private int Port => isEmbedded ? 24_310 : 24_320;

    private AeronLinkOptions Options(int streamId, bool isFirst)
    {
        AeronLinkOptions options = AeronLinkOptions.Ipc(streamId, isFirst);
        if (!overUdp)
        {
            return options;
        }

        string there = $"aeron:udp?endpoint=127.0.0.1:{Port}|term-length=4m|linger=0";
        string back = $"aeron:udp?endpoint=127.0.0.1:{Port + 1}|term-length=4m|linger=0";
        return options with { OutgoingChannel = isFirst ? there : back, IncomingChannel = isFirst ? back : there };
    }

    private AeronClient NewClient() => AeronClient.Connect(new AeronClientOptions { Directory = _directory, Epoch = _time, Ticks = _time });
}
