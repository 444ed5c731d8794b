using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>Finds the first hole of a term that is rebuilt from datagrams.</summary>
internal static unsafe class GapScanner
{
    /// <summary>Walks frames until one is missing.</summary>
    /// <param name="term">The term.</param>
    /// <param name="offset">Where to begin: the end of what is complete.</param>
    /// <param name="limitOffset">Where what was received ends.</param>
    /// <param name="gapBytes">Length of the hole, 0 if there is none.</param>
    /// <returns>Where what is complete ends.</returns>
    public static int Scan(byte* term, int offset, int limitOffset, out int gapBytes)
    {
        gapBytes = 0;
        while (offset < limitOffset)
        {
            int frameBytes = Volatile.Read(ref *(int*)(term + offset));
            if (frameBytes <= 0)
            {
                break;
            }

            // A length that leaves what was received is not ours: whoever maps the image may have written it.
            offset = frameBytes > limitOffset - offset ? limitOffset : offset + LogPosition.AlignFrame(frameBytes);
        }

        if (offset >= limitOffset)
        {
            return offset;
        }

        int end = offset + FrameLayout.Alignment;
        while (end < limitOffset && Volatile.Read(ref *(int*)(term + end)) == 0)
        {
            end += FrameLayout.Alignment;
        }

        gapBytes = Math.Min(end, limitOffset) - offset;
        return offset;
    }
}
