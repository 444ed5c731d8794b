using System.Text;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>A schema may call anything by the names that C#, the runtime or the generated code use themselves.</summary>
public sealed class HostileNamesTests
{
    private const string Head = """
        <composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint16"/><type name="version" primitiveType="uint16"/></composite>
        <composite name="groupSizeEncoding"><type name="blockLength" primitiveType="uint16"/><type name="numInGroup" primitiveType="uint16"/></composite>
        <composite name="Text"><type name="length" primitiveType="uint16"/><type name="varData" primitiveType="uint8" length="0"/></composite>
        """;

    private static readonly string[] Names =
    [
        "class", "int", "string", "object", "event", "namespace", "System", "Span", "ReadOnlySpan", "Boolean", "Flags", "MethodImpl", "SbeBytes", "EdgeRouter", "global",
        "TryWrap", "TryRead", "EndOf", "Measure", "AddTo", "WriteTo", "WriteDecimal", "Absent", "AbsentBlock", "BodyLength", "BlockLength", "TemplateId", "SchemaId",
        "SchemaVersion", "ActingVersion", "ActingBlockLength", "RequiredBlockLength", "ToString", "GetHashCode", "Equals", "GetType", "Finalize", "MemberwiseClone",
        "Count", "Current", "MoveNext", "GetEnumerator", "Enumerator", "Item", "EncodedLength", "Next", "Enter", "EnterEntry", "CheckWhole", "BlankBlock", "TryWrapWithHeader",
        "SchemaInfo", "SchemaNames", "_block", "_blockLength", "_version", "_end0", "_count0", "_blockLength0", "_buffer", "_position", "_stage", "_owed", "_expected", "_entries", "_left", "_current", "_group", "_",
        "Id", "Version", "value", "value__", "NullValue", "position", "length", "block", "json", "entry", "index", "Has_end0", "get_Count", "set_Count", "1st",
    ];

    [TestCase("field")]
    [TestCase("group")]
    [TestCase("data")]
    public void ShouldCompileMembersOfAnyName(string kind)
    {
        StringBuilder members = new();
        for (int index = 0; index < Names.Length; index++)
        {
            string start = FormattableString.Invariant($"<{kind} name='{Names[index]}' id='{index + 1}'");
            members.Append(kind switch
            {
                "field" => start + " type='Optional' sinceVersion='1'/>",
                "group" => start + FormattableString.Invariant($"><field name='{Names[index]}' id='1' type='uint8'/><data name='X{Names[index]}' id='2' type='Text'/></group>"),
                _ => start + " type='Text' sinceVersion='1'/>",
            });
        }

        AssertCompiles("<type name='Optional' primitiveType='int8' presence='optional'/>", $"<message name='M' id='1'>{members}</message>");
    }

    [Test]
    public void ShouldCompileTypesOfAnyName()
    {
        StringBuilder types = new();
        StringBuilder fields = new();
        for (int index = 0; index < Names.Length; index++)
        {
            string name = Names[index];
            types.Append((index % 3) switch
            {
                0 => $"<enum name='{name}' encodingType='uint8'><validValue name='{name}'>1</validValue></enum>",
                1 => $"<set name='{name}' encodingType='uint8'><choice name='{name}'>1</choice></set>",
                _ => $"<composite name='{name}'><type name='{name}' primitiveType='uint8'/><enum name='E{name}' encodingType='uint8'><validValue name='{name}'>1</validValue></enum></composite>",
            });
            fields.Append(FormattableString.Invariant($"<field name='{name}' id='{index + 1}' type='{name}'/>"));
        }

        AssertCompiles(types.ToString(), $"<message name='M' id='1'>{fields}</message>");
    }

    [Test]
    public void ShouldCompileMessagesAndValuesOfAnyName()
    {
        string messages = string.Concat(Names.Select((name, index) =>
            FormattableString.Invariant($"<message name='{name}' id='{index + 1}'><field name='{name}' id='1' type='E'/><group name='{name}s' id='2'><field name='{name}' id='3' type='E'/></group></message>")));
        string values = string.Concat(Names.Select((name, index) => FormattableString.Invariant($"<validValue name='{name}'>{index}</validValue>")));
        AssertCompiles($"<enum name='E' encodingType='uint8'>{values}</enum>", messages);
    }

    private static void AssertCompiles(string types, string messages)
    {
        string schema = $"<messageSchema package='System.Span' id='1' version='1'><types>{Head}{types}</types>{messages}</messageSchema>";
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: true, string.Empty, ("/p/hostile.xml", schema, null));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Exception, Is.Null);
            Assert.That(outcome.Faults, Is.Empty);
            Assert.That(outcome.Errors.Take(10), Is.Empty);
        }
    }
}
