using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Reads attributes with their errors.</summary>
internal static class SbeAttributes
{
    public static string Text(this SbeParseContext context, XElement element, string name) =>
        (string?)element.Attribute(name) ?? throw context.Stop("SBE003", element, $"<{element.Name.LocalName}> lacks the attribute '{name}'; add it");

    public static string Name(this SbeParseContext context, XElement element)
    {
        string name = context.Text(element, "name").Trim();
        if (name.Length == 0 || !name.Any(letter => char.IsLetterOrDigit(letter) || letter == '_'))
        {
            throw context.Stop("SBE004", element, $"'{name}' is no name; use letters, digits and _");
        }

        return name;
    }

    public static int? Integer(this SbeParseContext context, XElement element, string name)
    {
        string? text = (string?)element.Attribute(name);
        if (text == null)
        {
            return null;
        }

        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            return value;
        }

        throw context.Stop("SBE005", element, $"{name}=\"{text}\" is not a number from 0 to 2147483647");
    }

    public static int RequiredInteger(this SbeParseContext context, XElement element, string name)
    {
        context.Text(element, name);
        return context.Integer(element, name) ?? 0;
    }

    public static SbePresence? Presence(this SbeParseContext context, XElement element)
    {
        string? text = (string?)element.Attribute("presence");
        return text switch
        {
            null => null,
            "required" => SbePresence.Required,
            "optional" => SbePresence.Optional,
            "constant" => SbePresence.Constant,
            _ => throw context.Stop("SBE006", element, $"presence=\"{text}\" is none of required, optional, constant"),
        };
    }

    public static SbeFacts Facts(this SbeParseContext context, XElement element) => new(
        ((string?)element.Attribute("description") ?? string.Empty).Trim(),
        context.Integer(element, "sinceVersion") ?? 0,
        context.Integer(element, "deprecated"),
        ((IXmlLineInfo)element).LineNumber);

    public static int Offset(this SbeParseContext context, XElement element, int lowest)
    {
        int? offset = context.Integer(element, "offset");
        if (offset < lowest)
        {
            throw context.Stop("SBE007", element, $"offset {offset} lies inside the field before it, which ends at {lowest}");
        }

        return offset ?? lowest;
    }

    public static IEnumerable<XElement> Named(this XElement parent, string localName) =>
        parent.Elements().Where(element => element.Name.LocalName == localName);
}
