using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode;

/// <summary>One JSON object a message and line: where it came from, and the message under <c>body</c>.</summary>
/// <param name="schemaVersion">Version of the lines' form.</param>
/// <param name="write">Takes each line.</param>
public sealed class JsonLineOutput(int schemaVersion, Action<string> write) : IDecodeOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <inheritdoc/>
    public void OnMessage(in DecodedPacket packet, SbeWalker walker, ReadOnlySpan<byte> message)
    {
        _bytes.ResetWrittenCount();
        string body = SbeJson.Render(walker, message, out _);
        using (Utf8JsonWriter json = new(_bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", schemaVersion);
            json.WriteNumber("frame", packet.Frame);
            json.WriteNumber("timeNs", packet.TimeNs);
            json.WriteString("to", packet.Destination.ToString());
            json.WriteNumber("sequence", packet.Sequence);
            json.WriteNumber("sendingTimeNs", packet.SendingTimeNs);
            json.WritePropertyName("body");
            json.WriteRawValue(body, skipInputValidation: true);
            json.WriteEndObject();
        }

        write(Encoding.UTF8.GetString(_bytes.WrittenSpan));
    }
}
