using System.Xml;
using System.Xml.Linq;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Loads schema text with line numbers, ignoring DTDs and expanding no entity, and puts included files in place.</summary>
internal static class SbeXml
{
    private const int IncludeDepthMax = 8;

    public static XElement? Load(SbeParseContext context, string path, string text, Func<string, string?>? resolveInclude)
    {
        XElement? root = LoadOne(context, path, text);
        for (int depth = 0; root != null && depth <= IncludeDepthMax; depth++)
        {
            XElement[] includes = root.Descendants().Where(element => element.Name.LocalName == "include").ToArray();
            if (includes.Length == 0)
            {
                return root;
            }

            foreach (XElement include in includes)
            {
                Expand(context, include, depth, resolveInclude);
            }
        }

        return root;
    }

    private static XElement? LoadOne(SbeParseContext context, string path, string text)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root;
        }
        catch (XmlException error)
        {
            context.Report("SBE001", path, error.LineNumber, error.LinePosition, $"is not well-formed XML: {error.Message}");
            return null;
        }
    }

    private static void Expand(SbeParseContext context, XElement include, int depth, Func<string, string?>? resolveInclude)
    {
        string href = (string?)include.Attribute("href") ?? string.Empty;
        string? text = depth < IncludeDepthMax ? resolveInclude?.Invoke(href) : null;
        XElement? root = text == null ? null : LoadOne(context, href, text);
        if (text == null)
        {
            context.Report("SBE002", include, $"the included file '{href}' is not among the schema files; add it to AdditionalFiles");
        }

        if (root == null || include.Parent == null)
        {
            include.Remove();
            return;
        }

        bool isUnwrapped = root.Name.LocalName == include.Parent.Name.LocalName;
        XElement[] content = isUnwrapped ? root.Elements().ToArray() : new[] { root };
        foreach (XElement element in content)
        {
            element.Remove();
            element.AddAnnotation(new SbeSourcePath(href));
            include.AddBeforeSelf(element);
        }

        include.Remove();
    }
}
