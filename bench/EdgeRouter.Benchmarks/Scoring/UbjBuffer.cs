using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>Writes UBJSON as XGBoost does: typed arrays, big-endian, lengths as int64.</summary>
public sealed class UbjBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 20);

    /// <summary>Opens an object.</summary>
    public UbjBuffer Open() => Marker('{');

    /// <summary>Closes it.</summary>
    public UbjBuffer Close() => Marker('}');

    /// <summary>A member's name.</summary>
    public UbjBuffer Key(string name)
    {
        int length = Encoding.UTF8.GetByteCount(name);
        Marker('L');
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), length);
        _bytes.Advance(sizeof(long));
        _bytes.Advance(Encoding.UTF8.GetBytes(name, _bytes.GetSpan(length)));
        return this;
    }

    /// <summary>A text.</summary>
    public UbjBuffer Text(string text) => Marker('S').Key(text);

    /// <summary>Opens an array of anything; it needs no end.</summary>
    public UbjBuffer Array(int count) => Marker('[').Count(count);

    /// <summary>A whole array.</summary>
    public UbjBuffer Integers(ReadOnlySpan<int> values)
    {
        Marker('[').Marker('$').Marker('l').Count(values.Length);
        Span<byte> to = _bytes.GetSpan(values.Length * sizeof(int));
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(to[(i * sizeof(int))..], values[i]);
        }

        _bytes.Advance(values.Length * sizeof(int));
        return this;
    }

    /// <summary>A whole array.</summary>
    public UbjBuffer Singles(ReadOnlySpan<float> values)
    {
        Marker('[').Marker('$').Marker('d').Count(values.Length);
        Span<byte> to = _bytes.GetSpan(values.Length * sizeof(float));
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleBigEndian(to[(i * sizeof(float))..], values[i]);
        }

        _bytes.Advance(values.Length * sizeof(float));
        return this;
    }

    /// <summary>A whole array.</summary>
    public UbjBuffer Bytes(ReadOnlySpan<byte> values)
    {
        Marker('[').Marker('$').Marker('U').Count(values.Length);
        _bytes.Write(values);
        return this;
    }

    /// <summary>What was written.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private UbjBuffer Count(int count)
    {
        Marker('#').Marker('L');
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), count);
        _bytes.Advance(sizeof(long));
        return this;
    }

    private UbjBuffer Marker(char marker)
    {
        _bytes.GetSpan(1)[0] = (byte)marker;
        _bytes.Advance(1);
        return this;
    }
}
