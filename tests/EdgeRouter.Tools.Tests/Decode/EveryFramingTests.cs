using System.Text.Json;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Decode;

/// <summary>Each framing from the capture to the values, on packets laid out by hand.</summary>
[TestFixture]
public sealed class EveryFramingTests
{
    private const string FrameLengthFirst = "<type name='frameLength' primitiveType='uint16'/>" + Orders.Standard;
    private const string OrderEntry = """
        <type name='protocolId' primitiveType='uint8'/><type name='flags' primitiveType='uint8'/><type name='messageLength' primitiveType='uint16'/>
        <type name='sequenceNumber' primitiveType='uint32'/><type name='lastProcessedSeqNo' primitiveType='uint32'/><type name='reserved' primitiveType='uint32'/>
        <type name='sendTimeEpochNanos' primitiveType='int64'/>
        """ + Orders.Standard;

    private const string TwelveBytes = Orders.Standard + "<type name='numGroups' primitiveType='uint16'/><type name='numVarDataFields' primitiveType='uint16'/>";
    private readonly TestCapture _captures = new();

    private static byte[] One => Orders.Message(1);

    private static byte[] Two => Orders.Message(2);

    [OneTimeTearDown]
    public void Delete() => _captures.Dispose();

    private static IEnumerable<TestCaseData> Datagrams()
    {
        byte[] b3 = [9, 0, 1, 0, .. Bytes.U32(5), .. Bytes.U64(7)];
        byte[] optiq = [.. Bytes.U64(7), .. Bytes.U32(5), 0, 0, 3, 0];
        byte[] optiqMessages = [.. Bytes.U16(65), .. One, .. Bytes.U16(65), .. Two];
        byte[] packed = [0xF0, (byte)(optiqMessages.Length - 15), .. optiqMessages];
        byte[] coinbase = [.. Bytes.U64(7), .. Bytes.U64(5), 3, 0, 1, 2, 0, 0, 0, 0];
        byte[] sofh = [.. Bytes.U16(67), 0xFE, 0xCA, .. One, .. Bytes.U16(67), 0x50, 0xEB, .. Two];
        yield return Case("cme", Orders.Standard, [.. Bytes.U32(5), .. Bytes.U64(7), .. Bytes.U16(65), .. One, .. Bytes.U16(65), .. Two], 5, 7);
        yield return Case("b3", Orders.Standard, [.. b3, .. Bytes.U16(67), 0x50, 0xEB, .. One, .. Bytes.U16(67), 0x50, 0xEB, .. Two], 5, 7);
        yield return Case("sofh", Orders.Standard, sofh, null, 0);
        yield return Case("optiq", Orders.Standard, [.. optiq, .. optiqMessages], 5, 7);
        yield return Case("optiq", Orders.Standard, [.. optiq[..12], 1, 0, 3, 0, .. packed], 5, 7, "optiq, compressed");
        yield return Case("coinbase", FrameLengthFirst, [.. coinbase, .. Bytes.U16(65), .. One, .. Bytes.U16(65), .. Two], 5, 7);

        TestCaseData Case(string framing, string header, byte[] payload, long? sequence, long sendingTimeNs, string? name = null) =>
            new TestCaseData(framing, header, payload, sequence, sendingTimeNs).SetArgDisplayNames(name ?? framing);
    }

