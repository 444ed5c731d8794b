using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EdgeRouter.Tools.Score;

/// <summary>Writes rows of scores in one of the formats. Numbers as text are the shortest that read back to the same number.</summary>
internal sealed class ScoreWriter
{
    private const int FlushBytes = 1 << 16;
    private const int TextBytesMax = 32;

    private readonly Stream _stream;
    private readonly RowFormat _format;
    private readonly bool _areSingles;
    private readonly int _columnCount;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushBytes * 2);

    /// <summary>Starts to write; text gets a header.</summary>
    /// <param name="stream">Takes the bytes.</param>
    /// <param name="format">How.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="areSingles">Whether the scores are float32 numbers, whose text is shorter.</param>
    public ScoreWriter(Stream stream, RowFormat format, IReadOnlyList<string> columns, bool areSingles)
    {
        _stream = stream;
        _format = format;
        _areSingles = areSingles;
        _columnCount = columns.Count;
        if (format == RowFormat.Csv)
        {
            _buffer.Write(Encoding.UTF8.GetBytes(string.Join(',', columns)));
            _buffer.Write("\n"u8);
        }
    }

    /// <summary>Writes rows.</summary>
    /// <param name="scores">Row-major.</param>
    public void Write(ReadOnlySpan<double> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            if (_format == RowFormat.Csv)
            {
                WriteText(scores[i], isLast: (i + 1) % _columnCount == 0);
            }
            else
            {
                WriteBinary(scores[i]);
            }

            if (_buffer.WrittenCount >= FlushBytes)
            {
                Flush();
            }
        }
    }

    /// <summary>Hands everything to the stream.</summary>
    public void Flush()
    {
        _stream.Write(_buffer.WrittenSpan);
        _stream.Flush();
        _buffer.ResetWrittenCount();
    }

    private void WriteText(double value, bool isLast)
    {
        Span<byte> text = _buffer.GetSpan(TextBytesMax);
        int length;
        _ = _areSingles
            ? ((float)value).TryFormat(text, out length, default, CultureInfo.InvariantCulture)
            : value.TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        text[length] = isLast ? (byte)'\n' : (byte)',';
        _buffer.Advance(length + 1);
    }

    private void WriteBinary(double value)
    {
        int length = RowFormats.ValueBytes(_format);
        Span<byte> bytes = _buffer.GetSpan(length);
        if (_format == RowFormat.Float32)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        }

        _buffer.Advance(length);
    }
}
