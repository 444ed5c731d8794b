using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Renders messages as JSON lines.</summary>
public static class SbeJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Renders one message.</summary>
    /// <param name="walker">Walker over the message's schema.</param>
    /// <param name="message">From the message header's first byte to the message's last.</param>
    /// <param name="result">What was met.</param>
    /// <returns>One JSON object without line breaks; an object with <c>error</c> where the message cannot be read.</returns>
    public static string Render(SbeWalker walker, ReadOnlySpan<byte> message, out SbeWalkResult result)
    {
        ArrayBufferWriter<byte> bytes = new();
        using Utf8JsonWriter writer = new(bytes, Options);
        SbeJsonVisitor visitor = new(writer, walker.Schema);
        result = walker.Walk(message, ref visitor);
        if (result.Status is SbeWalkStatus.ShortHeader or SbeWalkStatus.OtherSchema or SbeWalkStatus.UnknownTemplate)
        {
            writer.WriteStartObject();
            writer.WriteString("error", result.Status.ToString());
            writer.WriteNumber("templateId", result.TemplateId);
            writer.WriteNumber("schemaId", result.SchemaId);
            writer.WriteNumber("version", result.Version);
            writer.WriteEndObject();
        }

        writer.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
