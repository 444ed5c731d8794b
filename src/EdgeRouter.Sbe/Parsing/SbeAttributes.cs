using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Reads attributes with their errors. Blanks around a value mean nothing, and a blank value is none.</summary>
internal static class SbeAttributes
{
    public static string? OptionalText(this XElement element, string name)
    {
        string? text = ((string?)element.Attribute(name))?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public static string Text(this SbeParseContext context, XElement element, string name) => element.OptionalText(name)
        ?? throw context.Stop("SBE003", element, $"<{element.Name.LocalName}> lacks the attribute '{name}'; add it");

    /// <summary>Name of a message, group, field, data or type.</summary>
    public static string Name(this SbeParseContext context, XElement element) => Name(context, element, letter => IsPlain(letter) || letter is '.' or '-' or ':');

    /// <summary>Name of an enum's value or a set's choice, where real schemas write more than letters.</summary>
    public static string ValueName(this SbeParseContext context, XElement element) => Name(context, element, _ => true);

    private static string Name(SbeParseContext context, XElement element, Func<char, bool> isTaken)
    {
        string name = context.Text(element, "name");
        if (name.Length > SbeSchemaLimits.NameLengthMax)
        {
            throw context.Stop("SBE045", element, $"the name '{name}' has more than {SbeSchemaLimits.NameLengthMax} letters; shorten it");
        }

        if (!name.All(isTaken) || !name.Any(IsPlain))
        {
            throw context.Stop("SBE004", element, $"'{name}' is no name; use letters, digits and _");
        }

        if (!name.All(IsPlain) || char.IsDigit(name[0]))
        {
            context.Note("SBE210", element, $"'{name}' is no name by the standard (letters, digits and _, no digit first); generated code puts _ in its place");
        }

        return name;
    }

    public static int? Integer(this SbeParseContext context, XElement element, string name)
    {
        string? text = element.OptionalText(name);
        if (text == null)
        {
            return null;
        }

        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        NumberStyles style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!int.TryParse(isHex ? text.Substring(2) : text, style, CultureInfo.InvariantCulture, out int value) || value < 0)
        {
            throw context.Stop("SBE005", element, $"{name}=\"{text}\" is not a number from 0 to 2147483647");
        }

        if (isHex)
        {
            context.Note("SBE202", element, $"{name}=\"{text}\" is read as {value}; the standard writes decimal numbers");
        }

        return value;
    }

    public static int RequiredInteger(this SbeParseContext context, XElement element, string name)
    {
        context.Text(element, name);
        return context.Integer(element, name) ?? 0;
    }

    public static SbePresence? Presence(this SbeParseContext context, XElement element)
    {
        string? text = element.OptionalText("presence");
        SbePresence? presence = text?.ToLowerInvariant() switch
        {
            null => null,
            "required" => SbePresence.Required,
            "optional" => SbePresence.Optional,
            "constant" => SbePresence.Constant,
            _ => throw context.Stop("SBE006", element, $"presence=\"{text}\" is none of required, optional, constant"),
        };
        if (presence != SbePresence.Constant && element.OptionalText("valueRef") != null)
        {
            context.Note("SBE208", element, "valueRef has no meaning here; a constant needs presence=\"constant\"");
        }

        return presence;
    }

    public static SbeFacts Facts(this SbeParseContext context, XElement element)
    {
        int since = context.Integer(element, "sinceVersion") ?? 0;
        if (since > context.SchemaVersion)
        {
            context.Note("SBE206", element, $"sinceVersion {since} is later than the schema's own version {context.SchemaVersion}; raise the schema's version");
        }

        return new SbeFacts(element.OptionalText("description") ?? string.Empty, since, Deprecated(context, element), ((IXmlLineInfo)element).LineNumber)
        {
            SemanticType = element.OptionalText("semanticType") ?? string.Empty,
        };
    }

    public static IEnumerable<XElement> Named(this XElement parent, string localName) =>
        parent.Elements().Where(element => element.Name.LocalName == localName);

    /// <summary>Passes over an element that is none of the standard's: a vendor's own, or a comment in elements. Whatever has a name is taken for a
    /// mistyped part of the layout.</summary>
    public static void SkipUnknown(this SbeParseContext context, XElement element, string expected)
    {
        XNamespace space = element.Name.Namespace;
        bool isForeign = space != XNamespace.None && space != element.Document?.Root?.Name.Namespace && !IsStandard(element.Name.LocalName);
        if (!isForeign && (element.OptionalText("name") != null || IsStandard(element.Name.LocalName)))
        {
            throw context.Stop("SBE012", element, $"<{element.Name.LocalName}> is not known here; {expected}");
        }

        context.Note("SBE201", element, $"<{element.Name.LocalName}> is none of the standard's elements and is passed over");
    }

    private static bool IsStandard(string name) => name is "type" or "enum" or "set" or "composite" or "ref" or "message" or "field" or "group" or "data" or "validValue" or "choice";

    private static int? Deprecated(SbeParseContext context, XElement element)
    {
        string? text = element.OptionalText("deprecated");
        if (text == null || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int _))
        {
            return context.Integer(element, "deprecated");
        }

        context.Note("SBE202", element, $"deprecated=\"{text}\" is read as 0; the standard writes the version that deprecates the element");
        return 0;
    }

    private static bool IsPlain(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
