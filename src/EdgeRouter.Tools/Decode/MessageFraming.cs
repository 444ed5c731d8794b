using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Decode;

/// <summary>Cuts UDP payloads into messages: one class a framing, without state. A new one goes into <see cref="Framings"/>.</summary>
public abstract class MessageFraming
{
    /// <summary>Name as on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The schema that belongs to it, for users who name none.</summary>
    public abstract SbeSchema LoadSchema();

    /// <summary>Reads a packet's header.</summary>
    /// <param name="payload">UDP payload.</param>
    /// <param name="cursor">At the first message.</param>
    /// <returns>Whether the header is sound.</returns>
    public abstract bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor);

    /// <summary>Takes the next message.</summary>
    /// <param name="payload">The same payload.</param>
    /// <param name="cursor">Moves on behind the message.</param>
    /// <param name="message">From the message header's first byte to the message's last.</param>
    public abstract FramingStep Next(ReadOnlySpan<byte> payload, ref FramingCursor cursor, out ReadOnlySpan<byte> message);

    /// <summary>Takes a message of a known length that lies behind a prefix.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="cursor">At the prefix.</param>
    /// <param name="prefixBytes">Bytes of the prefix.</param>
    /// <param name="messageBytes">Length behind the prefix; negative = impossible.</param>
    /// <param name="message">The message.</param>
    protected static FramingStep Take(ReadOnlySpan<byte> payload, ref FramingCursor cursor, int prefixBytes, int messageBytes, out ReadOnlySpan<byte> message)
    {
        int start = cursor.OffsetBytes + prefixBytes;
        if (messageBytes < 0 || messageBytes > payload.Length - start)
        {
            message = default;
            return FramingStep.Damaged;
        }

        message = payload.Slice(start, messageBytes);
        cursor.OffsetBytes = start + messageBytes;
        return FramingStep.Message;
    }
}
