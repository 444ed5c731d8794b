using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>Both ways against bytes that were assembled by hand from the schema file.</summary>
public sealed class GoldenBytesTests
{
    private static IEnumerable<TestCaseData> Fixed() => Samples.All().Select(s => new TestCaseData(s.Wire, s.Value).SetArgDisplayNames(s.Name));

    [TestCaseSource(nameof(Fixed))]
    public void ShouldWriteFixedMessagesByteForByte(byte[] wire, object value)
    {
        byte[] target = new byte[512];
        int length = WriteAny(target, value);
        Assert.That(target[..length], Is.EqualTo(wire));
        for (int room = 0; room < wire.Length; room++)
            Assert.That(WriteAny(target.AsSpan(0, room), value), Is.Zero, $"room {room}");
    }

    [TestCaseSource(nameof(Fixed))]
    public void ShouldReadFixedMessagesByteForByte(byte[] wire, object value)
    {
        var visitor = new RecordingVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        Assert.That(visitor.Value, Is.EqualTo(value));
        Assert.That(visitor.Envelope, Is.EqualTo(Samples.Envelope));
        Assert.That(visitor.Count, Is.EqualTo(1));
    }

    [Test]
    public void ShouldWriteAndReadADecisionByteForByte()
    {
        DecisionRecord record = Samples.Decision();
        byte[] wire = Samples.DecisionWire();
        byte[] target = new byte[1024];
        int length = ProtocolWriter.Write(target, Samples.Envelope, record);
        Assert.That(target[..length], Is.EqualTo(wire));
        Assert.That(ProtocolWriter.SizeOf(record), Is.EqualTo(wire.Length));
        Assert.That(ProtocolWriter.Write(target.AsSpan(0, wire.Length - 1), Samples.Envelope, record), Is.Zero);
        var visitor = new RecordingVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        AssertSame((DecisionRecord)visitor.Value!, record);
    }

    [Test]
    public void ShouldKnowTheSizeOfConfigurationsAndPackets()
    {
        Assert.That(ProtocolWriter.SizeOfConfiguration(3), Is.EqualTo(Samples.All().Single(s => s.Name == "Configuration").Wire.Length));
        Assert.That(ProtocolWriter.SizeOfPacket(5), Is.EqualTo(Samples.All().Single(s => s.Name == "MarketPacket").Wire.Length));
    }

    [Test]
    public void ShouldWriteAndReadScoresByteForByte()
    {
        byte[] wire = Samples.ScoresWire();
        byte[] name = Encoding.UTF8.GetBytes("cpu-é");
        byte[] target = new byte[512];
        int length = ProtocolWriter.WriteScores(target, Samples.Envelope, new ParentOrderId(2), 3, 4, 5, Samples.Scores, name);
        Assert.That(target[..length], Is.EqualTo(wire));
        Assert.That(ProtocolWriter.SizeOfScores(2, name.Length), Is.EqualTo(wire.Length));
        Assert.That(ProtocolWriter.WriteScores(target.AsSpan(0, wire.Length - 1), Samples.Envelope, new ParentOrderId(2), 3, 4, 5, Samples.Scores, name), Is.Zero);
        var visitor = new RecordingVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        Assert.That(visitor.Value, Is.EqualTo((new ParentOrderId(2), 3, 4UL, (byte)5, "cpu-é", string.Join(";", Samples.Scores))));
    }

