using EdgeRouter.Core.Randomness;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Decode;

[TestFixture]
public sealed class StreamTests
{
    private static readonly int MessageBytes = Framed(1).Length;
    private readonly TestCapture _captures = new();

    [OneTimeTearDown]
    public void Delete() => _captures.Dispose();

    [Test]
    public void ShouldGiveTheSameMessagesHoweverTheyTravel()
    {
        const ulong Seed = 793;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        for (int round = 0; round < 60; round++)
        {
            byte[] sent = [.. Enumerable.Range(1, 60).SelectMany(id => Framed((uint)id))];
            uint first = (uint)random.NextUInt64();
            List<byte[]> frames = [];
            for (int at = 0; at < sent.Length;)
            {
                int count = Math.Min(sent.Length - at, 1 + random.NextInt32(300));
                frames.Add(Frames.Tcp(first + (uint)at, sent[at..(at + count)]));
                at += count;
                if (random.NextBool(0.2))
                {
                    int start = random.NextInt32(at);
                    frames.Add(Frames.Tcp(first + (uint)start, sent[start..at]));
                }
            }

            for (int i = 0; i < frames.Count; i++)
            {
                int other = Math.Min(frames.Count - 1, i + random.NextInt32(5));
                (frames[i], frames[other]) = (frames[other], frames[i]);
            }

            frames.Insert(0, Frames.Tcp(first - 1, [], Frames.Syn));
            frames.Add(Frames.Tcp(first + (uint)sent.Length, [], Frames.Fin));
            Decoded decoded = Decode(frames);
            Assert.That(decoded.Errors, Is.Empty, $"round {round}");
            Assert.That(decoded.Ids, Is.EqualTo(Enumerable.Range(1, 60)), $"round {round}");
        }
    }

