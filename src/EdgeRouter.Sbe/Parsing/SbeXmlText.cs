using System.Xml;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Makes text fit for a reader of XML, and finds out whether it stays within the limits before a tree is built of it.</summary>
internal static class SbeXmlText
{
    /// <summary>Takes a byte-order mark off, and blanks out the declaration: the text is decoded already, whatever encoding or version it names.</summary>
    public static string Prepare(string text)
    {
        string body = text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text;
        int start = 0;
        while (start < body.Length && char.IsWhiteSpace(body[start]))
        {
            start++;
        }

        bool isDeclared = string.CompareOrdinal(body, start, "<?xml", 0, 5) == 0 && start + 5 < body.Length && char.IsWhiteSpace(body[start + 5]);
        int end = isDeclared ? body.IndexOf("?>", start, StringComparison.Ordinal) : -1;
        return end < 0 ? body : Blank(body.Substring(0, end + 2)) + body.Substring(end + 2);
    }

    public static XmlReader Reader(string text) =>
        XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });

    /// <summary>Reads the text once without keeping anything of it.</summary>
    /// <returns>Elements in it; -1 where it nests too deep or holds too many.</returns>
    /// <exception cref="XmlException">The text is not well-formed.</exception>
    public static int CountElements(SbeParseContext context, string path, string text, int countMax)
    {
        using XmlReader reader = Reader(text);
        int count = 0;
        while (reader.Read())
        {
            count += reader.NodeType == XmlNodeType.Element ? 1 : 0;
            bool isDeep = reader.Depth > SbeSchemaLimits.XmlDepthMax;
            if (!isDeep && count <= countMax)
            {
                continue;
            }

            IXmlLineInfo place = (IXmlLineInfo)reader;
            string what = isDeep ? $"the XML is nested deeper than {SbeSchemaLimits.XmlDepthMax}; no schema is" : $"the schema has more than {SbeSchemaLimits.ElementsMax} elements; split it";
            context.Report(isDeep ? "SBE036" : "SBE037", path, place.LineNumber, place.LinePosition, what);
            return -1;
        }

        return count;
    }

    private static string Blank(string text) => new(text.Select(letter => letter is '\n' or '\r' ? letter : ' ').ToArray());
}
