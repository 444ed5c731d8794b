using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Interop;

/// <summary>Our client and another Aeron's write the same log of 64 kB terms at the same time, on their driver and on ours: every rotation is a race between
/// two implementations.</summary>
public sealed class SharedLogTests
{
    private const string Channel = "aeron:ipc?term-length=64k";
    private const int StreamId = 1001;
    private const int TheirCount = 100_000;
    private const int OurCount = 100_000;
    private const int TheirBytes = 48;
    private const int OurBytes = 64;
    private readonly HostTime _time = new();
    private TestDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TestDirectory(isMade: false);

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void ShouldLoseNothingOnTheirDriver()
    {
        using PeerProcess driver = PeerTools.StartDriver(_directory.Path);
        WriteTogether();
    }

    [Test]
    public void ShouldLoseNothingOnOurDriver()
    {
        _ = PeerTools.Find("streaming_publisher");
        using MediaDriver driver = MediaDriver.Launch(new MediaDriverOptions { Clock = _time, Ticks = _time, Directory = _directory.Path, DeletesDirectoryOnClose = true });
        WriteTogether();
        Assert.That(driver.Failure, Is.Null);
    }

    private void WriteTogether()
    {
        using AeronClient client = AeronClient.Connect(new AeronClientOptions { Epoch = _time, Ticks = _time, Directory = _directory.Path });
        using Subscription subscription = client.AddSubscription("aeron:ipc", StreamId);
        using Publication publication = client.AddPublication(Channel, StreamId);
        using PeerProcess theirs = PeerTools.Start(_directory.Path, "streaming_publisher", "-c", Channel, "-s", $"{StreamId}", "-m", $"{TheirCount}", "-L", $"{TheirBytes}", "-l", "0");
        Tally tally = new();
        byte[] message = new byte[OurBytes];
        Taker taker = new(tally);
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(60));
        for (int sent = 0; (tally.Ours < OurCount || tally.Theirs < TheirCount) && !over.IsCancellationRequested;)
        {
            BitConverter.TryWriteBytes(message, sent);
            sent += sent < OurCount && publication.Offer(message) > 0 ? 1 : 0;
            if (subscription.Poll(ref taker, 4) == 0)
            {
                _ = Thread.Yield();
            }
        }

        Assert.That((tally.Ours, tally.Theirs, tally.Strange), Is.EqualTo((OurCount, TheirCount, 0)), theirs.Output);
        Assert.That(tally.SessionIds, Is.EqualTo(new[] { publication.SessionId }), "one log, one session");
    }

    private sealed class Tally
    {
        public int Ours { get; set; }

        public int Theirs { get; set; }

        public int Strange { get; set; }

        public SortedSet<int> SessionIds { get; } = [];
    }

    private readonly struct Taker(Tally tally) : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            _ = tally.SessionIds.Add(header.SessionId);
            if (payload.Length == OurBytes && BitConverter.ToInt32(payload) == tally.Ours)
            {
                tally.Ours++;
            }
            else if (payload.Length == TheirBytes)
            {
                tally.Theirs++;
            }
            else
            {
                tally.Strange++;
            }
        }
    }
}
