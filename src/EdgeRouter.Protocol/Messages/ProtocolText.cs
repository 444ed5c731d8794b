using System.Text.Json;
using EdgeRouter.Sbe;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Protocol.Messages;

/// <summary>Messages as people read them, by the schema itself: also those that a domain value does not show in full. Control plane: allocates.</summary>
public static class ProtocolText
{
    private const string SchemaName = "edgerouter-protocol.xml";
    private static readonly Lazy<SbeWalker> Walker = new(() => new SbeWalker(LoadSchema()));

    /// <summary>Name of a message's type; of one that this program does not know, its number.</summary>
    /// <param name="message">With its SBE header.</param>
    public static string NameOf(ReadOnlySpan<byte> message)
    {
        SbeWalkResult result = Walker.Value.Glance(message);
        return result.Status == SbeWalkStatus.Complete && Walker.Value.Schema.FindMessage(result.TemplateId) is { } known
            ? known.Name
            : FormattableString.Invariant($"message {result.TemplateId} of schema {result.SchemaId}");
    }

    /// <summary>A message as one JSON object on one line: names of the schema, numbers as they are on the wire.</summary>
    /// <param name="message">With its SBE header.</param>
    public static string ToJson(ReadOnlySpan<byte> message) => SbeJson.Render(Walker.Value, message, out _);

    /// <summary>The fields in which two messages differ.</summary>
    /// <param name="first">With its SBE header; empty = there is none, and every field of the other differs.</param>
    /// <param name="second">With its SBE header; empty = there is none.</param>
    /// <returns>In the order of the schema. Empty when all fields are equal: the messages then differ in nothing but bytes that mean nothing.</returns>
    public static IReadOnlyList<FieldDifference> Differences(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        List<(string Path, string Value)> fields = Fields(first);
        var others = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string path, string value) in Fields(second))
        {
            others.TryAdd(path, value);
        }

        var differences = new List<FieldDifference>();
        foreach ((string path, string value) in fields)
        {
            others.Remove(path, out string? other);
            if (!string.Equals(value, other, StringComparison.Ordinal))
            {
                differences.Add(new FieldDifference(path, value, other));
            }
        }

        differences.AddRange(others.Select(other => new FieldDifference(other.Key, null, other.Value)));
        return differences;
    }

    private static List<(string Path, string Value)> Fields(ReadOnlySpan<byte> message)
    {
        var fields = new List<(string Path, string Value)>();
        if (!message.IsEmpty)
        {
            using JsonDocument document = JsonDocument.Parse(ToJson(message));
            Flatten(document.RootElement, string.Empty, fields);
        }

        return fields;
    }

    private static void Flatten(JsonElement element, string path, List<(string Path, string Value)> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", fields);
                }

                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement entry in element.EnumerateArray())
                {
                    Flatten(entry, FormattableString.Invariant($"{path}[{index++}]"), fields);
                }

                break;
            default:
                fields.Add((path, element.ToString()));
                break;
        }
    }

    private static SbeSchema LoadSchema()
    {
        using Stream stream = typeof(ProtocolText).Assembly.GetManifestResourceStream(SchemaName)!;
        using var reader = new StreamReader(stream);
        return SbeSchemaParser.Parse(SchemaName, reader.ReadToEnd()).Schema!;
    }
}
