using System.Text.Json;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Tools.Decode;
using EdgeRouter.Tools.Decode.Framing;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Decode;

[TestFixture]
public sealed class BadInputTests
{
    private readonly TestCapture _captures = new();

    [OneTimeTearDown]
    public void Delete() => _captures.Dispose();

    // Offsets are those of Orders.Message, behind 42 bytes of Ethernet, IPv4 and UDP.
    private static IEnumerable<TestCaseData> Faults()
    {
        byte[] good = Orders.Message(1);
        yield return Case("cut header", good[..7], 42, "a message of 7 bytes is shorter than its header of 8");
        yield return Case("cut block", good[..20], 42 + 8, "template 5 claims a block of 16 bytes, 12 are left");
        yield return Case("huge block", Changed(0, 0xFF, 0xFF), 42 + 8, "template 5 claims a block of 65535 bytes, 55 are left");
        yield return Case("short block", [14, .. good[1..22], .. good[24..]], 42, "template 5 block of 14 bytes ends before field Code (2 bytes at 14)");
        yield return Case("group overrun", Changed(26, 200, 0), 42 + 24, "template 5 group Legs claims 200 entries of 2 bytes, 35 bytes are left");
        yield return Case("nested group overrun", Changed(32, 0xFF, 0xFF), 42 + 30, "template 5 group Fills claims 65535 entries of 4 bytes, 29 bytes are left");
        yield return Case("short group block", [.. good[..24], 1, 0, 2, 0, 100, .. good[30..42], 200, .. good[44..]], 42, "template 5 block of group Legs ends before field Qty (2 bytes at 0)");
        yield return Case("entry beyond the end", [.. good[..24], 9, 0, .. good[26..36]], 42 + 24, "template 5 group Legs claims 2 entries of 9 bytes, 8 bytes are left");
        yield return Case("second entry beyond the end", good[..43], 42 + 42, "template 5 an entry of group Legs goes beyond the message's end, 1 bytes are left");
        yield return Case("cut group header", good[..27], 42 + 24, "template 5 group Legs has a header of 4 bytes, 3 are left");
        yield return Case("data in a group", Changed(38, 0, 1), 42 + 38, "template 5 data Note claims 256 bytes, 23 are left");
        yield return Case("data beyond the end", Changed(50, 12, 0), 42 + 50, "template 5 data Memo claims 12 bytes, 11 are left");
        yield return Case("4 GB of data", Changed(56, 0xFF, 0xFF, 0xFF, 0xFF), 42 + 56, "template 5 data Raw claims 4294967295 bytes, 3 are left");
        yield return Case("cut data header", good[..58], 42 + 56, "template 5 data Raw has a header of 4 bytes, 2 are left");

        TestCaseData Case(string name, byte[] message, int offset, string what) => new TestCaseData(message, offset, what).SetArgDisplayNames(name);
        byte[] Changed(int at, params byte[] values) => [.. good[..at], .. values, .. good[(at + values.Length)..]];
    }

