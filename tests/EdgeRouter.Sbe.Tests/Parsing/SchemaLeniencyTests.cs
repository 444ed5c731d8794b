using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Tests.Parsing;

/// <summary>What schemas write beyond the standard and no layout depends on: read, and noted.</summary>
public sealed class SchemaLeniencyTests
{
    private const string Enum = "<enum name=\"E\" encodingType=\"char\"><validValue name=\"A\">'A'</validValue><validValue name=\"B\">\"B\"</validValue></enum>";

    private static readonly TestCaseData[] Cases =
    [
        Case("unknown attribute", null, "<type name='T' primitiveType='int8' colour='red' xmlns:v='urn:v' v:length='9'/>", "<field name='f' id='1' type='T' v:x='1' xmlns:v='urn:v'/>", 1),
        Case("vendor element", "SBE201", "<v:kind name='x' xmlns:v='urn:v'/>", "<v:hint name='y' xmlns:v='urn:v'><v:deep/></v:hint><field name='f' id='1' type='int8'/>", 1),
        Case("documentation element", "SBE201", "<documentation>words</documentation>", "<field name='f' id='1' type='int8'/>", 1),
        Case("types in another namespace", null, "<o:type name='T' primitiveType='int16' xmlns:o='urn:o'/>", "<field name='f' id='1' type='T'/>", 2),
        Case("type declared later", null, "<composite name='C'><ref name='r' type='Later'/></composite><enum name='Later' encodingType='Code'/><type name='Code' primitiveType='uint16'/>", "<field name='f' id='1' type='C'/>", 2),
        Case("quoted characters", null, Enum, "<field name='f' id='1' type='E'/>", 1),
        Case("constant without primitive", "SBE202", "<type name='T' presence='constant'>GBP</type><type name='U' presence='constant'>5</type>", "<field name='f' id='1' type='T'/><field name='u' id='2' type='U'/>", 0),
        Case("constant longer than its length", "SBE213", "<type name='T' primitiveType='char' length='2' presence='constant'>GBP</type>", "<field name='f' id='1' type='T'/>", 0),
        Case("constant by name", null, Enum, "<field name='f' id='1' type='E' presence='constant'>B</field>", 0),
        Case("constant by text", null, "", "<field name='f' id='1' type='int8' presence='constant'> -3 </field>", 0),
        Case("offset 0", "SBE202", "", "<field name='a' id='1' type='int8' offset='0'/><field name='b' id='2' type='int16' offset='0'/>", 3),
        Case("block length 0", "SBE202", "", "<group name='g' id='1' blockLength='0'><field name='a' id='1' type='int8'/></group>", 0),
        Case("hexadecimal id", "SBE202", "", "<field name='a' id='0x1F' type='int8'/>", 1),
        Case("blank attributes", null, "<type name='T' primitiveType='int8' nullValue='' minValue=' ' length='' sinceVersion='' presence='' description=''/>", "<field name='a' id='1' type='T' offset='' deprecated=''/>", 1),
        Case("blanks around values", null, "<type name=' T ' primitiveType=' int32 ' length=' 2 ' presence=' optional '/>", "<field name='a' id=' 1 ' type=' T '/>", 8),
        Case("deprecated without version", "SBE202", "", "<field name='a' id='1' type='int8' deprecated='true'/>", 1),
        Case("case of a primitive", "SBE202", "<type name='T' primitiveType='UInt16'/>", "<field name='a' id='1' type='T'/>", 2),
        Case("case of a type", "SBE212", "<type name='Price' primitiveType='int64'/>", "<field name='a' id='1' type='PRICE'/>", 8),
        Case("names in two cases", null, "<type name='price' primitiveType='int64'/><type name='Price' primitiveType='int8'/>", "<field name='a' id='1' type='Price'/><field name='A' id='1' type='price'/>", 9),
        Case("same field id", null, "", "<field name='a' id='1' type='int8'/><field name='b' id='1' type='int8'/>", 2),
        Case("type twice alike", "SBE203", "<type name='T' primitiveType='int8' description='x'/><type name='T' primitiveType='int8'/>", "<field name='a' id='1' type='T'/>", 1),
        Case("value twice", "SBE204", "<enum name='F' encodingType='uint8'><validValue name='A'>1</validValue><validValue name='B'>1</validValue></enum>", "<field name='a' id='1' type='F'/>", 1),
        Case("value that means absent", "SBE205", "<enum name='F' encodingType='uint8'><validValue name='A'>255</validValue></enum>", "<field name='a' id='1' type='F'/>", 1),
        Case("value named as absent", null, "<enum name='F' encodingType='uint8'><validValue name='NULL_VALUE'>255</validValue></enum>", "<field name='a' id='1' type='F'/>", 1),
        Case("later than the schema", "SBE206", "", "<field name='a' id='1' type='int8' sinceVersion='10'/>", 1),
        Case("added in the middle", "SBE207", "", "<field name='a' id='1' type='int8' sinceVersion='2'/><field name='b' id='2' type='int8'/>", 2),
        Case("reference without constant", "SBE208", Enum, "<field name='a' id='1' type='E' valueRef='E.A'/>", 1),
        Case("name with a dot", "SBE210", "", "<field name='a.b' id='1' type='int8'/>", 1),
        Case("signed set", "SBE202", "<set name='S' encodingType='int16'><choice name='x'>15</choice></set>", "<field name='a' id='1' type='S'/>", 2),
        Case("null by its bits", "SBE202", "<type name='T' primitiveType='uint8' presence='optional' nullValue='-1'/>", "<field name='a' id='1' type='T'/>", 1),
        Case("set used as a boolean", null, "<set name='S' encodingType='uint8'><choice name='only'>0</choice></set>", "<field name='a' id='1' type='S' presence='optional'/>", 1),
        Case("comments, instructions, character data", null, "<!-- c --><enum name='F' encodingType='uint8'><?pi x?><validValue name='A'><!-- one --><![CDATA[1]]></validValue></enum>", "<!-- c --><field name='a' id='1' type='F'><!-- d --></field>", 1),
    ];

