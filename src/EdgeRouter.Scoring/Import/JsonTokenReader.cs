using System.Buffers;

namespace EdgeRouter.Scoring.Import;

/// <summary>JSON tokens, with the bare <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> that XGBoost writes and strict parsers reject.</summary>
internal sealed partial class JsonTokenReader : ITokenReader
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("{}[]\""u8);
    private static readonly SearchValues<byte> TextEnds = SearchValues.Create("\"\\"u8);

    private readonly byte[] _content;
    private readonly ImportContext _context;
    private readonly ArrayBuilder<int> _integers = new();
    private readonly ArrayBuilder<float> _singles = new();
    private readonly bool[] _isObject = new bool[ImportLimits.MaxNesting];
    private int _depth;
    private int _position;
    private int _start;
    private int _length;
    private State _state = State.Value;

    /// <summary>Reads <paramref name="content"/> from its first byte.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="context">Names the place in errors.</param>
    public JsonTokenReader(byte[] content, ImportContext context)
    {
        _content = content;
        _context = context;
    }

    private enum State
    {
        Value,
        FirstItem,
        FirstName,
        AfterValue,
        Done,
    }

    /// <inheritdoc/>
    public TokenKind Kind { get; private set; }

    /// <inheritdoc/>
    public int Position => _position;

    private ReadOnlySpan<byte> Slice => _content.AsSpan(_start, _length);

    /// <inheritdoc/>
    public TokenKind Read()
    {
        SkipWhitespace();
        Kind = _state switch
        {
            State.Done => ReadEnd(),
            State.AfterValue => ReadAfterValue(),
            State.FirstName => Peek() == '}' ? Close('}') : ReadName(),
            State.FirstItem => Peek() == ']' ? Close(']') : ReadValue(),
            _ => ReadValue(),
        };
        return Kind;
    }

    /// <inheritdoc/>
    public string GetText() => JsonText.Decode(Slice, _context, _start);

    /// <inheritdoc/>
    public void SkipValue()
    {
        SkipWhitespace();
        byte first = Peek();
        if (first is (byte)'{' or (byte)'[')
        {
            SkipNested();
        }
        else if (first == '"')
        {
            ScanText(int.MaxValue);
        }
        else
        {
            ReadWord();
        }

        AfterScalar();
    }

    /// <inheritdoc/>
    public ITokenReader At(int position) => new JsonTokenReader(_content, _context) { _position = position };

    // Only brackets and texts are looked at: most of a model file is arrays that prediction does not need.
    private void SkipNested()
    {
        int outer = _depth;
        do
        {
            int found = _content.AsSpan(_position).IndexOfAny(Structure);
            _position = found < 0 ? throw _context.Malformed(_content.Length, "the file ends too early") : _position + found;
            byte at = _content[_position];
            if (at == '"')
            {
                ScanText(int.MaxValue);
            }
            else if (at is (byte)'{' or (byte)'[')
            {
                Open(isObject: at == '{');
            }
            else if (_isObject[_depth - 1] == (at == '}'))
            {
                Close(at);
            }
            else
            {
                throw _context.Malformed(_position, "the wrong closing bracket");
            }
        }
        while (_depth > outer);
    }

    private TokenKind ReadEnd() =>
        _position == _content.Length ? TokenKind.EndOfFile : throw _context.Malformed(_position, "bytes after the end of the model");

    private TokenKind ReadAfterValue()
    {
        bool inObject = _isObject[_depth - 1];
        byte next = Peek();
        if (next == (inObject ? '}' : ']'))
        {
            return Close(next);
        }

        if (next != ',')
        {
            throw _context.Malformed(_position, inObject ? "',' or '}' was expected" : "',' or ']' was expected");
        }

        _position++;
        SkipWhitespace();
        return inObject ? ReadName() : ReadValue();
    }

    private TokenKind ReadName()
    {
        if (Peek() != '"')
        {
            throw _context.Malformed(_position, "a field name was expected");
        }

        ScanText(ImportLimits.MaxTextBytes);
        SkipWhitespace();
        if (Peek() != ':')
        {
            throw _context.Malformed(_position, "':' was expected");
        }

        _position++;
        _state = State.Value;
        return TokenKind.Name;
    }

    private TokenKind ReadValue()
    {
        byte next = Peek();
        switch (next)
        {
            case (byte)'{':
                return Open(isObject: true);
            case (byte)'[':
                return Open(isObject: false);
            case (byte)'"':
                ScanText(ImportLimits.MaxTextBytes);
                AfterScalar();
                return TokenKind.Text;
            default:
                return ReadWord();
        }
    }

    private TokenKind ReadWord()
    {
        _start = _position;
        while (_position < _content.Length && IsWordByte(_content[_position]))
        {
            _position++;
        }

        _length = _position - _start;
        ReadOnlySpan<byte> word = Slice;
        AfterScalar();
        if (word.SequenceEqual("true"u8))
        {
            return TokenKind.True;
        }

        if (word.SequenceEqual("false"u8))
        {
            return TokenKind.False;
        }

        if (word.SequenceEqual("null"u8))
        {
            return TokenKind.Null;
        }

        bool special = word.SequenceEqual("NaN"u8) || word.SequenceEqual("Infinity"u8) || word.SequenceEqual("-Infinity"u8);
        return special || LooksNumeric(word) ? TokenKind.Number : throw _context.Malformed(_start, "a value was expected");
    }

    private TokenKind Open(bool isObject)
    {
        if (_depth == ImportLimits.MaxNesting)
        {
            throw _context.TooLarge($"nested deeper than {ImportLimits.MaxNesting} levels");
        }

        _isObject[_depth++] = isObject;
        _position++;
        _state = isObject ? State.FirstName : State.FirstItem;
        return isObject ? TokenKind.BeginObject : TokenKind.BeginArray;
    }

    private TokenKind Close(int bracket)
    {
        _position++;
        _depth--;
        AfterScalar();
        return bracket == '}' ? TokenKind.EndObject : TokenKind.EndArray;
    }

    private void AfterScalar() => _state = _depth == 0 ? State.Done : State.AfterValue;

    private void ScanText(int maxBytes)
    {
        _start = ++_position;
        while (true)
        {
            int found = _content.AsSpan(Math.Min(_position, _content.Length)).IndexOfAny(TextEnds);
            _position = found < 0 ? throw _context.Malformed(_content.Length, "the file ends too early") : _position + found;
            if (_position - _start > maxBytes)
            {
                throw _context.TooLarge($"a text of more than {maxBytes} bytes");
            }

            if (_content[_position] == '"')
            {
                break;
            }

            _position += 2;
        }

        _length = _position - _start;
        _position++;
    }

    private byte Peek() => _position < _content.Length ? _content[_position] : throw _context.Malformed(_content.Length, "the file ends too early");

    private void SkipWhitespace()
    {
        while (_position < _content.Length && _content[_position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            _position++;
        }
    }

    private static bool IsWordByte(byte b) => b is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'z')
        or (>= (byte)'A' and <= (byte)'Z') or (byte)'+' or (byte)'-' or (byte)'.';

    private static bool LooksNumeric(ReadOnlySpan<byte> word) =>
        !word.IsEmpty && word.IndexOfAnyExcept("+-.0123456789eE"u8) < 0 && word[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9');
}
