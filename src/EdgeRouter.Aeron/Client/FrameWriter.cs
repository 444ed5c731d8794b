using System.Runtime.CompilerServices;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>Stores frames in a term: a negative length first, then the rest of the header and the payload, the length last (AERON.md §8.3). Its callers have
/// seen to it that the frame lies inside the term.</summary>
internal static unsafe class FrameWriter
{
    private const int DataTypeShift = 16;
    private const int FlagsShift = 8;

    /// <summary>Begins a data frame.</summary>
    /// <param name="frame">Where it goes.</param>
    /// <param name="frameBytes">Header and payload.</param>
    /// <param name="flags">Flags.</param>
    /// <param name="termOffset">Its offset.</param>
    /// <param name="sessionId">Session.</param>
    /// <param name="streamAndTerm">Stream in the lower half, term in the upper.</param>
    /// <param name="reservedValue">For the application.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin(byte* frame, int frameBytes, uint flags, int termOffset, int sessionId, long streamAndTerm, long reservedValue)
    {
        ulong lengthAndType = (uint)-frameBytes | ((ulong)((flags << FlagsShift) | ((uint)FrameType.Data << DataTypeShift)) << 32);
        Volatile.Write(ref *(ulong*)frame, lengthAndType);
        *(ulong*)(frame + FrameLayout.TermOffsetOffset) = (uint)termOffset | ((ulong)(uint)sessionId << 32);
        *(long*)(frame + FrameLayout.StreamIdOffset) = streamAndTerm;
        *(long*)(frame + FrameLayout.ReservedValueOffset) = reservedValue;
    }

    /// <summary>Lets listeners see it.</summary>
    /// <param name="frame">Where it is.</param>
    /// <param name="frameBytes">Header and payload.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(byte* frame, int frameBytes) => Volatile.Write(ref *(int*)frame, frameBytes);

    /// <summary>Stream and term as the header has them side by side.</summary>
    /// <param name="streamId">Stream.</param>
    /// <param name="termId">Term.</param>
    public static long StreamAndTerm(int streamId, int termId) => (long)((uint)streamId | ((ulong)(uint)termId << 32));

    /// <summary>Fills a term up to its end.</summary>
    /// <param name="frame">Where the filling begins.</param>
    /// <param name="frameBytes">Bytes to the end.</param>
    /// <param name="termOffset">Its offset.</param>
    /// <param name="sessionId">Session.</param>
    /// <param name="streamAndTerm">Stream in the lower half, term in the upper.</param>
    public static void Pad(byte* frame, int frameBytes, int termOffset, int sessionId, long streamAndTerm)
    {
        Begin(frame, frameBytes, FrameFlags.Unfragmented, termOffset, sessionId, streamAndTerm, 0);
        *(ushort*)(frame + FrameLayout.TypeOffset) = FrameType.Padding;
        Finish(frame, frameBytes);
    }

    /// <summary>Writes a message of one or two parts as one frame or several.</summary>
    /// <param name="term">First byte of the term.</param>
    /// <param name="termOffset">Where the message goes; all of it fits.</param>
    /// <param name="payloadBytesMax">Longest payload of a frame.</param>
    /// <param name="sessionId">Session.</param>
    /// <param name="streamAndTerm">Stream in the lower half, term in the upper.</param>
    /// <param name="head">First part.</param>
    /// <param name="body">Second part.</param>
    /// <param name="reservedValue">For the application, in every frame.</param>
    public static void WriteFragments(
        byte* term, int termOffset, int payloadBytesMax, int sessionId, long streamAndTerm, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, long reservedValue)
    {
        uint flags = FrameFlags.Begin;
        int remaining = head.Length + body.Length;
        do
        {
            int payloadBytes = Math.Min(remaining, payloadBytesMax);
            remaining -= payloadBytes;
            flags |= remaining == 0 ? FrameFlags.End : 0u;
            byte* frame = term + termOffset;
            int frameBytes = payloadBytes + FrameLayout.HeaderBytes;
            Begin(frame, frameBytes, flags, termOffset, sessionId, streamAndTerm, reservedValue);
            Take(ref head, ref body, new Span<byte>(frame + FrameLayout.HeaderBytes, payloadBytes));
            Finish(frame, frameBytes);
            termOffset += LogPosition.AlignFrame(frameBytes);
            flags = 0;
        }
        while (remaining > 0);
    }

    private static void Take(ref ReadOnlySpan<byte> head, ref ReadOnlySpan<byte> body, Span<byte> target)
    {
        int headBytes = Math.Min(head.Length, target.Length);
        head[..headBytes].CopyTo(target);
        head = head[headBytes..];
        int bodyBytes = target.Length - headBytes;
        body[..bodyBytes].CopyTo(target[headBytes..]);
        body = body[bodyBytes..];
    }
}
