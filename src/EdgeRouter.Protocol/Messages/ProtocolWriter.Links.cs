using EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>What the two ends of a link say to each other; none of it is journaled.</content>
public static partial class ProtocolWriter
{
    /// <summary>Bytes of a message that crosses a link.</summary>
    /// <param name="messageBytes">Length of the message inside.</param>
    public static int SizeOfLinkData(int messageBytes) => SchemaInfo.HeaderLength + LinkDataEncoder.BlockLength + BlobHeaderBytes + messageBytes;

    /// <summary>Writes a message that crosses a link. The envelope's sequence is its number; 0 = it has none.</summary>
    /// <param name="target">At least <see cref="SizeOfLinkData"/> bytes.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="incarnation">This run of the sender's process.</param>
    /// <param name="previousSequence">Number of the message before it on this link; 0 = it is the first.</param>
    /// <param name="message">A message of the protocol, header included.</param>
    public static int WriteLinkData(Span<byte> target, in MessageEnvelope envelope, ulong incarnation, long previousSequence, ReadOnlySpan<byte> message)
    {
        if (target.Length - SizeOfLinkData(0) < message.Length || !LinkDataEncoder.TryWrapWithHeader(target, out LinkDataEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.Incarnation = incarnation;
        e.PreviousSequence = previousSequence;
        e.PutMessage(message);
        return e.EncodedLength;
    }

    /// <summary>Writes who one end of a link is and what it has.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="hello">What it says.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in LinkHello hello)
    {
        if (!LinkHelloEncoder.TryWrapWithHeader(target, out LinkHelloEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.Incarnation = hello.Incarnation;
        e.Question = hello.Question;
        e.PeerIncarnation = hello.PeerIncarnation;
        e.JournalId = hello.JournalId;
        e.LastSequence = hello.LastSequence;
        e.PeerJournalId = hello.PeerJournalId;
        e.TakenSequence = hello.TakenSequence;
        e.Tier = (LinkTier)hello.Tier;
        e.IsAnswer = ToBoolean(hello.IsAnswer);
        return e.EncodedLength;
    }

    /// <summary>Writes a heartbeat of a link.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="status">What it says.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in LinkStatus status)
    {
        if (!LinkStatusEncoder.TryWrapWithHeader(target, out LinkStatusEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.Incarnation = status.Incarnation;
        e.PeerIncarnation = status.PeerIncarnation;
        e.SentSequence = status.SentSequence;
        e.TakenSequence = status.TakenSequence;
        e.WantsReplay = ToBoolean(status.WantsReplay);
        return e.EncodedLength;
    }

    /// <summary>Writes that one end of a link cannot go on with the other.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="refused">Why not.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in LinkRefused refused)
    {
        if (!LinkRefusedEncoder.TryWrapWithHeader(target, out LinkRefusedEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.Incarnation = refused.Incarnation;
        e.PeerIncarnation = refused.PeerIncarnation;
        e.Value = refused.Value;
        e.Reason = (LinkRefusal)refused.Reason;
        return e.EncodedLength;
    }

    /// <summary>Writes the wish that a market of another process plays on.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="advance">How far.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in MarketAdvance advance)
    {
        if (!MarketAdvanceEncoder.TryWrapWithHeader(target, out MarketAdvanceEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.Number = advance.Number;
        e.UpToNs = advance.UpToNs;
        return e.EncodedLength;
    }

    /// <summary>Writes that a market of another process has played on.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="advanced">How far.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in MarketAdvanced advanced)
    {
        if (!MarketAdvancedEncoder.TryWrapWithHeader(target, out MarketAdvancedEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.Number = advanced.Number;
        e.NextReportNs = advanced.NextReportNs;
        e.ReportSequence = advanced.ReportSequence;
        e.IsStopped = ToBoolean(advanced.IsStopped);
        return e.EncodedLength;
    }

    /// <summary>Writes the question what became of a child order.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="request">Which.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in StatusRequest request)
    {
        if (!ChildStatusRequestEncoder.TryWrapWithHeader(target, out ChildStatusRequestEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ChildId = request.ChildId.Value;
        e.ParentId = request.ParentId.Value;
        e.SendTimeNs = request.SendTimeNs;
        e.InstrumentId = request.InstrumentId.Value;
        e.VenueId = request.VenueId.Value;
        return e.EncodedLength;
    }
}
