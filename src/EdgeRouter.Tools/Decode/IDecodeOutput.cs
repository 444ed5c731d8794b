using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode;

/// <summary>Takes decoded messages.</summary>
public interface IDecodeOutput
{
    /// <summary>Takes one message, damaged ones included.</summary>
    /// <param name="packet">Where it came from.</param>
    /// <param name="walker">Of the schema that knows it, or of the first one where none does.</param>
    /// <param name="message">From the message header's first byte to the message's last.</param>
    void OnMessage(in DecodedPacket packet, SbeWalker walker, ReadOnlySpan<byte> message);
}
