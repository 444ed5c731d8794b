using System.Runtime.CompilerServices;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <content>Reading: AERON.md §8.5. A frame's length is read once and held against what is left of its term; nothing else that stands in the log leads anywhere.</content>
public sealed unsafe partial class Image
{
    /// <summary>Hands on fragments, at most up to the end of a term.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them; what it throws ends the poll behind its fragment.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    /// <returns>How many.</returns>
    public int Poll<THandler>(ref THandler handler, int fragmentLimit)
        where THandler : struct, IFragmentHandler, allows ref struct => BoundedPoll(ref handler, long.MaxValue, fragmentLimit);

    /// <summary>Hands on fragments, at most up to the end of a term.</summary>
    /// <param name="handler">Takes them; what it throws ends the poll behind its fragment.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    /// <returns>How many.</returns>
    public int Poll(IFragmentHandler handler, int fragmentLimit)
    {
        FragmentHandlerReference reference = new(handler);
        return Poll(ref reference, fragmentLimit);
    }

    /// <summary>Hands on fragments that begin before a position.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them.</param>
    /// <param name="boundPosition">Where to stop.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    /// <returns>How many.</returns>
    public int BoundedPoll<THandler>(ref THandler handler, long boundPosition, int fragmentLimit)
        where THandler : struct, IFragmentHandler, allows ref struct
    {
        UseSlot slot = UseSlot.Enter();
        try
        {
            return PollInside(ref handler, boundPosition, fragmentLimit);
        }
        finally
        {
            slot.Exit();
        }
    }

    /// <summary>Hands on fragments, at most up to the end of a term; the handler says how to go on.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them; what it throws ends the poll before its fragment, which comes again.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    /// <returns>How many were taken.</returns>
    public int ControlledPoll<THandler>(ref THandler handler, int fragmentLimit)
        where THandler : struct, IControlledFragmentHandler, allows ref struct
    {
        UseSlot slot = UseSlot.Enter();
        try
        {
            return ControlledPollInside(ref handler, fragmentLimit);
        }
        finally
        {
            slot.Exit();
        }
    }

    /// <summary>Hands on whole frames as they stand in the log, at most up to the end of a term. Filling is handed on alone, so that it can be skipped.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them.</param>
    /// <param name="blockBytesMax">At most so many; a frame that is longer stops the image for ever, so be it the MTU at least.</param>
    /// <returns>Bytes handed on; 0 = none.</returns>
    public int BlockPoll<THandler>(ref THandler handler, int blockBytesMax)
        where THandler : struct, IBlockHandler, allows ref struct
    {
        UseSlot slot = UseSlot.Enter();
        try
        {
            return BlockPollInside(ref handler, blockBytesMax);
        }
        finally
        {
            slot.Exit();
        }
    }

    /// <summary>Looks at fragments from a position on without taking them.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="initialPosition">Where to begin: at or behind <see cref="Position"/>, in what has been handed out as a position of this image.</param>
    /// <param name="handler">Looks at them.</param>
    /// <param name="limitPosition">Where to stop.</param>
    /// <returns>Position behind the last one looked at whole: not counting those that the handler aborted, nor a message whose end was not seen.</returns>
    public long ControlledPeek<THandler>(long initialPosition, ref THandler handler, long limitPosition)
        where THandler : struct, IControlledFragmentHandler, allows ref struct
    {
        UseSlot slot = UseSlot.Enter();
        try
        {
            return PeekInside(initialPosition, ref handler, limitPosition);
        }
        finally
        {
            slot.Exit();
        }
    }

    /// <summary>Polls; the calling thread is inside.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them.</param>
    /// <param name="boundPosition">Where to stop.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    internal int PollInside<THandler>(ref THandler handler, long boundPosition, int fragmentLimit)
        where THandler : struct, IFragmentHandler, allows ref struct
    {
        if (IsClosed)
        {
            return 0;
        }

        long start = _position;
        int begin = (int)start & (_termBytes - 1);
        int at = begin;
        int end = (int)Math.Clamp(boundPosition - start, 0, _termBytes - begin) + begin;
        try
        {
            return Scan(ref handler, start - begin, ref at, end, fragmentLimit);
        }
        finally
        {
            if (at != begin)
            {
                Advance(start + (at - begin));
            }
        }
    }

    /// <summary>Polls; the calling thread is inside.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    internal int ControlledPollInside<THandler>(ref THandler handler, int fragmentLimit)
        where THandler : struct, IControlledFragmentHandler, allows ref struct
    {
        if (IsClosed)
        {
            return 0;
        }

        long start = _position;
        int begin = (int)start & (_termBytes - 1);
        int at = begin;
        try
        {
            return ControlledScan(ref handler, start - begin, ref at, fragmentLimit);
        }
        finally
        {
            if (start - begin + at != _position)
            {
                Advance(start - begin + at);
            }
        }
    }

    /// <summary>Polls; the calling thread is inside.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them.</param>
    /// <param name="blockBytesMax">At most so many.</param>
    internal int BlockPollInside<THandler>(ref THandler handler, int blockBytesMax)
        where THandler : struct, IBlockHandler, allows ref struct
    {
        if (IsClosed)
        {
            return 0;
        }

        long start = _position;
        int begin = (int)start & (_termBytes - 1);
        int at = begin;
        int end = begin + Math.Min(_termBytes - begin, Math.Max(blockBytesMax, 0));
        byte* term = _term;
        while (at < end && TryFrame(term, at, out int lengthBytes))
        {
            int next = at + LogPosition.AlignFrame(lengthBytes);
            bool isFilling = *(ushort*)(term + at + FrameLayout.TypeOffset) != FrameType.Data;
            if ((isFilling && at > begin) || (next > end && !isFilling))
            {
                break;
            }

            at = next;
            if (isFilling)
            {
                break;
            }
        }

        if (at == begin)
        {
            return 0;
        }

        try
        {
            handler.OnBlock(new ReadOnlySpan<byte>(term + begin, at - begin), SessionId, LogPosition.TermIdAt(start, _shift, InitialTermId));
        }
        finally
        {
            Advance(start + (at - begin));
        }

        return at - begin;
    }

