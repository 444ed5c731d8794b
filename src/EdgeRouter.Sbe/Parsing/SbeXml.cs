using System.Xml;
using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Loads schema text with line numbers, ignoring DTDs and expanding no entity, and puts included files in place.</summary>
internal sealed class SbeXml
{
    private readonly SbeParseContext _context;
    private readonly Func<string, string?>? _resolveInclude;
    private int _lettersLeft = SbeSchemaLimits.TextLengthMax;
    private int _elementsLeft = SbeSchemaLimits.ElementsMax;
    private int _includesLeft = SbeSchemaLimits.IncludesMax;

    public SbeXml(SbeParseContext context, Func<string, string?>? resolveInclude)
    {
        _context = context;
        _resolveInclude = resolveInclude;
    }

    /// <summary>Loads the schema with all that it includes.</summary>
    /// <returns>The root; null where the schema itself cannot be read.</returns>
    public XElement? Load(string path, string text)
    {
        XElement? root = LoadOne(path, text);
        XElement[] includes = root == null ? Array.Empty<XElement>() : Includes(root);
        while (includes.Length > 0)
        {
            foreach (XElement include in includes)
            {
                Expand(include, path);
            }

            includes = Includes(root!);
        }

        return root;
    }

    private XElement? LoadOne(string path, string text)
    {
        if (text.Length > _lettersLeft)
        {
            _context.Report("SBE035", path, 0, 0, $"the schema, with all that it includes, has more than {SbeSchemaLimits.TextLengthMax} characters; no exchange's has 1,000,000");
            return null;
        }

        _lettersLeft -= text.Length;
        string prepared = SbeXmlText.Prepare(text);
        try
        {
            int count = SbeXmlText.CountElements(_context, path, prepared, _elementsLeft);
            _elementsLeft -= Math.Max(0, count);
            using XmlReader reader = SbeXmlText.Reader(prepared);
            return count < 0 ? null : XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root;
        }
        catch (XmlException error)
        {
            bool isEntity = prepared.Contains("<!ENTITY");
            _context.Report(
                isEntity ? "SBE039" : "SBE001",
                path,
                error.LineNumber,
                error.LinePosition,
                isEntity ? "the file defines XML entities, which are never expanded; write their text in their place" : $"is not well-formed XML: {error.Message}");
            return null;
        }
    }

    private static XElement[] Includes(XElement root) => root.Descendants().Where(IsInclude).ToArray();

    private static bool IsInclude(XElement element) => element.Name.LocalName == "include"
        && (element.Name.NamespaceName.Length == 0 || element.Name.NamespaceName.EndsWith("XInclude", StringComparison.OrdinalIgnoreCase));

    private void Expand(XElement include, string schemaPath)
    {
        SbeSourcePath? source = SbeParseContext.SourceOf(include);
        string href = SbeSourcePath.Resolve(source, ((string?)include.Attribute("href") ?? string.Empty).Trim());
        string? text = null;
        if (href == schemaPath || (source?.IsInside(href) ?? false) || --_includesLeft < 0)
        {
            _context.Report("SBE038", include, $"'{href}' includes itself, or more than {SbeSchemaLimits.IncludesMax} files are included; include each once");
        }
        else if ((text = _resolveInclude?.Invoke(href)) == null)
        {
            _context.Report("SBE002", include, $"the included file '{href}' is not among the schema files; put it beside the schema, or add it to AdditionalFiles");
        }

        XElement? root = text == null ? null : LoadOne(href, text);
        XElement? parent = include.Parent;
        if (root == null || parent == null)
        {
            include.Remove();
            return;
        }

        include.ReplaceWith(Content(root, parent, new SbeSourcePath(href, source)));
    }

    // Elements that still had a parent would be copied, and lose their places: they are taken out of the document first.
    private static XElement[] Content(XElement root, XElement parent, SbeSourcePath mark)
    {
        XElement[] content = { root };
        if (root.Name.LocalName == parent.Name.LocalName)
        {
            content = root.Elements().ToArray();
            root.RemoveNodes();
        }
        else
        {
            root.Document?.RemoveNodes();
        }

        foreach (XElement element in content)
        {
            element.AddAnnotation(mark);
        }

        return content;
    }
}