    [TestCaseSource(nameof(Cases))]
    public void ShouldReadAndNote(string? id, string schema, int blockLength)
    {
        SbeParseResult result = SbeSchemaParser.Parse("s.xml", schema);
        Assert.That(result.Schema, Is.Not.Null, () => string.Join('\n', result.Diagnostics));
        Assert.That(result.Schema!.Messages[0].BlockLength, Is.EqualTo(blockLength));
        Assert.That(result.Diagnostics.Select(found => (found.Id, found.Severity)).Distinct(), Is.EqualTo(id == null ? [] : new[] { (id, SbeSeverity.Info) }));
    }

    [TestCase("\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\" standalone=\"yes\"?>", TestName = "Byte-order mark")]
    [TestCase("\n\n  <?xml version='1.1'?>\r\n", TestName = "Blank lines before the declaration")]
    [TestCase("<!-- licence -->\n", TestName = "Comment first")]
    public void ShouldReadStarts(string start) => Assert.That(SbeSchemaParser.Parse("s.xml", start + SchemaText.WithMessage("", "")).Diagnostics, Is.Empty);

    [Test]
    public void ShouldTakeAnyPrefixAndManyTypesBlocks()
    {
        string schema = SchemaText.WithMessage("<type name='T' primitiveType='int8'/></types><types><type name='U' primitiveType='int8'/>", "<field name='f' id='1' type='U'/>")
            .Replace("<messageSchema", "<x:messageSchema xmlns:x='http://fixprotocol.io/2017/sbe'", StringComparison.Ordinal)
            .Replace("</messageSchema", "</x:messageSchema", StringComparison.Ordinal)
            .Replace("<message ", "<x:messages><x:message ", StringComparison.Ordinal)
            .Replace("</message>", "</x:message></x:messages>", StringComparison.Ordinal);
        Assert.That(SbeSchemaParser.Parse("s.xml", schema).Diagnostics, Is.Empty);
    }

    [Test]
    public void ShouldNoteTwoMessagesOfOneName()
    {
        SbeParseResult result = SbeSchemaParser.Parse("s.xml", SchemaText.Of("", "<message name='M' id='1'/><message name='M' id='2'/>"));
        Assert.That(result.Schema!.Messages, Has.Count.EqualTo(2));
        Assert.That(result.Diagnostics.Select(found => (found.Id, found.Severity)), Is.EqualTo(new[] { ("SBE215", SbeSeverity.Info) }));
    }

    [Test]
    public void ShouldNoteHeadersThatCannotSayTheIds()
    {
        string narrow = SchemaText.Of("", "<message name='M' id='300'/>").Replace("\"templateId\" primitiveType=\"uint16\"", "\"templateId\" primitiveType=\"uint8\"", StringComparison.Ordinal);
        string without = SchemaText.Of("", "<message name='M' id='1'/><message name='N' id='2'/>").Replace("\"templateId\"", "\"other\"", StringComparison.Ordinal);
        string wide = SchemaText.WithMessage("", "<group name='g' id='1'/>").Replace("\"numInGroup\" primitiveType=\"uint16\"", "\"numInGroup\" primitiveType=\"uint32\"", StringComparison.Ordinal);
        Assert.That(new[] { narrow, without, wide }.Select(schema => SbeSchemaParser.Parse("s.xml", schema).Diagnostics.Single().Id), Is.EqualTo(new[] { "SBE214", "SBE211", "SBE209" }));
    }

    private static TestCaseData Case(string name, string? id, string types, string members, int blockLength) =>
        new TestCaseData(id, SchemaText.WithMessage(types, members), blockLength).SetArgDisplayNames(name);
}