    [Test]
    public void ShouldCarryARefusalAsTheLowestBitOfTheFlags()
    {
        byte[] target = new byte[512];
        int length = ProtocolWriter.Write(target, Samples.Envelope with { Flags = MessageEnvelope.RefusedFlag }, Samples.Replace);
        byte[] accepted = new byte[512];
        Assert.That(ProtocolWriter.Write(accepted, Samples.Envelope with { Flags = 0 }, Samples.Replace), Is.EqualTo(length));
        int[] different = [.. Enumerable.Range(0, length).Where(i => target[i] != accepted[i])];
        Assert.That(different, Is.EqualTo(new[] { 8 + 26 }), "message header 8, then sequence 8, time 8, input count 8, source 2");
        Assert.That((target[34], accepted[34]), Is.EqualTo(((byte)1, (byte)0)));
        var visitor = new RecordingVisitor();
        ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor);
        Assert.That(visitor.Envelope.Flags, Is.EqualTo(MessageEnvelope.RefusedFlag));
    }

    [Test]
    public void ShouldWriteAndReadASessionStartByteForByte()
    {
        SessionHeader session = Samples.Session;
        byte[] wire = Samples.SessionWire();
        byte[] target = new byte[512];
        int length = ProtocolWriter.Write(target, Samples.Envelope, session);
        Assert.That(target[..length], Is.EqualTo(wire));
        Assert.That(ProtocolWriter.SizeOf(session), Is.EqualTo(wire.Length));
        var visitor = new RecordingVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        var read = (SessionHeader)visitor.Value!;
        Assert.That(read.Instruments, Is.EqualTo(session.Instruments));
        Assert.That(read.Venues, Is.EqualTo(session.Venues));
        Assert.That(read.Features, Is.Empty);
        Assert.That(read with { Instruments = [], Venues = [], Features = [] }, Is.EqualTo(session with { Instruments = [], Venues = [], Features = [] }));
    }

    internal static int WriteAny(Span<byte> target, object value) => value switch
    {
        ParentOrder v => ProtocolWriter.Write(target, Samples.Envelope, v),
        ParentOutcome v => ProtocolWriter.Write(target, Samples.Envelope, v),
        ParentOrderId v => ProtocolWriter.WriteParentCancel(target, Samples.Envelope, v),
        ChildOrder v => ProtocolWriter.Write(target, Samples.Envelope, v),
        CancelRequest v => ProtocolWriter.Write(target, Samples.Envelope, v),
        ExecutionReport v => ProtocolWriter.Write(target, Samples.Envelope, v),
        MarkOut v => ProtocolWriter.Write(target, Samples.Envelope, v),
        long v => ProtocolWriter.WriteTimer(target, Samples.Envelope, v),
        ControlInput v => ProtocolWriter.Write(target, Samples.Envelope, v),
        EngineAlert v => ProtocolWriter.Write(target, Samples.Envelope, v),
        ParentReplace v => ProtocolWriter.Write(target, Samples.Envelope, v),
        ParentReplaceOutcome v => ProtocolWriter.Write(target, Samples.Envelope, v),
        ChildDoubt v => ProtocolWriter.Write(target, Samples.Envelope, v),
        ConfigurationSample v => ProtocolWriter.WriteConfiguration(target, Samples.Envelope, v.Kind, v.Version, v.Content),
        PacketSample v => ProtocolWriter.Write(target, Samples.Envelope, v.Datagram),
        SessionSummary v => ProtocolWriter.Write(target, Samples.Envelope, v),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no writer"),
    };

    internal static void AssertSame(DecisionRecord actual, DecisionRecord expected)
    {
        Assert.That(
            (actual.ParentId, actual.DecisionIndex, actual.InstrumentId, actual.Side, actual.TimeNs, actual.RemainingQuantity),
            Is.EqualTo((expected.ParentId, expected.DecisionIndex, expected.InstrumentId, expected.Side, expected.TimeNs, expected.RemainingQuantity)));
        Assert.That(
            (actual.Bid, actual.Ask, actual.PolicyId, actual.ModelId, actual.ReferenceVersion, actual.Explored, actual.SlateProbability),
            Is.EqualTo((expected.Bid, expected.Ask, expected.PolicyId, expected.ModelId, expected.ReferenceVersion, expected.Explored, expected.SlateProbability)));
        Assert.That(actual.Rows.ToArray(), Is.EqualTo(expected.Rows.ToArray()));
        Assert.That(actual.Children.ToArray(), Is.EqualTo(expected.Children.ToArray()));
        Assert.That(actual.Features.ToArray(), Is.EqualTo(expected.Features.ToArray()));
    }
}
