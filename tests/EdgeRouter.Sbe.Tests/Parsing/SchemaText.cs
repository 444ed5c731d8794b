using System.Globalization;
using System.Text;

namespace EdgeRouter.Sbe.Tests.Parsing;

/// <summary>Puts schemas together.</summary>
internal static class SchemaText
{
    private const string Header = """
        <composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint16"/><type name="schemaId" primitiveType="uint16"/><type name="version" primitiveType="uint16"/></composite>
        <composite name="groupSizeEncoding"><type name="blockLength" primitiveType="uint16"/><type name="numInGroup" primitiveType="uint16"/></composite>
        <composite name="text"><type name="length" primitiveType="uint16"/><type name="varData" primitiveType="uint8" length="0" characterEncoding="UTF-8"/></composite>
        """;

    /// <summary>A schema of version 9 with the usual headers, these types and these messages.</summary>
    public static string Of(string types, string messages) =>
        $"<messageSchema package=\"p\" id=\"1\" version=\"9\">\n<types>{Header}\n{types}\n</types>\n{messages}\n</messageSchema>";

    /// <summary>A schema with one message of these members.</summary>
    public static string WithMessage(string types, string members) => Of(types, $"<message name=\"M\" id=\"1\">{members}</message>");

    /// <summary>The same piece many times; {0} is its number.</summary>
    public static string Repeat(int count, string piece)
    {
        CompositeFormat format = CompositeFormat.Parse(piece);
        StringBuilder text = new();
        for (int number = 0; number < count; number++)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, format, number);
        }

        return text.ToString();
    }
}
