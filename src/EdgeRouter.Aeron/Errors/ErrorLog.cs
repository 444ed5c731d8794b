using System.Text;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Errors;

/// <summary>A driver's error log: each text once, with how often and when (AERON.md §7). One thread writes; anyone reads.</summary>
public sealed class ErrorLog
{
    private const int CountOffset = 4;
    private const int LastOffset = 8;
    private const int FirstOffset = 16;
    private const int TextOffset = 24;
    private const int Alignment = 8;
    private readonly AtomicBuffer _buffer;
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private int _end;

    /// <summary>A log in a window: zeroed for a writer.</summary>
    /// <param name="buffer">The window.</param>
    public ErrorLog(AtomicBuffer buffer) => _buffer = buffer;

    /// <summary>Notes an error.</summary>
    /// <param name="text">What happened. Texts that are equal share an entry.</param>
    /// <param name="nowMs">Time, ms since the epoch.</param>
    /// <returns>False: the log is full, and the text is new.</returns>
    public bool Record(string text, long nowMs)
    {
        if (!_known.TryGetValue(text, out int at))
        {
            int textBytes = Encoding.UTF8.GetByteCount(text);
            int aligned = Bits.Align(TextOffset + textBytes, Alignment);
            if (aligned > _buffer.SizeBytes - _end)
            {
                return false;
            }

            at = _end;
            _buffer.PutInt64(at + FirstOffset, nowMs);
            _buffer.PutInt64(at + LastOffset, nowMs);
            _buffer.PutInt32(at + CountOffset, 1);
            _ = Encoding.UTF8.GetBytes(text, _buffer.Span(at + TextOffset, textBytes));
            _buffer.PutInt32Release(at, TextOffset + textBytes);
            _end += aligned;
            _known.Add(text, at);
            return true;
        }

        _buffer.PutInt64Release(at + LastOffset, nowMs);
        _buffer.PutInt32Release(at + CountOffset, _buffer.GetInt32(at + CountOffset) + 1);
        return true;
    }

    /// <summary>All entries, in the order in which they first came. An entry whose length is impossible ends the list.</summary>
    /// <param name="sinceMs">Only those seen at or after this time, ms since the epoch.</param>
    public IReadOnlyList<ErrorEntry> Read(long sinceMs = 0)
    {
        List<ErrorEntry> entries = [];
        int at = 0;
        while (at <= _buffer.SizeBytes - TextOffset)
        {
            int lengthBytes = _buffer.GetInt32Acquire(at);
            if (lengthBytes < TextOffset || lengthBytes > _buffer.SizeBytes - at)
            {
                break;
            }

            long lastMs = _buffer.GetInt64Acquire(at + LastOffset);
            if (lastMs >= sinceMs)
            {
                string text = Encoding.UTF8.GetString(_buffer.Span(at + TextOffset, lengthBytes - TextOffset));
                entries.Add(new ErrorEntry(_buffer.GetInt32(at + CountOffset), _buffer.GetInt64(at + FirstOffset), lastMs, text));
            }

            at += Bits.Align(lengthBytes, Alignment);
        }

        return entries;
    }
}