    [TestCaseSource(nameof(Faults))]
    public void ShouldSayWhereAndWhatAndGoOn(byte[] message, int offset, string what)
    {
        Decoded decoded = Decoded.Of(_captures, "none", [Frames.Udp(message), Frames.Udp(Orders.Message(2))], Orders.Schema());
        Assert.That(decoded.Errors, Is.EqualTo(new[] { $"frame 1 offset {offset}: {what}" }));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 2 }));
        Assert.That((decoded.Counts.Errors, decoded.Counts.WholeMessages, decoded.Counts.Messages), Is.EqualTo((1L, 1L, 2L)));
        Assert.That(decoded.Counts.FirstError!.ToString(), Is.EqualTo($"frame 1 offset {offset}: {what}"));
    }

    [Test]
    public void ShouldTakeAnOlderSendersShortBlock()
    {
        byte[] good = Orders.Message(1, version: 1);
        byte[] older = [14, .. good[1..22], .. good[24..]];
        Decoded decoded = Decoded.Of(_captures, "none", [Frames.Udp(older)], Orders.Schema());
        Assert.That((decoded.Counts.Errors, decoded.Counts.WholeMessages), Is.EqualTo((0L, 1L)));
        JsonElement body = decoded.Lines[0].GetProperty("body");
        Assert.That((body.GetProperty("Code").ValueKind, body.GetProperty("Memo").GetString()), Is.EqualTo((JsonValueKind.Null, "memo")));

        older[6] = 3;
        decoded = Decoded.Of(_captures, "none", [Frames.Udp(older)], Orders.Schema());
        Assert.That(decoded.Counts.Errors, Is.EqualTo(1), "a newer sender has the field");
    }

    [Test]
    public void ShouldCountWhatNoSchemaKnows()
    {
        Decoded decoded = Decoded.Of(_captures, "none", [Frames.Udp(Orders.Message(1, template: 99)), Frames.Udp(Orders.Message(1, schema: 8)), Frames.Udp(Orders.Message(1, version: 900))], Orders.Schema());
        Assert.That((decoded.Counts.UnknownTemplates, decoded.Counts.Errors, decoded.Counts.WholeMessages), Is.EqualTo((2L, 2L, 1L)));
        Assert.That(decoded.Lines.Take(2).Select(line => $"frame {line.GetProperty("frame")} offset {line.GetProperty("offset")}: {line.GetProperty("error").GetString()}"), Is.EqualTo(new[]
        {
            "frame 1 offset 42: template 99 of schema 7, version 2, is in no schema given",
            "frame 2 offset 42: template 5 of schema 8, version 2, is in no schema given",
        }));
        Assert.That(decoded.Lines[2].TryGetProperty("error", out _), Is.False, "of a newer version than the schema's all that is known is read");
        Assert.That(decoded.Hopeless, Is.Null);
    }

    [Test]
    public void ShouldTellOfFramesThatCannotBeRead()
    {
        byte[] frame = Frames.Udp(Orders.Message(1));
        byte[] fragment = [.. frame];
        fragment[20] = 0x20;
        byte[] unsound = [.. frame];
        unsound[14] = 0x41;
        byte[] arp = [.. frame];
        arp[13] = 6;
        Decoded decoded = Decoded.Of(_captures, "none", [frame[..60], fragment, unsound, arp, frame], Orders.Schema());
        Assert.That(decoded.Errors, Is.EqualTo(new[]
        {
            "frame 1 offset 0: the frame is cut short: 60 of 60 bytes were captured",
            "frame 2 offset 0: the frame has a part of an IP packet, and parts are not put together",
            "frame 3 offset 0: the frame's IP, UDP or TCP header cannot be",
        }));
        Assert.That((decoded.Counts.SkippedFrames, decoded.Counts.Packets), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void ShouldSayThatNothingCanBeRead()
    {
        Decoded decoded = Decoded.Of(_captures, "b3", [Frames.Udp([1, 2, 3]), Frames.Udp([4])], Orders.Schema());
        Assert.That(decoded.Hopeless!.Id, Is.EqualTo("ER3010"));
        Assert.That(decoded.Hopeless.Message, Does.Contain("'b3': frame 1 offset 42: a packet of 3 bytes is shorter than its header of 16"));
    }

    [Test]
    public void ShouldTellTheDamageOfCompressedPackets()
    {
        byte[] header = [.. Bytes.U64(7), .. Bytes.U32(5), 1, 0, 3, 0];
        byte[] inner = [0xF0, 52, .. Bytes.U16(65), .. Orders.Message(1), 9, 0];
        Decoded decoded = Decoded.Of(_captures, "optiq", [Frames.Udp([.. header, 0x99, 1]), Frames.Udp([.. header, .. inner])], Orders.Schema());
        Assert.That(decoded.Errors, Is.EqualTo(new[]
        {
            "frame 1 offset 42: the packet's compressed bytes are damaged",
            "frame 2 offset 42: the packet ends inside a message of 7 bytes, 0 are left (byte 81 of the unpacked packet)",
        }));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1 }));
    }

    [Test]
    public void ShouldTakeSeveralTemplatesAndStopAtTheLimit()
    {
        SbeSchema schema = Orders.Schema(more: "<message name='Extra' id='6'/><message name='Other' id='9'/>");
        byte[][] frames = [Frames.Udp(Orders.Message(1)), Frames.Udp(Orders.Message(2, template: 6)), Frames.Udp(Orders.Message(3, template: 9)), Frames.Udp(Orders.Message(4))];
        CaptureDecodeOptions options = new() { Framing = Framings.Find("none"), Schemas = [schema], TemplateIds = new HashSet<int> { 5, 6 } };
        Assert.That(Decoded.Of(_captures, options, frames).Counts.Templates, Is.EqualTo(new Dictionary<int, long> { [5] = 2, [6] = 1 }));
        Assert.That(Decoded.Of(_captures, options with { MessageCountMax = 2 }, frames).Counts.Templates, Is.EqualTo(new Dictionary<int, long> { [5] = 1, [6] = 1 }));
    }

    [Test]
    public void ShouldSurviveMutatedMessages()
    {
        const ulong Seed = 5_150;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        List<byte[]> frames = [];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] message = Orders.Message((uint)i, version: random.NextInt32(4));
            for (int changes = random.NextInt32(4); changes > 0; changes--)
            {
                message[random.NextInt32(message.Length)] = (byte)random.NextUInt64();
            }

            frames.Add(Frames.Udp(message[..(message.Length - (random.NextBool(0.3) ? random.NextInt32(message.Length) : 0))]));
        }

        DecodeCounts counts = Decoded.Of(_captures, "none", frames, Orders.Schema()).Counts;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((counts.Frames, counts.Packets, counts.Messages), Is.EqualTo((20_000L, 20_000L, 20_000L)));
            Assert.That(counts.WholeMessages + counts.Errors, Is.EqualTo(20_000));
            Assert.That(new[] { counts.WholeMessages, counts.UnknownTemplates, counts.Errors - counts.UnknownTemplates }, Has.All.GreaterThan(1_000));
        }
    }
}
