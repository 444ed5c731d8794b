namespace EdgeRouter.Scoring.Import;

/// <summary>UBJSON (draft 12) tokens as XGBoost writes them: big-endian numbers, counted and typed arrays.
/// Optimised objects, characters and high-precision numbers, which XGBoost never writes, are refused.</summary>
internal sealed partial class UbjTokenReader : ITokenReader
{
    private readonly byte[] _content;
    private readonly ImportContext _context;
    private readonly ArrayBuilder<int> _integers = new();
    private readonly ArrayBuilder<float> _singles = new();
    private readonly Frame[] _frames = new Frame[ImportLimits.MaxNesting];
    private int _depth;
    private int _position;
    private int _start;
    private int _length;
    private byte _type;
    private bool _started;
    private bool _valuePending;
    private bool _skips;

    /// <summary>Reads <paramref name="content"/> from its first byte.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="context">Names the place in errors.</param>
    public UbjTokenReader(byte[] content, ImportContext context)
    {
        _content = content;
        _context = context;
    }

    /// <inheritdoc/>
    public TokenKind Kind { get; private set; }

    /// <inheritdoc/>
    public int Position => _position;

    /// <inheritdoc/>
    public TokenKind Read()
    {
        Kind = _depth == 0 ? ReadTop() : ReadInside(ref _frames[_depth - 1]);
        return Kind;
    }

    /// <inheritdoc/>
    public string GetText() => JsonText.DecodeUtf8(_content.AsSpan(_start, _length), _context, _start);

    /// <inheritdoc/>
    public void SkipValue()
    {
        int outer = _depth;
        _skips = true;
        do
        {
            Read();
            if (Kind == TokenKind.BeginArray && _frames[_depth - 1].ItemType != 0)
            {
                TakeBlock(_frames[_depth - 1]);
            }
        }
        while (_depth > outer);
        _skips = false;
    }

    /// <inheritdoc/>
    public ITokenReader At(int position) => new UbjTokenReader(_content, _context) { _position = position };

    private TokenKind ReadTop()
    {
        if (!_started)
        {
            _started = true;
            return ReadValue(TakeByte());
        }

        return _position == _content.Length ? TokenKind.EndOfFile : throw _context.Malformed(_position, "bytes after the end of the model");
    }

    private TokenKind ReadInside(ref Frame frame)
    {
        if (frame.IsObject)
        {
            return _valuePending ? ReadMember() : ReadNameOrEnd();
        }

        if (!frame.IsCounted)
        {
            byte marker = TakeByte();
            return marker == ']' ? Leave(TokenKind.EndArray) : ReadValue(marker);
        }

        if (frame.Remaining == 0)
        {
            return Leave(TokenKind.EndArray);
        }

        frame.Remaining--;
        return ReadValue(frame.ItemType != 0 ? frame.ItemType : TakeByte());
    }

    private TokenKind ReadMember()
    {
        _valuePending = false;
        return ReadValue(TakeByte());
    }

    private TokenKind ReadNameOrEnd()
    {
        byte marker = TakeByte();
        if (marker == '}')
        {
            return Leave(TokenKind.EndObject);
        }

        TakeText(marker);
        _valuePending = true;
        return TokenKind.Name;
    }

    private TokenKind ReadValue(byte type)
    {
        switch (type)
        {
            case (byte)'{':
                Enter(new Frame { IsObject = true });
                return TokenKind.BeginObject;
            case (byte)'[':
                OpenArray();
                return TokenKind.BeginArray;
            case (byte)'S':
                TakeText(TakeByte());
                return TokenKind.Text;
            case (byte)'T':
                return TokenKind.True;
            case (byte)'F':
                return TokenKind.False;
            case (byte)'Z':
                return TokenKind.Null;
            default:
                _type = type;
                _length = SizeOf(type);
                _start = Take(_length);
                return TokenKind.Number;
        }
    }

    private void OpenArray()
    {
        var frame = default(Frame);
        if (PeekByte() == '$')
        {
            _position++;
            frame.ItemType = TakeByte();
            SizeOf(frame.ItemType);
            if (PeekByte() != '#')
            {
                throw _context.Malformed(_position, "a typed array without a count");
            }
        }

        if (PeekByte() == '#')
        {
            _position++;
            frame.IsCounted = true;
            frame.Remaining = TakeLength(TakeByte(), frame.ItemType == 0 ? 1 : SizeOf(frame.ItemType));
        }

        Enter(frame);
    }

    private void Enter(Frame frame)
    {
        if (_depth == ImportLimits.MaxNesting)
        {
            throw _context.TooLarge($"nested deeper than {ImportLimits.MaxNesting} levels");
        }

        _frames[_depth++] = frame;
    }

    private TokenKind Leave(TokenKind kind)
    {
        _depth--;
        return kind;
    }

    private void TakeText(byte lengthType)
    {
        long length = TakeLength(lengthType, 1);
        if (length > ImportLimits.MaxTextBytes && !_skips)
        {
            throw _context.TooLarge($"a text of more than {ImportLimits.MaxTextBytes} bytes");
        }

        _length = (int)length;
        _start = Take(_length);
    }

    // A count is believed only when the rest of the file can hold that many items.
    private long TakeLength(byte type, int itemSizeBytes)
    {
        int sizeBytes = SizeOf(type);
        if (type is (byte)'d' or (byte)'D')
        {
            throw _context.Malformed(_position, "a length that is not a whole number");
        }

        long length = UbjBlocks.Integer(_content.AsSpan(Take(sizeBytes)), type);
        return length >= 0 && length <= (_content.Length - _position) / itemSizeBytes
            ? length
            : throw _context.Malformed(_position, $"a length of {length} that the file cannot hold");
    }

    private int SizeOf(byte type)
    {
        int sizeBytes = UbjBlocks.SizeOf(type);
        return sizeBytes > 0 ? sizeBytes : throw _context.Malformed(_position - 1, $"an unknown UBJSON type 0x{type:X2}");
    }

    private byte PeekByte() => _position < _content.Length ? _content[_position] : throw _context.Malformed(_content.Length, "the file ends too early");

    private byte TakeByte() => _content[Take(1)];

    private int Take(int sizeBytes)
    {
        if (sizeBytes > _content.Length - _position)
        {
            throw _context.Malformed(_content.Length, "the file ends too early");
        }

        int start = _position;
        _position += sizeBytes;
        return start;
    }

    private struct Frame
    {
        public bool IsObject;
        public bool IsCounted;
        public byte ItemType;
        public long Remaining;
    }
}
