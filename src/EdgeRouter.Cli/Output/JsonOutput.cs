using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeRouter.Cli.Output;

/// <summary>Writes JSON results without reflection. Every result starts with <c>schemaVersion</c>.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object on one line, <c>schemaVersion</c> first.</summary>
    /// <param name="schemaVersion">Grows when a field changes its meaning or goes away; new fields do not change it.</param>
    /// <param name="writeFields">Writes the other fields.</param>
    public static string Object(int schemaVersion, Action<Utf8JsonWriter> writeFields) => Write(json =>
    {
        json.WriteNumber("schemaVersion", schemaVersion);
        writeFields(json);
    });

    /// <summary>One object on one line, without a version: log lines.</summary>
    /// <param name="writeFields">Writes the fields.</param>
    public static string Write(Action<Utf8JsonWriter> writeFields)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            writeFields(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A number, or null where JSON has no such number (NaN, infinities).</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The field.</param>
    /// <param name="value">The number.</param>
    public static void WriteFinite(this Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
