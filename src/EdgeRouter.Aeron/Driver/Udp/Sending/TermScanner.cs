using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>Finds whole frames to put into one datagram. The term is publishers' memory: a length that leaves the term is not a frame.</summary>
internal static unsafe class TermScanner
{
    /// <summary>Counts bytes of complete frames.</summary>
    /// <param name="start">Where to begin.</param>
    /// <param name="leftBytes">Bytes to the end of the term.</param>
    /// <param name="limitBytes">Bytes at most.</param>
    /// <param name="paddingBytes">Bytes of padding behind its header, which are not sent.</param>
    /// <returns>Bytes to send; 0 = nothing is there; below 0: a frame is there that does not fit the limit.</returns>
    public static int Scan(byte* start, int leftBytes, int limitBytes, out int paddingBytes)
    {
        int available = 0;
        paddingBytes = 0;
        while (available < limitBytes && paddingBytes == 0)
        {
            byte* frame = start + available;
            int frameBytes = available < leftBytes ? Volatile.Read(ref *(int*)frame) : 0;
            if (frameBytes < FrameLayout.HeaderBytes || frameBytes > leftBytes - available)
            {
                break;
            }

            int aligned = LogPosition.AlignFrame(frameBytes);
            bool isPadding = *(ushort*)(frame + FrameLayout.TypeOffset) == FrameType.Padding;
            int sentBytes = isPadding ? FrameLayout.HeaderBytes : aligned;
            if (available + sentBytes > limitBytes)
            {
                return available == 0 ? -sentBytes : available;
            }

            available += sentBytes;
            paddingBytes = aligned - sentBytes;
            if (isPadding)
            {
                break;
            }
        }

        return available;
    }
}
