using System.Text;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Ingest.Transport;

namespace EdgeRouter.Ingest.Tests.Transport;

[TestFixture]
public sealed class TcpReassemblerTests
{
    private static readonly IpEndpoint Client = new(0, 0x0A01_0203, 1000, false);
    private static readonly IpEndpoint Server = new(0, 0x0A04_0506, 2000, false);

    [Test]
    public void ShouldPutSegmentsInOrder()
    {
        Heard heard = new();
        heard.Take(99, TcpFlags.Syn, "");
        heard.Take(103, "def");
        heard.Take(106, "ghi");
        heard.Take(100, "abc");
        Assert.That(heard.Text, Is.EqualTo("open+ abc@4+0 def@2+0 ghi@3+0"));
    }

    [Test]
    public void ShouldTakeBytesOnceWhateverIsSentAgain()
    {
        Heard heard = new();
        heard.Take(99, TcpFlags.Syn, "");
        heard.Take(100, "abcd");
        heard.Take(100, "abcd");
        heard.Take(102, "cdef");
        heard.Take(110, "klmn");
        heard.Take(110, "kl");
        heard.Take(108, "ijkl");
        heard.Take(104, "efghij");
        Assert.That(heard.Text, Is.EqualTo("open+ abcd@2+0 ef@4+2~ ghij@8+2~ kl@7+2~ mn@5+2~"));
    }

    [Test]
    public void ShouldFollowNumbersThatWrap()
    {
        Heard heard = new();
        heard.Take(0xFFFF_FFFD, TcpFlags.Syn, "");
        heard.Take(2, "ef");
        heard.Take(0xFFFF_FFFE, "abcd");
        heard.Take(4, TcpFlags.Fin, "gh");
        Assert.That(heard.Text, Is.EqualTo("open+ abcd@3+0 ef@2+0 gh@4+0 Closed"));
    }

    [Test]
    public void ShouldBeginInTheMiddle()
    {
        Heard heard = new();
        heard.Take(500, "");
        heard.Take(499, "k");
        heard.Take(500, "abc");
        heard.Take(499, "k");
        heard.Take(503, "def");
        Assert.That(heard.Text, Is.EqualTo("open- abc@3+0 def@5+0"));
    }

    [Test]
    public void ShouldReportAGapAtTheEnd()
    {
        Heard heard = new();
        heard.Take(99, TcpFlags.Syn, "");
        heard.Take(100, "abc");
        heard.Take(110, "klm");
        heard.Take(120, "uvw");
        heard.Reassembler.Finish();
        Assert.That(heard.Text, Is.EqualTo("open+ abc@2+0 gap7@3 klm@3+0 gap7@4 uvw@4+0 CaptureEnded"));
        Assert.That((heard.Reassembler.WaitingBytes, heard.Reassembler.StreamCount), Is.EqualTo((0L, 0)));
    }

    [Test]
    public void ShouldReportAGapOnceEnoughBytesWait()
    {
        Heard heard = new(new TcpLimits { StreamBytesMax = 600 });
        heard.Take(99, TcpFlags.Syn, "");
        for (uint i = 1; i <= 4; i++)
        {
            heard.Take(100 + (i * 10), "0123456789");
        }

        Assert.That(heard.Text, Is.EqualTo("open+"));
        heard.Take(150, "0123456789");
        Assert.That(heard.Text, Does.StartWith("open+ gap10@2 0123456789@2+0").And.EndWith("@6+0"));
        Assert.That(heard.Reassembler.WaitingBytes, Is.Zero);
        heard.Take(100, "abcdefghij");
        Assert.That(heard.Text, Does.Not.Contain("abc"), "too late");
    }

    [Test]
    public void ShouldEndAtFinOnlyBehindAllBytes()
    {
        Heard heard = new();
        heard.Take(99, TcpFlags.Syn, "");
        heard.Take(103, TcpFlags.Fin, "def");
        heard.Take(100, "abc");
        heard.Take(100, "abc");
        heard.Take(106, TcpFlags.Fin, "");
        heard.Reassembler.Finish();
        Assert.That(heard.Text, Is.EqualTo("open+ abc@3+0 def@2+0 Closed"));
    }

