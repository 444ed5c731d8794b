namespace EdgeRouter.Sbe.Properties.Tests.Harness;

/// <summary>Drives the generated encoder and decoder of one message; implemented by generated C#.</summary>
public interface IMessageCodec
{
    /// <summary>Encodes a message with its header.</summary>
    /// <returns>Bytes written; -1: no room for header and block.</returns>
    int Encode(Span<byte> buffer, ValueFeed feed);

    /// <summary>Decodes a message with its header.</summary>
    /// <param name="message">Header and body.</param>
    /// <param name="bodyLength">Bytes that the schema knows.</param>
    /// <param name="extent">Its parts.</param>
    /// <returns>Its rendering; null: another message, or TryWrap refused it.</returns>
    string? Decode(ReadOnlySpan<byte> message, out int bodyLength, out SbeExtent extent);

    /// <summary>Whether TryWrap takes the message.</summary>
    bool IsWhole(ReadOnlySpan<byte> message);
}
