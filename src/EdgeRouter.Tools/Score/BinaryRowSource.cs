using System.Buffers.Binary;
using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Tools.Score;

/// <summary>Row-major little-endian floats without a header.</summary>
internal sealed class BinaryRowSource : RowSource
{
    private const int BufferBytes = 1 << 16;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly RowFormat _format;
    private readonly int _valueBytes;

    /// <summary>Wraps an open file.</summary>
    /// <param name="stream">At its start; closed by this object.</param>
    /// <param name="path">For messages.</param>
    /// <param name="layout">What the model reads.</param>
    /// <param name="format">A binary format.</param>
    public BinaryRowSource(FileStream stream, string path, RowLayout layout, RowFormat format)
        : base(stream, path, layout, valuesAreSingles: format == RowFormat.Float32)
    {
        _format = format;
        _valueBytes = RowFormats.ValueBytes(format);
        if (stream.CanSeek)
        {
            CheckSize(stream.Length);
        }
    }

    private int RowBytes => FeatureCount * _valueBytes;

    private protected override int ReadRows(Span<double> rows)
    {
        int wanted = rows.Length / FeatureCount * FeatureCount;
        int done = 0;
        while (done < wanted)
        {
            int bytes = Fill(Math.Min((long)(wanted - done) * _valueBytes, BufferBytes));
            Convert(_buffer.AsSpan(0, bytes), rows[done..]);
            done += bytes / _valueBytes;
            if (bytes == 0 || bytes % _valueBytes != 0)
            {
                CheckSize(PositionBytes);
                break;
            }
        }

        return done / FeatureCount;
    }

    // Reads until there is as much as wanted or the file ends.
    private int Fill(long wanted)
    {
        int have = 0;
        while (have < wanted)
        {
            int count = ReadBytes(_buffer.AsSpan(have, (int)wanted - have));
            if (count == 0)
            {
                break;
            }

            have += count;
        }

        return have;
    }

    private void Convert(ReadOnlySpan<byte> bytes, Span<double> values)
    {
        for (int i = 0; i < bytes.Length / _valueBytes; i++)
        {
            ReadOnlySpan<byte> value = bytes.Slice(i * _valueBytes, _valueBytes);
            values[i] = _format == RowFormat.Float32 ? BinaryPrimitives.ReadSingleLittleEndian(value) : BinaryPrimitives.ReadDoubleLittleEndian(value);
        }
    }

    private void CheckSize(long sizeBytes)
    {
        if (sizeBytes == 0)
        {
            throw NoRows();
        }

        if (sizeBytes % RowBytes != 0)
        {
            throw EdgeRouterException.BadInput(
                ScoreErrors.CutRow,
                string.Create(CultureInfo.InvariantCulture, $"{FilePath}: {sizeBytes} bytes are no whole number of rows of {FeatureCount} features ({RowBytes} bytes); the file is cut or has other columns"));
        }
    }
}