    [Test]
    public void ShouldHandOnWhatWaitsAtAReset()
    {
        Heard heard = new();
        heard.Take(99, TcpFlags.Syn, "");
        heard.Take(105, "fgh");
        heard.Take(108, TcpFlags.Rst, "explanation");
        heard.Take(105, "fgh");
        heard.Take(108, "news");
        Assert.That(heard.Text, Is.EqualTo("open+ gap5@2 fgh@2+0 Reset open- news@5+0"));
    }

    [Test]
    public void ShouldTellConnectionsApartThatReusePorts()
    {
        Heard heard = new();
        heard.Take(99, TcpFlags.Syn, "");
        heard.Take(99, TcpFlags.Syn, "");
        heard.Take(100, "abc");
        heard.Take(99, TcpFlags.Syn, "");
        heard.Take(5000, TcpFlags.Syn, "");
        heard.Take(5001, "new");
        Assert.That(heard.Text, Is.EqualTo("open+ abc@3+0 Replaced open+ new@6+0"));
    }

    [Test]
    public void ShouldTakeNumbersFarOffForAnotherConnection()
    {
        Heard heard = new();
        heard.Take(0x5000_0000, "abc");
        heard.Take(0x1000_0000, "def");
        heard.Take(0x2000_0000, "ghi");
        Assert.That(heard.Text, Is.EqualTo($"open- abc@1+0 Replaced open- def@2+0 gap{0x1000_0000 - 3}@3 ghi@3+0"));
    }

    [Test]
    public void ShouldKeepDirectionsApart()
    {
        Heard heard = new();
        heard.Take(99, TcpFlags.Syn, "");
        heard.Take(9, TcpFlags.Syn, "", isBack: true);
        heard.Take(10, "answer", isBack: true);
        heard.Take(100, "ask");
        Assert.That(heard.Text, Is.EqualTo("open+ open+ answer@3+0 ask@4+0"));
    }

    [Test]
    public void ShouldBoundTheConnectionsThatItRemembers()
    {
        Heard heard = new(new TcpLimits { StreamsMax = 100 });
        for (int i = 0; i < 10_000; i++)
        {
            heard.Reassembler.Take(Segment(1, TcpFlags.Syn, [], Client with { Low = (ulong)i }, Server), i + 1, 0);
            heard.Reassembler.Take(Segment(9, TcpFlags.None, [1, 2, 3], Client with { Low = (ulong)i }, Server), i + 1, 0);
        }

        Assert.That(heard.Reassembler.StreamCount, Is.InRange(50, 100));
        Assert.That(heard.Reassembler.WaitingBytes, Is.InRange(1, 20_000));
        heard.Reassembler.Finish();
        Assert.That(heard.Text.Split("gap7").Length - 1, Is.EqualTo(10_000));
    }

    [Test]
    public void ShouldBoundTheBytesOfAllConnections()
    {
        Heard heard = new(new TcpLimits { AllBytesMax = 10_000 });
        for (int i = 0; i < 1_000; i++)
        {
            heard.Reassembler.Take(Segment(1, TcpFlags.Syn, [], Client with { Low = (ulong)i }, Server), i + 1, 0);
            heard.Reassembler.Take(Segment(9, TcpFlags.None, new byte[500], Client with { Low = (ulong)i }, Server), i + 1, 0);
            Assert.That(heard.Reassembler.WaitingBytes, Is.LessThanOrEqualTo(10_000));
        }
    }

