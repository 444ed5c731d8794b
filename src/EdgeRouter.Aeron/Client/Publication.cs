using System.Runtime.CompilerServices;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <summary>A publication whose log all clients of a driver share that add the same channel and stream. Any thread may do anything at any time.</summary>
public sealed unsafe class Publication : PublicationBase
{
    /// <summary>A publication that the driver has made.</summary>
    /// <param name="conductor">Its client's conductor.</param>
    /// <param name="ready">What the driver said.</param>
    internal Publication(ClientConductor conductor, in PublicationParts ready)
        : base(conductor, in ready)
    {
    }

    /// <inheritdoc/>
    private protected override bool IsShared => true;

    /// <summary>Sends a message.</summary>
    /// <param name="message">0 to <see cref="PublicationBase.MessageBytesMax"/> bytes.</param>
    /// <param name="reservedValue">Eight bytes for the application in the frame's header.</param>
    /// <returns>The position behind it, or an <see cref="OfferResult"/> below zero.</returns>
    public long Offer(ReadOnlySpan<byte> message, long reservedValue = 0)
    {
        if (message.Length > PayloadBytesMax)
        {
            return Offer(message, default, reservedValue);
        }

        UseSlot slot = UseSlot.Enter();
        int frameBytes = message.Length + FrameLayout.HeaderBytes;
        long position = Claim(LogPosition.AlignFrame(frameBytes), out byte* term, out int termOffset, out int termId);
        if (position > 0)
        {
            byte* frame = term + termOffset;
            long streamAndTerm = FrameWriter.StreamAndTerm(StreamId, termId);
            FrameWriter.Begin(frame, frameBytes, FrameFlags.Unfragmented, termOffset, SessionId, streamAndTerm, reservedValue);
            message.CopyTo(new Span<byte>(frame + FrameLayout.HeaderBytes, message.Length));
            FrameWriter.Finish(frame, frameBytes);
        }

        slot.Exit();
        return position;
    }

    /// <summary>Sends two parts as one message.</summary>
    /// <param name="head">First part.</param>
    /// <param name="body">Second part; together at most <see cref="PublicationBase.MessageBytesMax"/> bytes.</param>
    /// <param name="reservedValue">Eight bytes for the application in the header of every frame.</param>
    /// <returns>The position behind it, or an <see cref="OfferResult"/> below zero.</returns>
    public long Offer(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, long reservedValue = 0)
    {
        long messageBytes = (long)head.Length + body.Length;
        if (messageBytes > MessageBytesMax)
        {
            ThrowTooLong(messageBytes, MessageBytesMax);
        }

        UseSlot slot = UseSlot.Enter();
        int footprint = LogPosition.MessageFootprint((int)messageBytes, PayloadBytesMax);
        long position = Claim(footprint, out byte* term, out int termOffset, out int termId);
        if (position > 0)
        {
            FrameWriter.WriteFragments(
                term, termOffset, PayloadBytesMax, SessionId, FrameWriter.StreamAndTerm(StreamId, termId), head, body, reservedValue);
        }

        slot.Exit();
        return position;
    }

    /// <summary>Claims room in the log, to be filled in place. A claim that is never committed is given up by the driver after its unblock time.</summary>
    /// <param name="sizeBytes">0 to <see cref="PublicationBase.PayloadBytesMax"/>.</param>
    /// <param name="claim">The room; open if the result is above zero.</param>
    /// <returns>The position behind it, or an <see cref="OfferResult"/> below zero.</returns>
    public long TryClaim(int sizeBytes, out BufferClaim claim)
    {
        claim = default;
        if ((uint)sizeBytes > (uint)PayloadBytesMax)
        {
            ThrowTooLong(sizeBytes, PayloadBytesMax);
        }

        UseSlot slot = UseSlot.Enter();
        int frameBytes = sizeBytes + FrameLayout.HeaderBytes;
        long position = Claim(LogPosition.AlignFrame(frameBytes), out byte* term, out int termOffset, out int termId);
        if (position > 0)
        {
            byte* frame = term + termOffset;
            FrameWriter.Begin(
                frame, frameBytes, FrameFlags.Unfragmented, termOffset, SessionId, FrameWriter.StreamAndTerm(StreamId, termId), 0);
            CountClaim();
            claim = new BufferClaim(this, frame, sizeBytes);
        }

        slot.Exit();
        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Claim(int footprintBytes, out byte* term, out int termOffset, out int termId)
    {
        term = null;
        termOffset = 0;
        termId = 0;
        if (IsClosed)
        {
            return OfferResult.Closed;
        }

        int termCount = Log.ActiveTermCount;
        int partition = LogPosition.PartitionOfTerm(termCount);
        long* tail = Log.RawTailAddress(partition);
        long rawTail = Volatile.Read(ref *tail);
        termId = LogPosition.TermId(rawTail);
        if (termCount != unchecked(termId - InitialTermId))
        {
            return OfferResult.AdminAction;
        }

        long termBegin = (long)termCount << Log.PositionShift;
        long position = termBegin + LogPosition.TermOffset(rawTail, TermBytes);
        if (position >= Volatile.Read(ref *LimitAddress))
        {
            return RefusalAt(position, footprintBytes);
        }

        // The tail is shared with every writer of every process: what comes back is held against the term before it leads anywhere.
        rawTail = Interlocked.Add(ref *tail, footprintBytes) - footprintBytes;
        termId = LogPosition.TermId(rawTail);
        termOffset = LogPosition.TermOffset(rawTail, TermBytes) & -FrameLayout.Alignment;
        term = Log.Term(partition);
        if (footprintBytes > TermBytes - termOffset)
        {
            return EndTerm(term, termOffset, termId);
        }

        return LogPosition.Position(termId, termOffset + footprintBytes, Log.PositionShift, InitialTermId);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long EndTerm(byte* term, int termOffset, int termId)
    {
        if (termOffset < TermBytes)
        {
            FrameWriter.Pad(term + termOffset, TermBytes - termOffset, termOffset, SessionId, FrameWriter.StreamAndTerm(StreamId, termId));
        }

        int termCount = unchecked(termId - InitialTermId);
        if (((long)termCount << Log.PositionShift) + TermBytes >= PositionMax)
        {
            return OfferResult.MaxPositionExceeded;
        }

        _ = Log.Rotate(termCount, termId);
        return OfferResult.AdminAction;
    }
}
