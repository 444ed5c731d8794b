using System.Buffers.Binary;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;
using Links = EdgeRouter.Core.Links;

namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>What the ends of a link say, held against offsets counted by hand from the schema: header 8 bytes, envelope 32.</summary>
public sealed class LinkMessageTests
{
    private static readonly MessageEnvelope Envelope = new() { Sequence = 4_711, TimeNs = 1_767_364_200_123_456_789, SourceId = 2, LinkSequence = 0xA1B2_C3D4 };

    private static readonly LinkHello Hello = new()
    {
        Incarnation = 11,
        Question = 12,
        PeerIncarnation = 13,
        JournalId = 14,
        LastSequence = 15,
        PeerJournalId = 16,
        TakenSequence = 17,
        Tier = Links.LinkTier.Gateway,
        IsAnswer = true,
    };

    private static readonly LinkStatus Status = new() { Incarnation = 21, PeerIncarnation = 22, SentSequence = 23, TakenSequence = 24, WantsReplay = true };

    private static readonly LinkRefused Refused = new() { Incarnation = 31, PeerIncarnation = 32, Value = -33, Reason = Links.LinkRefusal.JournalGone };

    private static readonly StatusRequest Question = new()
    {
        ChildId = new ChildOrderId(41),
        ParentId = new ParentOrderId(42),
        SendTimeNs = 43,
        InstrumentId = new InstrumentId(44),
        VenueId = new VenueId(45),
    };

    [Test]
    public void ShouldStandAtTheOffsetsOfTheSchema()
    {
        byte[] hello = Bytes(t => ProtocolWriter.Write(t, Envelope, Hello));
        Assert.That(hello, Has.Length.EqualTo(8 + 32 + (7 * 8) + 2));
        Assert.That(BinaryPrimitives.ReadUInt16LittleEndian(hello.AsSpan(2)), Is.EqualTo(60));
        Assert.That(BinaryPrimitives.ReadUInt64LittleEndian(hello.AsSpan(8)), Is.EqualTo(4_711));
        Assert.That(Numbers(hello, 40, 7), Is.EqualTo(new long[] { 11, 12, 13, 14, 15, 16, 17 }));
        Assert.That(hello[^2..], Is.EqualTo(new byte[] { 2, 1 }));

        byte[] status = Bytes(t => ProtocolWriter.Write(t, Envelope, Status));
        Assert.That(Numbers(status, 40, 4), Is.EqualTo(new long[] { 21, 22, 23, 24 }));
        Assert.That(status[^1], Is.EqualTo(1));

        byte[] data = Bytes(t => ProtocolWriter.WriteLinkData(t, Envelope, 51, 4_710, [1, 2, 3]));
        Assert.That(Numbers(data, 40, 2), Is.EqualTo(new long[] { 51, 4_710 }));
        Assert.That(data[56..], Is.EqualTo(new byte[] { 3, 0, 0, 0, 1, 2, 3 }));
        Assert.That(data, Has.Length.EqualTo(ProtocolWriter.SizeOfLinkData(3)));
    }

