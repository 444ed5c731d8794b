using System.Runtime.CompilerServices;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <summary>A publication of one writer: the fastest. Offers and claims come from one thread at a time; everything else may come from any.</summary>
public sealed unsafe class ExclusivePublication : PublicationBase
{
    private readonly int _termBytes;
    private readonly long* _limitAddress;
    private byte* _term;
    private long* _tail;
    private long _termBegin;
    private long _rawTermTail;
    private long _streamAndTerm;
    private int _termOffset;
    private int _termId;
    private int _termCount;

    /// <summary>A publication that the driver has made; the log's tail is on 32 bytes inside its term.</summary>
    /// <param name="conductor">Its client's conductor.</param>
    /// <param name="ready">What the driver said.</param>
    internal ExclusivePublication(ClientConductor conductor, in PublicationParts ready)
        : base(conductor, in ready)
    {
        _termBytes = TermBytes;
        _limitAddress = LimitAddress;
        int termCount = Log.ActiveTermCount;
        long rawTail = Log.RawTail(LogPosition.PartitionOfTerm(termCount));
        BeginTerm(termCount, LogPosition.TermId(rawTail), LogPosition.TermOffset(rawTail, _termBytes) & -FrameLayout.Alignment);
    }

    /// <inheritdoc/>
    private protected override bool IsShared => false;

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
        long position = Claim(frameBytes, LogPosition.AlignFrame(frameBytes), out byte* frame);
        if (position > 0)
        {
            FrameWriter.Begin(frame, frameBytes, FrameFlags.Unfragmented, (int)(frame - _term), SessionId, _streamAndTerm, reservedValue);
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
        long position = Claim((int)messageBytes, footprint, out byte* frame);
        if (position > 0)
        {
            FrameWriter.WriteFragments(_term, (int)(frame - _term), PayloadBytesMax, SessionId, _streamAndTerm, head, body, reservedValue);
        }

        slot.Exit();
        return position;
    }

    /// <summary>Claims room in the log, to be filled in place.</summary>
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
        long position = Claim(frameBytes, LogPosition.AlignFrame(frameBytes), out byte* frame);
        if (position > 0)
        {
            FrameWriter.Begin(frame, frameBytes, FrameFlags.Unfragmented, (int)(frame - _term), SessionId, _streamAndTerm, 0);
            CountClaim();
            claim = new BufferClaim(this, frame, sizeBytes);
        }

        slot.Exit();
        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Claim(int messageBytes, int footprintBytes, out byte* frame)
    {
        frame = null;
        if (IsClosed)
        {
            return OfferResult.Closed;
        }

        int termOffset = _termOffset;
        long position = _termBegin + termOffset;
        if (position >= Volatile.Read(ref *_limitAddress))
        {
            return RefusalAt(position, messageBytes);
        }

        int newOffset = termOffset + footprintBytes;
        Volatile.Write(ref *_tail, _rawTermTail + newOffset);
        if (newOffset > _termBytes)
        {
            return EndTerm(termOffset);
        }

        frame = _term + termOffset;
        _termOffset = newOffset;
        return _termBegin + newOffset;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long EndTerm(int termOffset)
    {
        if (termOffset < _termBytes)
        {
            FrameWriter.Pad(_term + termOffset, _termBytes - termOffset, termOffset, SessionId, _streamAndTerm);
            _termOffset = _termBytes;
        }

        if (_termBegin + _termBytes >= PositionMax)
        {
            return OfferResult.MaxPositionExceeded;
        }

        BeginTerm(unchecked(_termCount + 1), unchecked(_termId + 1), 0);
        Volatile.Write(ref *_tail, _rawTermTail);
        Log.ActiveTermCount = _termCount;
        return OfferResult.AdminAction;
    }

    private void BeginTerm(int termCount, int termId, int termOffset)
    {
        int partition = LogPosition.PartitionOfTerm(termCount);
        _termCount = termCount;
        _termId = termId;
        _term = Log.Term(partition);
        _tail = Log.RawTailAddress(partition);
        _rawTermTail = LogPosition.RawTail(termId, 0);
        _streamAndTerm = FrameWriter.StreamAndTerm(StreamId, termId);
        _termOffset = termOffset;
        _termBegin = LogPosition.Position(termId, 0, Log.PositionShift, InitialTermId);
    }
}
