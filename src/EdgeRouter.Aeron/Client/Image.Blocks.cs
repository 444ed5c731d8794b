using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <content>Reading many frames at once.</content>
public sealed unsafe partial class Image
{
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
        while (at < end && TryFrame(term, _termId, at, out int lengthBytes))
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
}
