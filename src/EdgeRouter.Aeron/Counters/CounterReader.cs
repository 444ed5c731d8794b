using System.Text;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Counters;

/// <summary>Reads counters of any driver's directory. Everything it finds may be changed by others at any moment; it never reads outside the buffers.</summary>
public sealed unsafe class CounterReader
{
    private readonly AtomicBuffer _metadata;
    private readonly AtomicBuffer _values;

    /// <summary>A reader on the two buffers.</summary>
    /// <param name="metadata">What counters are.</param>
    /// <param name="values">Their values.</param>
    public CounterReader(AtomicBuffer metadata, AtomicBuffer values)
    {
        _metadata = metadata;
        _values = values;
        Capacity = Math.Min(metadata.SizeBytes / CounterLayout.MetadataBytes, values.SizeBytes / CounterLayout.ValueBytes);
    }

    /// <summary>How many counters there can be.</summary>
    public int Capacity { get; }

    /// <summary>Whether a counter is in use.</summary>
    /// <param name="id">Its id; false outside the buffers.</param>
    public bool IsAllocated(int id) => (uint)id < (uint)Capacity && StateOf(id) == CounterLayout.Allocated;

    /// <summary>Its type; of a counter that is not in use, the last one there was.</summary>
    /// <param name="id">Its id, 0 to <see cref="Capacity"/>.</param>
    public int TypeOf(int id) => _metadata.GetInt32((id * CounterLayout.MetadataBytes) + CounterLayout.TypeOffset);

    /// <summary>The registration it belongs to.</summary>
    /// <param name="id">Its id, 0 to <see cref="Capacity"/>.</param>
    public long RegistrationOf(int id) => _values.GetInt64Acquire((id * CounterLayout.ValueBytes) + CounterLayout.RegistrationOffset);

    /// <summary>The client that owns it.</summary>
    /// <param name="id">Its id, 0 to <see cref="Capacity"/>.</param>
    public long OwnerOf(int id) => _values.GetInt64Acquire((id * CounterLayout.ValueBytes) + CounterLayout.OwnerOffset);

    /// <summary>Its value in place.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public CounterCell Cell(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Capacity);
        return new CounterCell(id, (long*)(_values.Address + ((long)id * CounterLayout.ValueBytes)));
    }

    /// <summary>The first eight bytes of a counter's key as a number: for most types the registration or client it stands for.</summary>
    /// <param name="id">Its id, 0 to <see cref="Capacity"/>.</param>
    public long KeyNumber(int id) => _metadata.GetInt64((id * CounterLayout.MetadataBytes) + CounterLayout.KeyOffset);

    /// <summary>The first counter of a type whose key begins with a number.</summary>
    /// <param name="typeId">The type.</param>
    /// <param name="keyNumber">The number.</param>
    /// <returns>Its id, or -1.</returns>
    public int Find(int typeId, long keyNumber)
    {
        for (int id = 0; id < Capacity; id++)
        {
            int state = StateOf(id);
            if (state == CounterLayout.Unused)
            {
                break;
            }

            if (state == CounterLayout.Allocated && TypeOf(id) == typeId && KeyNumber(id) == keyNumber)
            {
                return id;
            }
        }

        return -1;
    }

    /// <summary>All counters in use.</summary>
    public IReadOnlyList<CounterInfo> Snapshot()
    {
        List<CounterInfo> counters = [];
        for (int id = 0; id < Capacity; id++)
        {
            int state = StateOf(id);
            if (state == CounterLayout.Unused)
            {
                break;
            }

            if (state == CounterLayout.Allocated && Describe(id) is { } info)
            {
                counters.Add(info);
            }
        }

        return counters;
    }

    /// <summary>What one counter is.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Null when it is not in use, or ceased to be while it was looked at.</returns>
    public CounterInfo? Describe(int id)
    {
        if (!IsAllocated(id))
        {
            return null;
        }

        int at = id * CounterLayout.MetadataBytes;
        int lengthBytes = Math.Clamp(_metadata.GetInt32Acquire(at + CounterLayout.LabelLengthOffset), 0, CounterLayout.LabelBytes);
        CounterInfo info = new(
            id,
            TypeOf(id),
            Cell(id).Value,
            RegistrationOf(id),
            OwnerOf(id),
            _values.GetInt64Acquire((id * CounterLayout.ValueBytes) + CounterLayout.ReferenceOffset),
            _metadata.Span(at + CounterLayout.KeyOffset, CounterLayout.KeyBytes).ToArray(),
            Encoding.UTF8.GetString(_metadata.Span(at + CounterLayout.LabelOffset, lengthBytes)));
        return IsAllocated(id) ? info : null;
    }

    private int StateOf(int id) => _metadata.GetInt32Acquire((id * CounterLayout.MetadataBytes) + CounterLayout.StateOffset);
}
