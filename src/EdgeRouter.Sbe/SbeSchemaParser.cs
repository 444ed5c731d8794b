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
        XElement? root = SbeXml.Load(context, path, text, resolveInclude);
        if (root != null)
        {
            context.Guard(() => schema = ParseRoot(context, root));
        }

        return new SbeParseResult(context.Diagnostics.Count == 0 ? schema : null, context.Diagnostics);
    }

    private static SbeSchema ParseRoot(SbeParseContext context, XElement root)
    {
        if (root.Name.LocalName != "messageSchema")
        {
            throw context.Stop("SBE032", root, $"the root is <{root.Name.LocalName}>; a schema's root is <messageSchema>");
        }

        SbeTypeTable table = new(context);
        foreach (XElement element in root.Named("types").SelectMany(types => types.Elements()))
        {
            context.Guard(() => table.Add(element));
        }

        IReadOnlyList<SbeType> types = table.ParseAll();
        SbeHeaderParser headers = new(context, table);
        SbeHeader header = headers.ParseMessageHeader(root);
        SbeBlockParser blocks = new(context, table, headers);
        List<SbeMessage> messages = new();
        foreach (XElement element in root.Descendants().Where(element => element.Name.LocalName == "message"))
        {
            context.Guard(() => AddUnique(context, messages, blocks.ParseMessage(element), element));
        }

        return new SbeSchema(
            (string?)root.Attribute("package") ?? string.Empty,
            context.Integer(root, "id") ?? 0,
            context.Integer(root, "version") ?? 0,
            IsBigEndian(context, root),
            header,
            types,
            messages);
    }

    private static void AddUnique(SbeParseContext context, List<SbeMessage> messages, SbeMessage message, XElement element)
    {
        if (messages.Any(other => other.Id == message.Id || other.Name == message.Name))
        {
            throw context.Stop("SBE033", element, $"the message '{message.Name}' has the name or the id {message.Id} of another message");
        }

        messages.Add(message);
    }

    private static bool IsBigEndian(SbeParseContext context, XElement root)
    {
        string? order = (string?)root.Attribute("byteOrder");
        return order switch
        {
            null or "littleEndian" => false,
            "bigEndian" => true,
            _ => throw context.Stop("SBE034", root, $"byteOrder=\"{order}\" is neither littleEndian nor bigEndian"),
        };
    }
}
