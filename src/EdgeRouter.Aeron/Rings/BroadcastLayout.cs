using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Rings;

/// <summary>The trailer of the broadcast buffer, offsets from its capacity.</summary>
internal static class BroadcastLayout
{
    /// <summary>Bytes behind the data.</summary>
    public const int TrailerBytes = 128;

    /// <summary>Where the writer will be after the record that it writes.</summary>
    public const int TailIntentOffset = 0;

    /// <summary>Where the next record goes.</summary>
    public const int TailOffset = 8;

    /// <summary>Where the newest record is.</summary>
    public const int LatestOffset = 16;

    /// <summary>Data bytes of a window.</summary>
    /// <param name="sizeBytes">Size of the window.</param>
    /// <exception cref="EdgeRouterException">ER2202: not a power of two and the trailer.</exception>
    public static int CapacityOf(int sizeBytes)
    {
        int capacity = sizeBytes - TrailerBytes;
        return Bits.IsPowerOfTwo(capacity) && capacity >= 1024
            ? capacity
            : throw EdgeRouterException.BadInput("ER2202", $"a broadcast buffer of {sizeBytes} bytes is not a power of two and its trailer");
    }
}