    [TestCaseSource(nameof(Datagrams))]
    public void ShouldDecodeDatagrams(string framing, string header, byte[] payload, long? sequence, long sendingTimeNs)
    {
        Decoded decoded = Decoded.Of(_captures, framing, [Frames.Udp(payload), Frames.Udp(payload)], Orders.Schema(header));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 2, 1, 2 }));
        AssertWhole(decoded, packets: 2, messages: 4);
        JsonElement line = decoded.Lines[3];
        Assert.That(line.TryGetProperty("sequence", out JsonElement number) ? number.GetInt64() : (long?)null, Is.EqualTo(sequence));
        Assert.That(line.GetProperty("sendingTimeNs").GetInt64(), Is.EqualTo(sendingTimeNs));
        Assert.That(line.GetProperty("frame").GetInt64(), Is.EqualTo(2));
        Assert.That((line.GetProperty("from").GetString(), line.GetProperty("to").GetString(), line.GetProperty("transport").GetString()), Is.EqualTo(("10.1.2.3:1000", "239.1.1.1:5000", "udp")));
    }

    [Test]
    public void ShouldDecodeOneMessageADatagram()
    {
        byte[] deribit = [.. Bytes.U16(75), 1, 0, .. Bytes.U32(5), .. One[..8], 1, 0, 2, 0, .. One[8..]];
        Decoded decoded = Decoded.Of(_captures, "deribit", [Frames.Udp(deribit)], Orders.Schema(TwelveBytes));
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1 }));
        AssertWhole(decoded, packets: 1, messages: 1);
        decoded = Decoded.Of(_captures, "none", [Frames.Udp(One), Frames.Udp(Two)], Orders.Schema());
        Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 2 }));
        AssertWhole(decoded, packets: 2, messages: 2);
    }

    private static IEnumerable<TestCaseData> Streams()
    {
        byte[] technical = [0xFE, 0xCA, .. Bytes.U32(5), .. Bytes.U64(7)];
        byte[] entry = [1, 0, .. Bytes.U16(87), .. Bytes.U32(5), .. Bytes.U32(4), .. Bytes.U32(0), .. Bytes.U64(7)];
        yield return Case("cme", Orders.Standard, [.. technical, .. Bytes.U16(65), .. One, .. Bytes.U16(65), .. Two, .. technical, .. Bytes.U16(65), .. One], 16);
        yield return Case("sofh", Orders.Standard, [.. Bytes.U16(67), 0xFE, 0xCA, .. One, .. Bytes.U16B(67), 0xEB, 0x50, .. Two, 0, 0, .. Bytes.U16B(69), 0xEB, 0x50, .. One], 4);
        yield return Case("optiq", Orders.Standard, [.. Bytes.U16(65), .. One, .. Bytes.U16(65), .. Two, .. Bytes.U16(65), .. One], 2);
        yield return Case("coinbase", OrderEntry, [.. entry, .. One, .. entry, .. Two, .. entry, .. One], 0);

        TestCaseData Case(string framing, string header, byte[] bytes, int firstMessageAt) => new TestCaseData(framing, header, bytes, firstMessageAt).SetArgDisplayNames(framing);
    }

    [TestCaseSource(nameof(Streams))]
    public void ShouldDecodeStreamsWhereverTheyAreCut(string framing, string header, byte[] bytes, int firstMessageAt)
    {
        SbeSchema schema = Orders.Schema(header);
        for (int cut = 1; cut < bytes.Length; cut++)
        {
            Decoded decoded = Decoded.Of(_captures, framing, [Frames.Tcp(9, [], Frames.Syn), Frames.Tcp(10, bytes[..cut]), Frames.Tcp((uint)(10 + cut), bytes[cut..], Frames.Fin)], schema);
            Assert.That(decoded.Ids, Is.EqualTo(new long[] { 1, 2, 1 }), $"cut at {cut}");
            AssertWhole(decoded, packets: 2, messages: 3);
            Assert.That(decoded.Lines[0].GetProperty("transport").GetString(), Is.EqualTo("tcp"));
            Assert.That(decoded.Lines[0].GetProperty("frame").GetInt64(), Is.EqualTo(cut > firstMessageAt ? 2 : 3), "the frame of its first byte");
        }
    }

    [TestCase("cme")]
    [TestCase("coinbase")]
    public void ShouldTellSequenceAndTimeOfStreams(string framing)
    {
        TestCaseData streamCase = Streams().First(data => (string)data.Arguments[0]! == framing);
        Decoded decoded = Decoded.Of(_captures, framing, [Frames.Tcp(10, (byte[])streamCase.Arguments[2]!)], Orders.Schema((string)streamCase.Arguments[1]!));
        Assert.That(decoded.Lines.Select(line => (line.GetProperty("sequence").GetInt64(), line.GetProperty("sendingTimeNs").GetInt64())), Is.EqualTo(new[] { (5L, 7L), (5L, 7L), (5L, 7L) }));
    }

    [Test]
    public void ShouldCountPadding()
    {
        byte[] padded = [.. Bytes.U64(7), .. Bytes.U64(5), 3, 0, 1, 1, 0, 0, 0, 0, .. Bytes.U16(72), .. One, 0, 0, 0, 0, 0, 0, 0];
        Decoded decoded = Decoded.Of(_captures, "coinbase", [Frames.Udp(padded)], Orders.Schema(FrameLengthFirst));
        Assert.That((decoded.Counts.TrailingBytes, decoded.Counts.Errors), Is.EqualTo((7L, 0L)));
    }

    [TestCase("b3")]
    [TestCase("memoir")]
    [TestCase("deribit")]
    [TestCase("none")]
    public void ShouldSayThatTcpWantsAnotherFraming(string framing)
    {
        Decoded decoded = Decoded.Of(_captures, framing, [Frames.Tcp(9, [], Frames.Syn), Frames.Tcp(10, One)], Orders.Schema());
        Assert.That(decoded.Hopeless!.Id, Is.EqualTo("ER3012"));
        Assert.That(decoded.Hopeless.Message, Does.Contain($"'{framing}'").And.Contain("cme, sofh, optiq, coinbase"));
        Assert.That((decoded.Counts.SkippedFrames, decoded.Counts.Errors), Is.EqualTo((2L, 0L)));
    }

    private static void AssertWhole(Decoded decoded, long packets, long messages)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decoded.Errors, Is.Empty);
            Assert.That(decoded.Hopeless, Is.Null);
            Assert.That((decoded.Counts.Packets, decoded.Counts.Messages, decoded.Counts.WholeMessages), Is.EqualTo((packets, messages, messages)));
            Assert.That((decoded.Counts.GroupInstances, decoded.Counts.GroupEntries, decoded.Counts.VarData), Is.EqualTo((3 * messages, 3 * messages, 4 * messages)));
            Assert.That((decoded.Counts.TrailingBytes, decoded.Counts.UnknownTemplates, decoded.Counts.Templates[5]), Is.EqualTo((0L, 0L, messages)));
        }
    }
}
