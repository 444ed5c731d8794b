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

    /// <summary>Reads every member of a message.</summary>
    /// <param name="message">Header and body.</param>
    /// <param name="isTaken">Whether TryWrap took it.</param>
    /// <returns>Sum of everything read.</returns>
    ulong Sweep(ReadOnlySpan<byte> message, out bool isTaken);
}
