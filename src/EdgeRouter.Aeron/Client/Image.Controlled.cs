using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <content>Reading where the handler says how to go on, and looking ahead.</content>
public sealed unsafe partial class Image
{
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

    private int ControlledScan<THandler>(ref THandler handler, long termBeginPosition, ref int at, int fragmentLimit)
        where THandler : struct, IControlledFragmentHandler, allows ref struct
    {
        byte* term = _term;
        int termBytes = _termBytes;
        int count = 0;
        FragmentHeader header = new(this, term, termBeginPosition);
        while (at < termBytes && count < fragmentLimit && !IsClosed && TryFrame(term, _termId, at, out int lengthBytes))
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
                Advance(termBeginPosition + at);
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
        int termId = LogPosition.TermIdAt(initialPosition, _shift, InitialTermId);
        int begin = (int)initialPosition & (_termBytes - 1);
        int at = begin;
        long result = initialPosition;
        FragmentHeader header = new(this, term, initialPosition - begin);
        while (at < _termBytes && initialPosition - begin + at < limitPosition && !IsClosed && TryFrame(term, termId, at, out int lengthBytes))
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
}
