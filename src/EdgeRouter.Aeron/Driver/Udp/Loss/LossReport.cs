using System.Text;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>Losses of all images in a file that tools read (<c>loss-report.dat</c>): one entry an image, on 64 bytes each. Written by the receiver. A full
/// file takes no more entries; counters still count.</summary>
internal sealed class LossReport : IDisposable
{
    /// <summary>No entry.</summary>
    public const int NoEntry = -1;

    /// <summary>Name of the file in the driver's directory.</summary>
    public const string FileName = "loss-report.dat";

    /// <summary>Size of the file, bytes.</summary>
    public const int FileBytes = 256 * 1024;

    private const int EntryAlignment = 64;
    private const int CountOffset = 0;
    private const int TotalOffset = 8;
    private const int FirstOffset = 16;
    private const int LastOffset = 24;
    private const int SessionOffset = 32;
    private const int StreamOffset = 36;
    private const int TextOffset = 40;
    private readonly MappedFile _file;
    private readonly AtomicBuffer _buffer;
    private readonly IClock _epoch;
    private int _next;

    /// <summary>An empty report.</summary>
    /// <param name="file">The mapped file, zeroed; becomes the report's.</param>
    /// <param name="epoch">Time of day.</param>
    public LossReport(MappedFile file, IClock epoch)
    {
        _file = file;
        _buffer = file.Slice(0, FileBytes);
        _epoch = epoch;
    }

    /// <summary>First loss of an image.</summary>
    /// <param name="bytes">Bytes lost.</param>
    /// <param name="sessionId">Its session.</param>
    /// <param name="streamId">Its stream.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="source">Where it comes from.</param>
    /// <returns>Its entry, or <see cref="NoEntry"/>: the file is full.</returns>
    public int Add(long bytes, int sessionId, int streamId, string channel, string source)
    {
        int entry = _next;
        int sourceAt = entry + TextOffset + Bits.Align(sizeof(int) + Encoding.UTF8.GetByteCount(channel), sizeof(int));
        int end = sourceAt + sizeof(int) + Encoding.UTF8.GetByteCount(source);
        if (end > _buffer.SizeBytes)
        {
            return NoEntry;
        }

        long nowMs = _epoch.NowNs / TimeUnits.Millisecond;
        _buffer.PutInt64(entry + TotalOffset, bytes);
        _buffer.PutInt64(entry + FirstOffset, nowMs);
        _buffer.PutInt64(entry + LastOffset, nowMs);
        _buffer.PutInt32(entry + SessionOffset, sessionId);
        _buffer.PutInt32(entry + StreamOffset, streamId);
        WriteText(entry + TextOffset, channel);
        WriteText(sourceAt, source);
        _buffer.PutInt64Release(entry + CountOffset, 1);
        _next = Bits.Align(end, EntryAlignment);
        return entry;
    }

    /// <summary>A further loss of an image.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="bytes">Bytes lost.</param>
    public void Observe(int entry, long bytes)
    {
        _buffer.PutInt64Release(entry + LastOffset, _epoch.NowNs / TimeUnits.Millisecond);
        _ = _buffer.GetAndAddInt64(entry + TotalOffset, bytes);
        _ = _buffer.GetAndAddInt64(entry + CountOffset, 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Release();

    private void WriteText(int offset, string text)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        _buffer.PutInt32(offset, bytes);
        _ = Encoding.UTF8.GetBytes(text, _buffer.Span(offset + sizeof(int), bytes));
    }
}
