namespace EdgeRouter.Scoring.Import;

/// <content>Arrays of numbers: typed ones as one block, others item by item.</content>
internal sealed partial class UbjTokenReader
{
    /// <inheritdoc/>
    public int[] ReadInt32Array(int maxLength)
    {
        if (TryBeginBlock(maxLength, out Frame block))
        {
            return UbjBlocks.ToInt32(TakeBlock(block), block.ItemType, _context);
        }

        while (Read() != TokenKind.EndArray)
        {
            CheckRoom(_integers.Count, maxLength);
            _integers.Add(ItemToInt32());
        }

        return _integers.Take();
    }

    /// <inheritdoc/>
    public float[] ReadSingleArray(int maxLength)
    {
        if (TryBeginBlock(maxLength, out Frame block))
        {
            return UbjBlocks.ToSingle(TakeBlock(block), block.ItemType);
        }

        while (Read() != TokenKind.EndArray)
        {
            CheckRoom(_singles.Count, maxLength);
            _singles.Add(Kind == TokenKind.Number ? UbjBlocks.Single(_content.AsSpan(_start), _type) : throw this.Unexpected(TokenKind.Number, _context));
        }

        return _singles.Take();
    }

    // After this the array's frame is open; TakeBlock closes it.
    private bool TryBeginBlock(int maxLength, out Frame block)
    {
        this.Expect(TokenKind.BeginArray, _context);
        block = _frames[_depth - 1];
        if (block.ItemType == 0)
        {
            return false;
        }

        if (block.Remaining > maxLength)
        {
            throw _context.TooLarge($"an array of more than {maxLength} items");
        }

        return true;
    }

    private ReadOnlySpan<byte> TakeBlock(in Frame block)
    {
        int sizeBytes = (int)block.Remaining * SizeOf(block.ItemType);
        int start = Take(sizeBytes);
        Kind = Leave(TokenKind.EndArray);
        return _content.AsSpan(start, sizeBytes);
    }

    private int ItemToInt32() => Kind switch
    {
        TokenKind.True => 1,
        TokenKind.False => 0,
        TokenKind.Number => _type is (byte)'d' or (byte)'D'
            ? throw _context.Malformed(_start, "a whole number was expected")
            : _context.ToInt32(UbjBlocks.Integer(_content.AsSpan(_start), _type)),
        _ => throw this.Unexpected(TokenKind.Number, _context),
    };

    private void CheckRoom(int count, int maxLength)
    {
        if (count == maxLength)
        {
            throw _context.TooLarge($"an array of more than {maxLength} items");
        }
    }
}
