using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode.Output;

/// <summary>Takes decoded messages and errors, in the order in which they are met.</summary>
public interface IDecodeOutput
{
    /// <summary>Takes one message, damaged ones included.</summary>
    /// <param name="packet">Where it came from.</param>
    /// <param name="walker">Of the schema that knows it, or of the first one where none does.</param>
    /// <param name="message">From the message header's first byte to the message's last.</param>
    /// <param name="error">What is wrong with it, or null.</param>
    void OnMessage(in DecodedPacket packet, SbeWalker walker, ReadOnlySpan<byte> message, DecodeError? error);

    /// <summary>Takes an error that is no message's: of a frame, packet or stream.</summary>
    /// <param name="error">The error.</param>
    void OnError(DecodeError error);
}
