namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>What most framings have alike: before or in each message stand a few bytes that tell its length, and the same holds for packets
/// and streams.</summary>
public abstract class LengthPrefixFraming : MessageFraming
{
    /// <summary>Bytes that must be there before a message's length can be told.</summary>
    protected abstract int LengthWordsBytes { get; }

    /// <inheritdoc/>
    public override FramingStep Next(ReadOnlySpan<byte> payload, ref FramingCursor cursor, out ReadOnlySpan<byte> message)
    {
        message = default;
        ReadOnlySpan<byte> rest = payload[cursor.OffsetBytes..];
        if (cursor.Left == 0 || (cursor.Left < 0 && rest.IsEmpty))
        {
            return FramingStep.End;
        }

        cursor.Left -= cursor.Left > 0 ? 1 : 0;
        if (rest.Length < LengthWordsBytes)
        {
            return CutPrefix(ref cursor, rest.Length);
        }

        return TryReadLength(rest, ref cursor, out int prefixBytes, out int messageBytes)
            ? Take(payload, ref cursor, prefixBytes, messageBytes, out message)
            : FramingStep.Damaged;
    }

    /// <inheritdoc/>
    public override FramingStep NextInStream(ReadOnlySpan<byte> bytes, ref FramingCursor cursor, out ReadOnlySpan<byte> message)
    {
        message = default;
        ReadOnlySpan<byte> rest = bytes[cursor.OffsetBytes..];
        cursor.MessageOffsetBytes = bytes.Length;
        if (rest.Length < LengthWordsBytes)
        {
            return FramingStep.More;
        }

        return TryReadLength(rest, ref cursor, out int prefixBytes, out int messageBytes)
            ? TakeInStream(bytes, ref cursor, prefixBytes, messageBytes, out message)
            : FramingStep.Damaged;
    }

    /// <summary>Reads the words before a message.</summary>
    /// <param name="rest">At least <see cref="LengthWordsBytes"/> bytes.</param>
    /// <param name="cursor">Takes the problem.</param>
    /// <param name="prefixBytes">Bytes before the message.</param>
    /// <param name="messageBytes">Bytes of the message; negative where the length is less than the prefix.</param>
    /// <returns>False where the words are damaged.</returns>
    protected abstract bool TryReadLength(ReadOnlySpan<byte> rest, ref FramingCursor cursor, out int prefixBytes, out int messageBytes);
}
