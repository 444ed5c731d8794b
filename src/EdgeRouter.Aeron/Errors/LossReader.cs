using System.Text;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Errors;

/// <summary>Reads the losses that a driver's receiver has noted (<c>loss-report.dat</c>): an entry an image, each on 64 bytes: count, bytes lost, first and
/// last time, session, stream, channel, source. An entry whose lengths are impossible ends the list.</summary>
public static class LossReader
{
    /// <summary>Name of the file in a driver's directory.</summary>
    public const string FileName = "loss-report.dat";

    private const int EntryAlignment = 64;
    private const int TotalOffset = 8;
    private const int FirstOffset = 16;
    private const int LastOffset = 24;
    private const int SessionOffset = 32;
    private const int StreamOffset = 36;
    private const int ChannelOffset = 40;

    /// <summary>All entries, in the order in which they first came.</summary>
    /// <param name="buffer">The file.</param>
    public static IReadOnlyList<LossEntry> Read(AtomicBuffer buffer)
    {
        List<LossEntry> entries = [];
        int at = 0;
        while (at <= buffer.SizeBytes - ChannelOffset && buffer.GetInt64Acquire(at) is var count and > 0)
        {
            int end = at + ChannelOffset;
            if (!TryText(buffer, ref end, out string channel))
            {
                break;
            }

            end = Bits.Align(end, sizeof(int));
            if (!TryText(buffer, ref end, out string source))
            {
                break;
            }

            entries.Add(new LossEntry(
                count,
                buffer.GetInt64Acquire(at + TotalOffset),
                buffer.GetInt64(at + FirstOffset),
                buffer.GetInt64Acquire(at + LastOffset),
                buffer.GetInt32(at + SessionOffset),
                buffer.GetInt32(at + StreamOffset),
                channel,
                source));
            at = Bits.Align(end, EntryAlignment);
        }

        return entries;
    }

    private static bool TryText(AtomicBuffer buffer, ref int at, out string text)
    {
        text = string.Empty;
        if (at > buffer.SizeBytes - sizeof(int))
        {
            return false;
        }

        int lengthBytes = buffer.GetInt32(at);
        at += sizeof(int);
        if (lengthBytes < 0 || lengthBytes > buffer.SizeBytes - at)
        {
            return false;
        }

        text = Encoding.UTF8.GetString(buffer.Span(at, lengthBytes));
        at += lengthBytes;
        return true;
    }
}
