using System.Buffers.Text;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>Builds the short JSON texts of a call in the caller's memory, without allocating.</summary>
/// <param name="to">Room for the longest text and the zero byte behind it.</param>
internal ref struct CallText(Span<byte> to)
{
    private readonly Span<byte> _to = to;
    private int _length;

    /// <summary>Adds text as it is.</summary>
    public CallText Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_to[_length..]);
        _length += text.Length;
        return this;
    }

    /// <summary>Adds a number.</summary>
    public CallText Add(ulong number)
    {
        if (!Utf8Formatter.TryFormat(number, _to[_length..], out int written))
        {
            throw new ArgumentException("No room for a number.", nameof(number));
        }

        _length += written;
        return this;
    }

    /// <summary>Ends the text with a zero byte.</summary>
    public readonly void End() => _to[_length] = 0;
}
