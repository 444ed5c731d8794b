using System.Globalization;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode;

/// <summary>Messages as a person reads them: a line a packet, under it a line a message, under that a line a group entry.</summary>
/// <param name="write">Takes each line.</param>
public sealed class TextOutput(Action<string> write) : IDecodeOutput
{
    private const string Indent = "  ";
    private long _frame;

    /// <inheritdoc/>
    public void OnMessage(in DecodedPacket packet, SbeWalker walker, ReadOnlySpan<byte> message)
    {
        if (packet.Frame != _frame)
        {
            _frame = packet.Frame;
            string sent = packet.SendingTimeNs > 0 ? $" sent {UtcText.Of(packet.SendingTimeNs)}" : string.Empty;
            write(string.Create(CultureInfo.InvariantCulture, $"frame {packet.Frame} {UtcText.Of(packet.TimeNs)} to {packet.Destination} sequence {packet.Sequence}{sent}"));
        }

        foreach (string line in SbeText.Render(walker, message, out _).Split('\n'))
        {
            write(Indent + line);
        }
    }
}