    [Test]
    public void ShouldGiveTheSameBytesHoweverTheyTravel()
    {
        const ulong Seed = 9_293;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        for (int round = 0; round < 300; round++)
        {
            byte[] sent = new byte[1 + random.NextInt32(20_000)];
            for (int i = 0; i < sent.Length; i++)
            {
                sent[i] = (byte)random.NextUInt64();
            }

            uint first = (uint)random.NextUInt64();
            List<byte> received = [];
            TcpReassembler reassembler = new((_, _) => new ByteSink(received));
            reassembler.Take(Segment(first - 1, TcpFlags.Syn, [], Client, Server), 1, 0);
            long frame = 1;
            foreach ((int start, int count) in Travel(ref random, sent.Length))
            {
                reassembler.Take(Segment(first + (uint)start, TcpFlags.None, sent[start..(start + count)], Client, Server), ++frame, 0);
            }

            reassembler.Finish();
            Assert.That(received.SequenceEqual(sent), Is.True, $"round {round}: {received.Count} of {sent.Length}");
        }
    }

    /// <summary>Cuts a stream anyhow, sends parts again with other cuts, and swaps neighbours.</summary>
    private static List<(int Start, int Count)> Travel(ref DeterministicRandom random, int length)
    {
        List<(int Start, int Count)> parts = [];
        for (int at = 0; at < length;)
        {
            int count = Math.Min(length - at, 1 + random.NextInt32(1_460));
            parts.Add((at, count));
            at += count;
            if (random.NextBool(0.2))
            {
                int start = random.NextInt32(at);
                parts.Add((start, 1 + random.NextInt32(Math.Min(length - start, 2_000))));
            }
        }

        for (int i = 0; i < parts.Count; i++)
        {
            int other = Math.Min(parts.Count - 1, i + random.NextInt32(6));
            (parts[i], parts[other]) = (parts[other], parts[i]);
        }

        return parts;
    }

    private static TransportPacket Segment(uint sequence, TcpFlags flags, byte[] payload, IpEndpoint source, IpEndpoint destination) =>
        new() { Source = source, Destination = destination, Sequence = sequence, Flags = flags, Payload = payload, PayloadOffsetBytes = 0 };

    private sealed class ByteSink(List<byte> received) : ITcpStreamSink
    {
        public void OnBytes(ReadOnlySpan<byte> bytes, FramePlace place, bool isSegmentStart) => received.AddRange(bytes);

        public void OnGap(long missingBytes, FramePlace next) => Assert.Fail("gap");

        public void OnEnd(TcpStreamEnd end) => Assert.That(end, Is.EqualTo(TcpStreamEnd.CaptureEnded));
    }

    /// <summary>Writes down what comes: bytes@frame+offset, a wave where they do not begin a segment.</summary>
    private sealed class Heard : ITcpStreamSink
    {
        private readonly StringBuilder _text = new();
        private long _frame;

        public Heard(TcpLimits? limits = null) => Reassembler = new TcpReassembler(Open, limits);

        public TcpReassembler Reassembler { get; }

        public string Text => _text.ToString().TrimEnd();

        public void Take(uint sequence, string text, bool isBack = false) => Take(sequence, TcpFlags.None, text, isBack);

        public void Take(uint sequence, TcpFlags flags, string text, bool isBack = false) =>
            Reassembler.Take(Segment(sequence, flags, Encoding.ASCII.GetBytes(text), isBack ? Server : Client, isBack ? Client : Server), ++_frame, 0);

        public void OnBytes(ReadOnlySpan<byte> bytes, FramePlace place, bool isSegmentStart) =>
            _text.Append(Encoding.ASCII.GetString(bytes)).Append($"@{place.Frame}+{place.OffsetBytes}{(isSegmentStart ? "" : "~")} ");

        public void OnGap(long missingBytes, FramePlace next) => _text.Append($"gap{missingBytes}@{next.Frame} ");

        public void OnEnd(TcpStreamEnd end) => _text.Append($"{end} ");

        private Heard Open(TcpDirection direction, bool isFromStart)
        {
            _text.Append(isFromStart ? "open+ " : "open- ");
            return this;
        }
    }
}
