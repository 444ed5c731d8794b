namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>No framing: each datagram is one message.</summary>
public sealed class NoneFraming : MessageFraming
{
    /// <inheritdoc/>
    public override string Name => "none";

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor) => TrySkipHeader(payload, 0, out cursor);

    /// <inheritdoc/>
    public override FramingStep Next(ReadOnlySpan<byte> payload, ref FramingCursor cursor, out ReadOnlySpan<byte> message) =>
        TakeRest(payload, ref cursor, out message);

    /// <summary>Takes what is left of a packet as one message.</summary>
    internal static FramingStep TakeRest(ReadOnlySpan<byte> payload, ref FramingCursor cursor, out ReadOnlySpan<byte> message)
    {
        message = payload[cursor.OffsetBytes..];
        cursor.MessageOffsetBytes = cursor.OffsetBytes;
        cursor.OffsetBytes = payload.Length;
        return message.IsEmpty ? FramingStep.End : FramingStep.Message;
    }
}
