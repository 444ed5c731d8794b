using System.Text;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Counters;

/// <summary>Gives out counters. The driver's conductor alone.</summary>
public sealed class CounterManager
{
    private readonly AtomicBuffer _metadata;
    private readonly AtomicBuffer _values;
    private readonly Queue<(int Id, long ReuseMs)> _freed = new();
    private readonly HashSet<int> _inUse = []; // What stands in the buffers could be written by any client.
    private readonly long _reuseAfterMs;
    private int _nextId;

    /// <summary>A manager of two zeroed buffers.</summary>
    /// <param name="metadata">What counters are.</param>
    /// <param name="values">Their values.</param>
    /// <param name="reuseAfterMs">How long a freed place rests, ms, so that readers notice.</param>
    public CounterManager(AtomicBuffer metadata, AtomicBuffer values, long reuseAfterMs = 1_000)
    {
        _metadata = metadata;
        _values = values;
        _reuseAfterMs = reuseAfterMs;
        Reader = new CounterReader(metadata, values);
    }

    /// <summary>Reads the same counters.</summary>
    public CounterReader Reader { get; }

    /// <summary>Counters in use.</summary>
    public int AllocatedCount { get; private set; }

    /// <summary>Gives out a counter.</summary>
    /// <param name="typeId">Its type: <see cref="CounterKind"/>.</param>
    /// <param name="key">At most 112 bytes; more are cut.</param>
    /// <param name="label">At most 380 bytes of UTF-8; more are cut.</param>
    /// <param name="registrationId">The registration it belongs to.</param>
    /// <param name="ownerId">The client that owns it; -1 = the driver.</param>
    /// <param name="referenceId">What it refers to; 0 = nothing.</param>
    /// <param name="value">Its first value.</param>
    /// <param name="nowMs">Time, ms since the epoch.</param>
    /// <exception cref="EdgeRouterException">ER2203: all are in use.</exception>
    public CounterCell Allocate(int typeId, ReadOnlySpan<byte> key, string label, long registrationId, long ownerId, long referenceId, long value, long nowMs)
    {
        int id = NextId(nowMs);
        int at = id * CounterLayout.MetadataBytes;
        int valueAt = id * CounterLayout.ValueBytes;
        _metadata.PutInt32(at + CounterLayout.TypeOffset, typeId);
        _metadata.PutInt64(at + CounterLayout.ReuseOffset, long.MaxValue);
        Span<byte> keyBytes = _metadata.Span(at + CounterLayout.KeyOffset, CounterLayout.KeyBytes);
        keyBytes.Clear();
        key[..Math.Min(key.Length, keyBytes.Length)].CopyTo(keyBytes);
        WriteLabel(at, label);
        _values.PutInt64(valueAt, value);
        _values.PutInt64(valueAt + CounterLayout.RegistrationOffset, registrationId);
        _values.PutInt64(valueAt + CounterLayout.OwnerOffset, ownerId);
        _values.PutInt64(valueAt + CounterLayout.ReferenceOffset, referenceId);
        _metadata.PutInt32Release(at + CounterLayout.StateOffset, CounterLayout.Allocated);
        _ = _inUse.Add(id);
        AllocatedCount++;
        return Reader.Cell(id);
    }

    /// <summary>Takes a counter back. Its place rests before it is given out again.</summary>
    /// <param name="id">A counter in use.</param>
    /// <param name="nowMs">Time, ms since the epoch.</param>
    public void Free(int id, long nowMs)
    {
        if (!_inUse.Remove(id))
        {
            throw new ArgumentOutOfRangeException(nameof(id), id, "this counter is not in use");
        }

        int at = id * CounterLayout.MetadataBytes;
        _metadata.PutInt32Release(at + CounterLayout.StateOffset, CounterLayout.Reclaimed);
        _metadata.Clear(at + CounterLayout.KeyOffset, CounterLayout.KeyBytes);
        _metadata.PutInt64(at + CounterLayout.ReuseOffset, nowMs + _reuseAfterMs);
        _freed.Enqueue((id, nowMs + _reuseAfterMs));
        AllocatedCount--;
    }

    /// <summary>Adds to a counter's label; what does not fit is cut.</summary>
    /// <param name="id">A counter in use.</param>
    /// <param name="text">What to add.</param>
    public void AppendLabel(int id, string text)
    {
        int at = id * CounterLayout.MetadataBytes;
        int lengthBytes = Math.Clamp(_metadata.GetInt32(at + CounterLayout.LabelLengthOffset), 0, CounterLayout.LabelBytes);
        string label = Encoding.UTF8.GetString(_metadata.Span(at + CounterLayout.LabelOffset, lengthBytes));
        WriteLabel(at, label + text);
    }

    private void WriteLabel(int at, string label)
    {
        Span<byte> bytes = _metadata.Span(at + CounterLayout.LabelOffset, CounterLayout.LabelBytes);
        _ = Encoding.UTF8.TryGetBytes(label, bytes, out int written);
        if (written == 0 && label.Length > 0)
        {
            Encoding.UTF8.GetEncoder().Convert(label, bytes, true, out _, out written, out _);
        }

        _metadata.PutInt32Release(at + CounterLayout.LabelLengthOffset, written);
    }

    private int NextId(long nowMs)
    {
        if (_freed.TryPeek(out (int Id, long ReuseMs) freed) && nowMs >= freed.ReuseMs)
        {
            return _freed.Dequeue().Id;
        }

        return _nextId < Reader.Capacity
            ? _nextId++
            : throw EdgeRouterException.Environment("ER2203", $"all {Reader.Capacity} counters are in use: give the driver more counter space");
    }
}
