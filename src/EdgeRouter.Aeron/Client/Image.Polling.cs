using System.Runtime.CompilerServices;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <content>Reading: AERON.md §8.5. A frame's length is read once and held against what is left of its term; nothing else that stands in the log leads anywhere. A data frame
/// of another term means that this reader was given up while it stood still, and written over: its image ends before anything of that is handed on.
/// An image that is closed in the middle of a poll, by a handler or another thread, hands nothing more on.</content>
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

    private int Scan<THandler>(ref THandler handler, long termBeginPosition, ref int at, int end, int fragmentLimit)
        where THandler : struct, IFragmentHandler, allows ref struct
    {
        byte* term = _term;
        int termBytes = _termBytes;
        int termId = _termId;
        int offset = at;
        int count = 0;
        FragmentHeader header = new(this, term, termBeginPosition);
        while (offset < end && count < fragmentLimit && !IsClosed)
        {
            int lengthBytes = Volatile.Read(ref *(int*)(term + offset));
            if ((uint)(lengthBytes - FrameLayout.HeaderBytes) > (uint)(termBytes - offset - FrameLayout.HeaderBytes))
            {
                NoteDamage(lengthBytes, offset);
                break;
            }

            byte* frame = term + offset;
            bool isData = *(ushort*)(frame + FrameLayout.TypeOffset) == FrameType.Data;
            if (isData && *(int*)(frame + FrameLayout.TermIdOffset) != termId)
            {
                NoteDamage(lengthBytes, offset);
                break;
            }

            header.Offset = offset;
            offset += LogPosition.AlignFrame(lengthBytes);
            at = offset;
            if (isData)
            {
                header.LengthBytes = lengthBytes;
                count++;
                handler.OnFragment(new ReadOnlySpan<byte>(frame + FrameLayout.HeaderBytes, lengthBytes - FrameLayout.HeaderBytes), in header);
            }
        }

        return count;
    }

    private bool TryFrame(byte* term, int termId, int at, out int lengthBytes)
    {
        byte* frame = term + at;
        lengthBytes = Volatile.Read(ref *(int*)frame);
        if ((uint)(lengthBytes - FrameLayout.HeaderBytes) <= (uint)(_termBytes - at - FrameLayout.HeaderBytes)
            && (*(int*)(frame + FrameLayout.TermIdOffset) == termId || *(ushort*)(frame + FrameLayout.TypeOffset) != FrameType.Data))
        {
            return true;
        }

        NoteDamage(lengthBytes, at);
        return false;
    }

    private void BeginTerm(long position)
    {
        _term = _log.Term(LogPosition.Partition(position, _shift));
        _termId = LogPosition.TermIdAt(position, _shift, InitialTermId);
    }

    private void Advance(long position)
    {
        if (((int)position & (_termBytes - 1)) == 0)
        {
            BeginTerm(position);
        }

        Volatile.Write(ref _position, position);
        if (!IsClosed && _counter.Registration == _counterOwner)
        {
            // A reader that was given up while it stood still must not write into what is another's counter by now.
            _counter.Set(position);
        }
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