    private int Scan<THandler>(ref THandler handler, long termBeginPosition, ref int at, int end, int fragmentLimit)
        where THandler : struct, IFragmentHandler, allows ref struct
    {
        byte* term = _term;
        int termBytes = _termBytes;
        int offset = at;
        int count = 0;
        FragmentHeader header = new(this, term, termBeginPosition);
        while (offset < end && count < fragmentLimit)
        {
            int lengthBytes = Volatile.Read(ref *(int*)(term + offset));
            if ((uint)(lengthBytes - FrameLayout.HeaderBytes) > (uint)(termBytes - offset - FrameLayout.HeaderBytes))
            {
                NoteDamage(lengthBytes, offset);
                break;
            }

            byte* frame = term + offset;
            header.Offset = offset;
            offset += LogPosition.AlignFrame(lengthBytes);
            at = offset;
            if (*(ushort*)(frame + FrameLayout.TypeOffset) == FrameType.Data)
            {
                header.LengthBytes = lengthBytes;
                count++;
                handler.OnFragment(new ReadOnlySpan<byte>(frame + FrameLayout.HeaderBytes, lengthBytes - FrameLayout.HeaderBytes), in header);
            }
        }

        return count;
    }

    private int ControlledScan<THandler>(ref THandler handler, long termBeginPosition, ref int at, int fragmentLimit)
        where THandler : struct, IControlledFragmentHandler, allows ref struct
    {
        byte* term = _term;
        int termBytes = _termBytes;
        int count = 0;
        FragmentHeader header = new(this, term, termBeginPosition);
        while (at < termBytes && count < fragmentLimit && TryFrame(term, at, out int lengthBytes))
        {
            int next = at + LogPosition.AlignFrame(lengthBytes);
            if (*(ushort*)(term + at + FrameLayout.TypeOffset) != FrameType.Data)
            {
                at = next;
                continue;
            }

            header.Offset = at;
            header.LengthBytes = lengthBytes;
            PollAction action = handler.OnFragment(PayloadAt(term, at, lengthBytes), in header);
            if (action == PollAction.Abort)
            {
                break;
            }

            at = next;
            count++;
            if (action == PollAction.Break)
            {
                break;
            }

            if (action == PollAction.Commit)
            {
                Volatile.Write(ref *_counter, termBeginPosition + at);
            }
        }

        return count;
    }

    private long PeekInside<THandler>(long initialPosition, ref THandler handler, long limitPosition)
        where THandler : struct, IControlledFragmentHandler, allows ref struct
    {
        long ahead = initialPosition - _position;
        if (IsClosed || ahead < 0 || ahead > _termBytes || (initialPosition & (FrameLayout.Alignment - 1)) != 0 || initialPosition >= limitPosition)
        {
            return initialPosition;
        }

        byte* term = _log.Term(LogPosition.Partition(initialPosition, _shift));
        int begin = (int)initialPosition & (_termBytes - 1);
        int at = begin;
        long result = initialPosition;
        FragmentHeader header = new(this, term, initialPosition - begin);
        while (at < _termBytes && initialPosition - begin + at < limitPosition && TryFrame(term, at, out int lengthBytes))
        {
            header.Offset = at;
            header.LengthBytes = lengthBytes;
            at += LogPosition.AlignFrame(lengthBytes);
            if (*(ushort*)(term + header.Offset + FrameLayout.TypeOffset) != FrameType.Data)
            {
                result = initialPosition - begin + at;
                continue;
            }

            PollAction action = handler.OnFragment(PayloadAt(term, header.Offset, lengthBytes), in header);
            if (action == PollAction.Abort)
            {
                break;
            }

            if ((header.Flags & FrameFlags.End) != 0)
            {
                result = initialPosition - begin + at;
            }

            if (action == PollAction.Break)
            {
                break;
            }
        }

        return result;
    }

    private static ReadOnlySpan<byte> PayloadAt(byte* term, int at, int lengthBytes) =>
        new(term + at + FrameLayout.HeaderBytes, lengthBytes - FrameLayout.HeaderBytes);

    private bool TryFrame(byte* term, int at, out int lengthBytes)
    {
        lengthBytes = Volatile.Read(ref *(int*)(term + at));
        if ((uint)(lengthBytes - FrameLayout.HeaderBytes) <= (uint)(_termBytes - at - FrameLayout.HeaderBytes))
        {
            return true;
        }

        NoteDamage(lengthBytes, at);
        return false;
    }

    private void Advance(long position)
    {
        if (((int)position & (_termBytes - 1)) == 0)
        {
            _term = _log.Term(LogPosition.Partition(position, _shift));
        }

        Volatile.Write(ref _position, position);
        Volatile.Write(ref *_counter, position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void NoteDamage(int lengthBytes, int at)
    {
        if (lengthBytes > 0 && !_isDamaged)
        {
            ReportDamage(lengthBytes, at);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReportDamage(int lengthBytes, int at)
    {
        Volatile.Write(ref _isDamaged, true);
        _conductor.OnDamaged(this, lengthBytes, at);
    }
}
