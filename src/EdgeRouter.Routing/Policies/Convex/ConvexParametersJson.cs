using System.Buffers;
using System.Text.Json;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>Convex parameters as JSON (<c>src/docs/POLICIES.md</c>): the file that training writes beside the models. Control plane.</summary>
public static class ConvexParametersJson
{
    /// <summary>Name of the file in a folder of models.</summary>
    public const string FileName = "convex.json";

    /// <summary>Version of the form, the value of <c>schemaVersion</c>.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Most bytes of the text.</summary>
    public const int SizeMaxBytes = 1 << 16;

    private const string VersionKey = "schemaVersion";

    private static readonly (string Key, Func<ConvexParameters, double> Get, Func<ConvexParameters, double, ConvexParameters> With)[] Keys =
    [
        ("underfillBps", p => p.UnderfillBps, (p, v) => p with { UnderfillBps = v }),
        ("sentBps", p => p.SentBps, (p, v) => p with { SentBps = v }),
        ("takeFillPart", p => p.TakeFillPart, (p, v) => p with { TakeFillPart = v }),
        ("midpointOutflowQuantity", p => p.MidpointOutflowQuantity, (p, v) => p with { MidpointOutflowQuantity = v }),
        ("postOutflowQuantity", p => p.PostOutflowQuantity, (p, v) => p with { PostOutflowQuantity = v }),
        ("midpointAdverseBps", p => p.MidpointAdverseBps, (p, v) => p with { MidpointAdverseBps = v }),
        ("postAdverseBps", p => p.PostAdverseBps, (p, v) => p with { PostAdverseBps = v }),
    ];

    /// <summary>Writes the fields of parameters in their one form: equal parameters give equal bytes.</summary>
    /// <param name="writer">Within an object.</param>
    /// <param name="parameters">Valid parameters.</param>
    public static void Write(Utf8JsonWriter writer, ConvexParameters parameters)
    {
        foreach ((string key, Func<ConvexParameters, double> get, _) in Keys)
        {
            writer.WriteNumber(key, get(parameters));
        }
    }

    /// <summary>Writes parameters: equal ones give equal bytes, which read back as the same numbers.</summary>
    /// <param name="parameters">Valid parameters.</param>
    public static byte[] Format(ConvexParameters parameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteNumber(VersionKey, SchemaVersion);
            Write(writer, parameters);
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Reads parameters; every key must stand there once.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="name">Where it stands, for the message.</param>
    /// <exception cref="EdgeRouterException">ER1149: not such JSON, another version, or a key is unknown, missing, stands twice, is no number or out of
    /// range; the message names it.</exception>
    public static ConvexParameters Parse(ReadOnlySpan<byte> utf8, string name)
    {
        if (utf8.Length > SizeMaxBytes)
        {
            throw Fault(name, FormattableString.Invariant($"it has {utf8.Length} bytes, at most {SizeMaxBytes} are read"));
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8.ToArray(), new JsonDocumentOptions { MaxDepth = 2 });
            return Read(document.RootElement, name).Validate();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name with half a surrogate pair in it.
            throw Fault(name, $"it is not valid JSON: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        catch (EdgeRouterException e) when (e.Id == "ER1146")
        {
            throw Fault(name, e.Message, e);
        }
    }

    private static ConvexParameters Read(JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Fault(name, "it is no JSON object");
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        var parameters = new ConvexParameters();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!found.Add(property.Name))
            {
                throw Fault(name, $"the key '{property.Name}' stands twice");
            }

            parameters = Take(parameters, property, name);
        }

        string? missing = Array.Find([VersionKey, .. Keys.Select(k => k.Key)], k => !found.Contains(k));
        return missing is null ? parameters : throw Fault(name, $"the key '{missing}' is missing");
    }

    private static ConvexParameters Take(ConvexParameters parameters, JsonProperty property, string name)
    {
        int index = Array.FindIndex(Keys, k => k.Key == property.Name);
        if (index < 0 && property.Name != VersionKey)
        {
            throw Fault(name, $"the key '{property.Name}' is unknown");
        }

        // Numbers beyond the range of a double are infinite here, and refused by their range.
        if (property.Value.ValueKind != JsonValueKind.Number || !property.Value.TryGetDouble(out double value))
        {
            throw Fault(name, $"'{property.Name}' is no number");
        }

        if (index >= 0)
        {
            return Keys[index].With(parameters, value);
        }

        return value == SchemaVersion
            ? parameters
            : throw Fault(name, FormattableString.Invariant($"{VersionKey} {value} is unknown, this program reads {SchemaVersion}"));
    }

    private static EdgeRouterException Fault(string name, string what, Exception? inner = null) =>
        EdgeRouterException.BadInput("ER1149", $"convex parameters in {name} were refused: {what}", inner);
}