    [Test]
    public void ShouldGoOnBehindALostSegment()
    {
        byte[][] frames = [.. Stream(Framed(1), [.. Framed(2), .. Framed(3)[..20]], Framed(3)[20..], [.. Framed(4), .. Framed(5)])];
        Decoded decoded = Decode(frames.Where((_, index) => index != 3));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 2, 4, 5 }));
        Assert.That(decoded.Errors, Is.EqualTo(new[] { $"frame 4 offset {Frames.TcpPayload}: TCP 10.1.2.3:1000 → 10.9.9.9:5000: {MessageBytes - 20} bytes before this segment are not in the capture" }));
    }

    [Test]
    public void ShouldGoOnBehindALostSegmentWithoutWaitingForTheEnd()
    {
        byte[][] frames = [.. Stream([.. Enumerable.Range(1, 40_000).Select(id => Framed((uint)id))])];
        int shown = 0;
        string path = _captures.WriteFrames("long.pcap", frames.Where((_, index) => index != 2));
        Tools.Decode.CaptureDecodeOptions options = new() { Framing = Tools.Decode.Framing.Framings.Find("sofh"), Schemas = [Orders.Schema()], MessageCountMax = 2 };
        Decoded decoded = Decoded.OfFile(path, options);
        shown += decoded.Lines.Count;
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(shown, Is.EqualTo(3), "two messages and the gap");
        Assert.That(decoded.Counts.Frames, Is.LessThan(20_000), "a megabyte waits at most");
    }

    [Test]
    public void ShouldBeginInTheMiddleOfAConnection()
    {
        byte[][] segments = [Framed(1)[30..], [.. Framed(2), .. Framed(3)], Framed(4)];
        Decoded decoded = Decode(Stream(segments).Skip(1));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 2, 3, 4 }));
        Assert.That(decoded.Errors.Single(), Does.StartWith($"frame 1 offset {Frames.TcpPayload}: ").And.Contain("taken up at the next segment"));

        decoded = Decode(Stream(Framed(1), Framed(2)).Skip(1));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 2 }), "a segment that begins with a message is as good as a beginning");
        Assert.That(decoded.Errors, Is.Empty);
    }

    [Test]
    public void ShouldNotTakeTheMiddleOfAMessageForItsBeginning()
    {
        // Optiq's framing has no word to recognise: what begins the capture says 16 bytes and is none of the schema's.
        byte[] optiq(uint id) => [.. Bytes.U16(65), .. Orders.Message(id)];
        Decoded decoded = Decoded.Of(_captures, "optiq", Stream([.. Bytes.U16(16), .. new byte[40]], optiq(2), optiq(3)).Skip(1), Orders.Schema());
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(decoded.Errors.Single(), Does.Contain("no message of a schema begins here"));
        Assert.That(decoded.Counts.UnknownTemplates, Is.Zero);
    }

    [TestCase(0, TestName = "a length of zero")]
    [TestCase(3, TestName = "a length below its own words")]
    [TestCase(6, TestName = "a length below a message header")]
    public void ShouldTakeUpTheStreamBehindDamage(int length)
    {
        byte[] bad = [.. Framed(2)];
        Bytes.U16(length).CopyTo(bad, 0);
        Decoded decoded = Decode(Stream([.. Framed(1), .. bad, .. Framed(3)], [.. Framed(4), .. Framed(5)]));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 4, 5 }));
        Assert.That(decoded.Errors.Single(), Does.StartWith($"frame 2 offset {Frames.TcpPayload + MessageBytes}: ").And.Contain("taken up at the next segment"));
    }

    [Test]
    public void ShouldNotLoseWhatWaitsBehindALengthThatIsTooLarge()
    {
        byte[] bad = [.. Framed(2)];
        Bytes.U16(60_000).CopyTo(bad, 0);
        Decoded decoded = Decode(Stream(Framed(1), bad, Framed(3), Framed(4)));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 3, 4 }));
        Assert.That(decoded.Errors.Single(), Does.StartWith($"frame 3 offset {Frames.TcpPayload}: ").And.Contain("the capture ends inside a message"));
    }

    [TestCase(Frames.Fin, "the stream ends inside a message, 30 bytes of it are there")]
    [TestCase(Frames.Rst, "the stream is broken off inside a message, 30 bytes of it are there")]
    public void ShouldTellHowAStreamEnded(byte flag, string what)
    {
        byte[] sent = [.. Framed(1), .. Framed(2)[..30]];
        Decoded decoded = Decode([Frames.Tcp(9, [], Frames.Syn), Frames.Tcp(10, sent), Frames.Tcp((uint)(10 + sent.Length), [], flag)]);
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1 }));
        Assert.That(decoded.Errors.Single(), Does.StartWith($"frame 2 offset {Frames.TcpPayload + MessageBytes}: TCP 10.1.2.3:1000").And.EndWith(what));
    }

    [Test]
    public void ShouldFollowConnectionsThatReusePortsAndOthersBeside()
    {
        byte[][] frames =
        [
            Frames.Tcp(9, [], Frames.Syn), Frames.Tcp(10, Framed(1)), Frames.Tcp(70_000, [], Frames.Syn, sourcePort: 2000), Frames.Tcp(70_001, Framed(2), sourcePort: 2000),
            Frames.Tcp((uint)(10 + MessageBytes), [], Frames.Fin), Frames.Tcp(5_000_000, [], Frames.Syn), Frames.Tcp(5_000_001, Framed(3)), Frames.Tcp((uint)(70_001 + MessageBytes), Framed(4), sourcePort: 2000),
        ];
        Decoded decoded = Decode(frames);
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 2, 3, 4 }));
        Assert.That(decoded.Errors, Is.Empty);
        Assert.That((decoded.Counts.Packets, decoded.Counts.SkippedFrames), Is.EqualTo((4L, 4L)));
    }

    [Test]
    public void ShouldIgnoreKeepAlives()
    {
        uint next = (uint)(10 + MessageBytes);
        Decoded decoded = Decode([Frames.Tcp(9, [], Frames.Syn), Frames.Tcp(10, Framed(1)), Frames.Tcp(next - 1, [0]), Frames.Tcp(next - 1, []), Frames.Tcp(next, Framed(2))]);
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(decoded.Errors, Is.Empty);
    }

    [Test]
    public void ShouldPlaceAnErrorInTheSegmentThatHoldsIt()
    {
        // The memo's length stands at byte 50 of the message, 54 of the stream; the second segment begins at 40.
        byte[] bad = Framed(1);
        bad[54] = 200;
        Decoded decoded = Decode(Stream(bad[..40], bad[40..], Framed(2)));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 2 }));
        Assert.That(decoded.Errors, Is.EqualTo(new[] { $"frame 3 offset {Frames.TcpPayload + 14}: template 5 data Memo claims 200 bytes, 11 are left" }));
    }

    [Test]
    public void ShouldTellOfBytesThatAreNoMessage()
    {
        // In the middle of a connection, and too few to say what they are.
        Decoded decoded = Decode([Frames.Tcp(10, Framed(1)[..8])]);
        Assert.That(decoded.Errors, Is.EqualTo(new[] { $"frame 1 offset {Frames.TcpPayload}: TCP 10.1.2.3:1000 → 10.9.9.9:5000: the capture ends inside a message, 8 bytes of it are there" }));
    }

    [Test]
    public void ShouldTakeAMessageInAsManySegmentsAsItHasBytes()
    {
        // A message that claims 60,000 bytes, byte by byte, and its end missing: everything in it is looked at again.
        byte[] sent = [.. Bytes.U16(60_000), 0xFE, 0xCA, .. Orders.Message(1), .. Enumerable.Range(0, 500).SelectMany(id => Framed((uint)id))];
        Decoded decoded = Decode(Stream([.. sent.Select(value => new[] { value }), Framed(9)]));
        Assert.That(decoded.Ids, Is.EqualTo(Enumerable.Range(0, 500).Append(9)));
        Assert.That(decoded.Errors.Single(), Does.StartWith("frame 2 offset ").And.Contain("the capture ends inside a message"));
    }

    [Test]
    public void ShouldSurviveAnyStream()
    {
        const ulong Seed = 1_981;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        byte[] good = [.. Enumerable.Range(1, 30).SelectMany(id => Framed((uint)id))];
        foreach (string framing in (string[])["cme", "sofh", "optiq", "coinbase"])
        {
            List<byte[]> frames = [];
            for (int connection = 0; connection < 60; connection++)
            {
                byte[] sent = [.. good];
                for (int i = random.NextInt32(20); i > 0; i--)
                {
                    sent[random.NextInt32(sent.Length)] = (byte)random.NextUInt64();
                }

                for (int at = 0; at < sent.Length;)
                {
                    int count = Math.Min(sent.Length - at, 1 + random.NextInt32(400));
                    frames.Add(Frames.Tcp((uint)(at + random.NextInt32(2)), sent[at..(at + count)], (byte)(random.NextBool(0.02) ? random.NextInt32(8) : 0), 1000 + connection));
                    at += random.NextBool(0.05) ? 2 * count : count;
                }
            }

            Decoded decoded = Decoded.Of(_captures, framing, frames, Orders.Schema());
            Assert.That(decoded.Counts.Errors, Is.Positive, framing);
            Assert.That(decoded.Counts.Frames, Is.EqualTo(frames.Count));
        }
    }

    private static byte[] Framed(uint id) => [.. Bytes.U16(67), 0xFE, 0xCA, .. Orders.Message(id)];

    /// <summary>A SYN, then the segments one behind the other.</summary>
    private static IEnumerable<byte[]> Stream(params byte[][] segments)
    {
        uint sequence = 4_294_967_000;
        yield return Frames.Tcp(sequence++, [], Frames.Syn);
        foreach (byte[] segment in segments)
        {
            yield return Frames.Tcp(sequence, segment);
            sequence += (uint)segment.Length;
        }
    }

    private Decoded Decode(IEnumerable<byte[]> frames) => Decoded.Of(_captures, "sofh", frames, Orders.Schema());
}
