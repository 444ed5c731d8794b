using System.Xml.Linq;
using EdgeRouter.Sbe.Parsing;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe;

/// <summary>Parses message schemas of Simple Binary Encoding 1.0 (and the release candidates in use). Never throws for a bad schema.</summary>
public static class SbeSchemaParser
{
    /// <summary>Parses a schema.</summary>
    /// <param name="path">Name of the file, for diagnostics.</param>
    /// <param name="text">The XML.</param>
    /// <param name="resolveInclude">Gives the text of an included file by its href, or null; null where nothing can be included.</param>
    /// <returns>The schema, or diagnostics with file, line and column.</returns>
    public static SbeParseResult Parse(string path, string text, Func<string, string?>? resolveInclude = null)
    {
        SbeParseContext context = new(path);
        SbeSchema? schema = null;
        try
        {
            XElement? root = new SbeXml(context, resolveInclude).Load(path, text);
            if (root != null)
            {
                context.Guard(() => schema = ParseRoot(context, root));
            }
        }
        catch (SbeParseAbort)
        {
            schema = null;
        }

        return new SbeParseResult(context.HasErrors ? null : schema, context.Diagnostics);
    }

    private static SbeSchema? ParseRoot(SbeParseContext context, XElement root)
    {
        if (root.Name.LocalName != "messageSchema")
        {
            throw context.Stop("SBE032", root, $"the root is <{root.Name.LocalName}>; a schema's root is <messageSchema>");
        }

        int id = context.Integer(root, "id") ?? 0;
        int version = context.Integer(root, "version") ?? 0;
        context.SchemaVersion = version;
        SbeTypeTable table = new(context);
        List<XElement> messageElements = new();
        Collect(context, root, table, messageElements);
        IReadOnlyList<SbeType> types = table.ParseAll();
        SbeHeaderParser headers = new(context, table);
        SbeHeader? header = null;
        bool isBigEndian = false;
        context.Guard(() => isBigEndian = IsBigEndian(context, root));
        context.Guard(() => header = headers.ParseMessageHeader(root));
        List<SbeMessage> messages = ParseMessages(context, messageElements, new SbeBlockParser(context, table, headers, header?.BlockLength));
        NoteHeader(context, root, header, messages);
        return header == null || context.HasErrors ? null : new SbeSchema(root.OptionalText("package") ?? string.Empty, id, version, isBigEndian, header, types, messages)
        {
            Description = root.OptionalText("description") ?? string.Empty,
            SemanticVersion = root.OptionalText("semanticVersion") ?? string.Empty,
        };
    }

    // Types and messages stand in as many containers as the schema likes, in any order.
    private static void Collect(SbeParseContext context, XElement container, SbeTypeTable table, List<XElement> messages)
    {
        foreach (XElement element in container.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "messageSchema" or "types" or "messages":
                    Collect(context, element, table, messages);
                    break;
                case "message":
                    messages.Add(element);
                    break;
                default:
                    context.Guard(() => table.Add(element));
                    break;
            }
        }
    }

    private static List<SbeMessage> ParseMessages(SbeParseContext context, List<XElement> elements, SbeBlockParser blocks)
    {
        List<SbeMessage> messages = new();
        HashSet<int> ids = new();
        HashSet<string> names = new();
        foreach (XElement element in elements)
        {
            context.Guard(() =>
            {
                SbeMessage message = blocks.ParseMessage(element);
                if (!ids.Add(message.Id))
                {
                    throw context.Stop("SBE033", element, $"the message '{message.Name}' has the id {message.Id} of another message; give it its own");
                }

                if (!names.Add(message.Name))
                {
                    context.Note("SBE215", element, $"another message is named '{message.Name}' too; generated code has a number behind the second name");
                }

                messages.Add(message);
            });
        }

        return messages;
    }

    private static void NoteHeader(SbeParseContext context, XElement root, SbeHeader? header, List<SbeMessage> messages)
    {
        if (header is { TemplateId: null } && messages.Count > 1)
        {
            context.Note("SBE211", root, $"the message header '{header.Composite.Name}' has no templateId, so that the {messages.Count} messages cannot be told apart by it");
        }

        if (header?.TemplateId is { } slot && messages.FirstOrDefault(message => message.Id > slot.Primitive.Highest()) is { } unsaid)
        {
            context.Note("SBE214", root, $"the id {unsaid.Id} of '{unsaid.Name}' does not fit the header's templateId of type {slot.Primitive.SchemaName()}: it can never be sent");
        }
    }

    private static bool IsBigEndian(SbeParseContext context, XElement root)
    {
        string? order = root.OptionalText("byteOrder");
        return order?.ToLowerInvariant() switch
        {
            null or "littleendian" => false,
            "bigendian" => true,
            _ => throw context.Stop("SBE034", root, $"byteOrder=\"{order}\" is neither littleEndian nor bigEndian"),
        };
    }
}