    [Test]
    public void ShouldKeepTheLinksNumberInTheEnvelope()
    {
        byte[] report = Bytes(t => ProtocolWriter.Write(t, Envelope, new ExecutionReport { ExecutionId = 1 }));
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(report.AsSpan(8 + 28)), Is.EqualTo(0xA1B2_C3D4));
        Assert.That(Read(report), Is.EqualTo(new ExecutionReport { ExecutionId = 1, LinkSequence = 0xA1B2_C3D4 }));
        byte[] control = Bytes(t => ProtocolWriter.Write(t, Envelope, new ControlInput { Kind = Core.Orders.ControlKind.LinkUp }));
        Assert.That(Read(control), Is.EqualTo(new ControlInput { Kind = Core.Orders.ControlKind.LinkUp, LinkSequence = 0xA1B2_C3D4 }));
    }

    [Test]
    public void ShouldStampAnyMessageWithItsNumber()
    {
        foreach ((string name, byte[] wire, _) in Samples.All())
        {
            byte[] stamped = [.. wire];
            Assert.That(MessageEnvelope.TryStamp(stamped, 0x0102_0304), Is.True);
            Assert.That(stamped[36..40], Is.EqualTo(new byte[] { 4, 3, 2, 1 }), name);
            Assert.That(ProtocolReader.TryReadEnvelope(stamped, out MessageEnvelope envelope), Is.True);
            Assert.That(envelope.LinkSequence, Is.EqualTo(0x0102_0304));
            MessageEnvelope.TryStamp(stamped, 0);
            Assert.That(stamped, Is.EqualTo(wire));
        }

        Assert.That(MessageEnvelope.TryStamp(new byte[47], 1), Is.False);
    }

    [Test]
    public void ShouldReadWhatWasWritten()
    {
        Assert.That(Read(Bytes(t => ProtocolWriter.Write(t, Envelope, Hello))), Is.EqualTo(Hello));
        Assert.That(Read(Bytes(t => ProtocolWriter.Write(t, Envelope, Status))), Is.EqualTo(Status));
        Assert.That(Read(Bytes(t => ProtocolWriter.Write(t, Envelope, Refused))), Is.EqualTo(Refused));
        Assert.That(Read(Bytes(t => ProtocolWriter.Write(t, Envelope, Question))), Is.EqualTo(Question));
        Assert.That(Read(Bytes(t => ProtocolWriter.Write(t, Envelope, new MarketAdvance(61, 62)))), Is.EqualTo(new MarketAdvance(61, 62)));
        Assert.That(Read(Bytes(t => ProtocolWriter.Write(t, Envelope, new MarketAdvanced(71, 72, 73, true)))), Is.EqualTo(new MarketAdvanced(71, 72, 73, true)));
        Assert.That(Read(Bytes(t => ProtocolWriter.WriteLinkData(t, Envelope, 51, 52, [7, 8]))), Is.EqualTo((51UL, 52L, "0708")));
    }

    [Test]
    public void ShouldRefuseEveryTruncation()
    {
        byte[][] wires =
        [
            Bytes(t => ProtocolWriter.Write(t, Envelope, Hello)),
            Bytes(t => ProtocolWriter.Write(t, Envelope, Status)),
            Bytes(t => ProtocolWriter.Write(t, Envelope, Refused)),
            Bytes(t => ProtocolWriter.Write(t, Envelope, Question)),
            Bytes(t => ProtocolWriter.WriteLinkData(t, Envelope, 51, 52, [7, 8])),
        ];
        foreach (byte[] wire in wires)
        {
            for (int length = 0; length < wire.Length; length++)
            {
                var visitor = new RecordingVisitor();
                Assert.That(ProtocolReader.Dispatch(wire.AsSpan(0, length), ref visitor), Is.EqualTo(ProtocolReadResult.Malformed));
                Assert.That(visitor.Count, Is.Zero);
            }
        }
    }

    [Test]
    public void ShouldWriteNothingWhereItDoesNotFit()
    {
        byte[] target = new byte[ProtocolWriter.SizeOfLinkData(3)];
        Assert.That(ProtocolWriter.WriteLinkData(target.AsSpan(1), Envelope, 51, 52, [1, 2, 3]), Is.Zero);
        Assert.That(ProtocolWriter.Write(target.AsSpan(0, 40), Envelope, Hello), Is.Zero);
    }

    private static object? Read(byte[] wire)
    {
        var visitor = new RecordingVisitor();
        Assert.That(ProtocolReader.Dispatch(wire, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        Assert.That(visitor.Envelope, Is.EqualTo(Envelope));
        return visitor.Value;
    }

    private static byte[] Bytes(Func<byte[], int> write)
    {
        byte[] target = new byte[512];
        return target[..write(target)];
    }

    private static long[] Numbers(byte[] wire, int offset, int count) =>
        [.. Enumerable.Range(0, count).Select(i => BinaryPrimitives.ReadInt64LittleEndian(wire.AsSpan(offset + (8 * i))))];
}
