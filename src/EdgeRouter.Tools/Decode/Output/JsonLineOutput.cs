using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode.Output;

/// <summary>One JSON object a message and line: where it came from, and the message under <c>body</c>. Whatever is wrong stands under
/// <c>error</c>, with <c>frame</c> and <c>offset</c>; the line has no body where the error is no message's.</summary>
/// <param name="schemaVersion">Version of the lines' form.</param>
/// <param name="write">Takes each line.</param>
public sealed class JsonLineOutput(int schemaVersion, Action<string> write) : IDecodeOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <inheritdoc/>
    public void OnMessage(in DecodedPacket packet, SbeWalker walker, ReadOnlySpan<byte> message, DecodeError? error)
    {
        _bytes.ResetWrittenCount();
        string body = SbeJson.Render(walker, message, out _);
        using (Utf8JsonWriter json = new(_bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", schemaVersion);
            json.WriteNumber("frame", packet.Frame);
            json.WriteNumber("timeNs", packet.TimeNs);
            json.WriteString("from", packet.Source.ToString());
            json.WriteString("to", packet.Destination.ToString());
            json.WriteString("transport", packet.IsTcp ? "tcp" : "udp");
            if (packet.Sequence is { } sequence)
            {
                json.WriteNumber("sequence", sequence);
            }

            json.WriteNumber("sendingTimeNs", packet.SendingTimeNs);
            if (error != null)
            {
                // A message of a stream may begin in one frame and be damaged in a later one.
                if (error.Frame != packet.Frame)
                {
                    json.WriteNumber("errorFrame", error.Frame);
                }

                json.WriteNumber("offset", error.OffsetBytes);
                json.WriteString("error", error.What);
            }

            json.WritePropertyName("body");
            json.WriteRawValue(body, skipInputValidation: true);
            json.WriteEndObject();
        }

        write(Encoding.UTF8.GetString(_bytes.WrittenSpan));
    }

    /// <inheritdoc/>
    public void OnError(DecodeError error)
    {
        _bytes.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", schemaVersion);
            json.WriteNumber("frame", error.Frame);
            json.WriteNumber("offset", error.OffsetBytes);
            json.WriteString("error", error.What);
            json.WriteEndObject();
        }

        write(Encoding.UTF8.GetString(_bytes.WrittenSpan));
    }
}
