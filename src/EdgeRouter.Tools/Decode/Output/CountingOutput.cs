using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode.Output;

/// <summary>Shows the first errors and nothing else: for counts.</summary>
/// <param name="errorCountMax">Errors shown.</param>
/// <param name="writeError">Takes a line an error.</param>
public sealed class CountingOutput(int errorCountMax, Action<string> writeError) : IDecodeOutput
{
    private int _errorCount;

    /// <inheritdoc/>
    public void OnMessage(in DecodedPacket packet, SbeWalker walker, ReadOnlySpan<byte> message, DecodeError? error)
    {
        if (error != null)
        {
            OnError(error);
        }
    }

    /// <inheritdoc/>
    public void OnError(DecodeError error)
    {
        if (_errorCount++ < errorCountMax)
        {
            writeError(error.ToString());
        }
    }
}
