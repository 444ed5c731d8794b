using System.Text.Json;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Schemas;

/// <summary>Writes a schema's layout as JSON fields.</summary>
/// <param name="json">Takes them; inside an object.</param>
public sealed class SchemaJson(Utf8JsonWriter json)
{
    /// <summary>What the schema says of itself, and its header.</summary>
    /// <param name="schema">The schema.</param>
    public void WriteSchema(SbeSchema schema)
    {
        json.WriteString("package", schema.Package);
        json.WriteNumber("id", schema.Id);
        json.WriteNumber("version", schema.Version);
        json.WriteString("semanticVersion", schema.SemanticVersion);
        json.WriteString("description", schema.Description);
        json.WriteString("byteOrder", schema.IsBigEndian ? "bigEndian" : "littleEndian");
        WriteHeader("header", schema.Header.Composite);
        json.WriteNumber("types", schema.Types.Count);
    }

    /// <summary>Messages, one object each.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="hasFields">Whether with their layouts.</param>
    public void WriteMessages(IEnumerable<SbeMessage> messages, bool hasFields)
    {
        json.WriteStartArray("messages");
        foreach (SbeMessage message in messages)
        {
            json.WriteStartObject();
            json.WriteNumber("templateId", message.Id);
            json.WriteString("name", message.Name);
            json.WriteNumber("blockLength", message.BlockLength);
            json.WriteNumber("fieldCount", message.Fields.Count);
            json.WriteNumber("groupCount", message.Groups.Count);
            json.WriteNumber("dataCount", message.Data.Count);
            WriteFacts(message.Facts);
            if (hasFields)
            {
                WriteBlock(message);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Findings, one object each.</summary>
    /// <param name="found">Errors, warnings, notes.</param>
    public void WriteDiagnostics(IEnumerable<SbeDiagnostic> found)
    {
        json.WriteStartArray("diagnostics");
        foreach (SbeDiagnostic one in found)
        {
            json.WriteStartObject();
            json.WriteString("severity", one.Severity.ToString().ToLowerInvariant());
            json.WriteString("id", one.Id);
            json.WriteString("file", one.Path);
            json.WriteNumber("line", one.Line);
            json.WriteNumber("column", one.Column);
            json.WriteString("message", one.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteBlock(SbeBlock block)
    {
        WriteFields("fields", block.Fields, 0);
        json.WriteStartArray("groups");
        foreach (SbeGroup group in block.Groups)
        {
            json.WriteStartObject();
            json.WriteString("name", group.Name);
            json.WriteNumber("id", group.Id);
            json.WriteNumber("blockLength", group.BlockLength);
            WriteHeader("dimension", group.Dimension.Composite);
            WriteFacts(group.Facts);
            WriteBlock(group);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("data");
        foreach (SbeData data in block.Data)
        {
            json.WriteStartObject();
            json.WriteString("name", data.Name);
            json.WriteNumber("id", data.Id);
            json.WriteString("encoding", SchemaText.Type(data));
            WriteFacts(data.Facts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFields(string name, IEnumerable<SbeField> fields, int start)
    {
        json.WriteStartArray(name);
        foreach (SbeField field in fields)
        {
            WriteField(field, start);
        }

        json.WriteEndArray();
    }

    private void WriteField(SbeField field, int start)
    {
        bool isConstant = field.Presence == SbePresence.Constant;
        json.WriteStartObject();
        json.WriteString("name", field.Name);
        json.WriteNumber("id", field.Id);
        if (!isConstant)
        {
            json.WriteNumber("offset", start + field.Offset);
        }

        json.WriteNumber("size", field.EncodedLength);
        json.WriteString("type", field.Type.Name);
        json.WriteString("encoding", SchemaText.Encoding(field.Type));
        json.WriteString("presence", field.Presence.ToString().ToLowerInvariant());
        if (SchemaText.Value(field) is { Length: > 0 } value)
        {
            json.WriteString(isConstant ? "constant" : "nullValue", value);
        }

        WriteFacts(field.Facts);
        if (!isConstant && field.Type is SbeComposite composite)
        {
            WriteFields("members", composite.Members, start + field.Offset);
        }

        json.WriteEndObject();
    }

    private void WriteFacts(SbeFacts facts)
    {
        json.WriteNumber("sinceVersion", facts.SinceVersion);
        if (facts.Deprecated is { } deprecated)
        {
            json.WriteNumber("deprecated", deprecated);
        }
    }

    private void WriteHeader(string name, SbeComposite header)
    {
        json.WriteStartObject(name);
        json.WriteString("name", header.Name);
        json.WriteNumber("length", header.EncodedLength);
        WriteFields("members", header.Members, 0);
        json.WriteEndObject();
    }
}
