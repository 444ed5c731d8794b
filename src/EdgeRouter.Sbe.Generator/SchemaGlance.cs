using System.Collections.Immutable;
using System.Xml;
using EdgeRouter.Sbe.Generator.Emit;
using EdgeRouter.Sbe.Parsing;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator;

/// <summary>What can be seen in an XML file without parsing it as a schema: whether it is one, its package, what it includes.</summary>
internal sealed class SchemaGlance
{
    private const string RootName = "messageSchema";

    private readonly ImmutableArray<string>.Builder _includes = ImmutableArray.CreateBuilder<string>();

    private SchemaGlance()
    {
    }

    public ImmutableArray<string> Includes { get; private set; } = ImmutableArray<string>.Empty;

    /// <summary>Namespace that the package gives; empty where the file is no schema.</summary>
    public string Namespace { get; private set; } = string.Empty;

    /// <summary>Looks at a text. Ends early, without complaint, where the XML is not well-formed: the parser will say so.</summary>
    public static SchemaGlance At(string text)
    {
        SchemaGlance glance = new();
        bool mayBeSchema = text.Contains(RootName);
        bool mayInclude = text.Contains("include");
        if (!mayBeSchema && !mayInclude)
        {
            return glance;
        }

        try
        {
            glance.Read(text, mayInclude);
        }
        catch (XmlException)
        {
            // A root that cannot be read is still a schema to complain about.
            glance.Namespace = glance.Namespace.Length == 0 && mayBeSchema ? Names.Namespace(string.Empty) : glance.Namespace;
        }

        glance.Includes = glance._includes.ToImmutable();
        return glance;
    }

    private void Read(string text, bool mayInclude)
    {
        using XmlReader reader = SbeXmlText.Reader(SbeXmlText.Prepare(text));
        if (reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == RootName)
        {
            Namespace = Names.Namespace(reader.GetAttribute("package") ?? string.Empty);
        }

        // A file beyond the limit is refused by the parser; what it includes does not matter.
        while (mayInclude && text.Length <= SbeSchemaLimits.TextLengthMax && reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "include")
            {
                _includes.Add(reader.GetAttribute("href") ?? string.Empty);
            }
        }
    }
}
