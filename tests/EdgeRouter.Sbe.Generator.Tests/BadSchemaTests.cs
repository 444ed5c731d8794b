using Microsoft.CodeAnalysis;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>Every kind of bad schema gives an error at its place, and nothing is generated.</summary>
public sealed class BadSchemaTests
{
    private const string Head = """
        <messageSchema package="p" id="1" version="1">
        <types>
        <composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint16"/></composite>
        <composite name="groupSizeEncoding"><type name="blockLength" primitiveType="uint16"/><type name="numInGroup" primitiveType="uint16"/></composite>
        """;

    private const string NoTypes = Head + "\n</types>\n";
    private const string End = "\n</messageSchema>";

    private static readonly TestCaseData[] Cases =
    [
        Case("SBE001", 2, "<messageSchema>\n<types></messageSchema>"),
        Case("SBE002", 2, "<messageSchema>\n<include href='lost.xml'/></messageSchema>"),
        Case("SBE003", 6, NoTypes + "<message name='M'/>" + End),
        Case("SBE004", 6, NoTypes + "<message name='-' id='1'/>" + End),
        Case("SBE005", 6, NoTypes + "<message name='M' id='one'/>" + End),
        Case("SBE006", 5, Head + "\n<type name='T' primitiveType='int8' presence='maybe'/></types>" + End),
        Case("SBE007", 7, NoTypes + "<message name='M' id='1'><field name='a' id='1' type='int64'/>\n<field name='b' id='2' type='int8' offset='4'/></message>" + End),
        Case("SBE008", 6, Head + "\n<type name='T' primitiveType='int8'/>\n<type name='T' primitiveType='int16'/></types>" + End),
        Case("SBE009", 7, NoTypes + "<message name='M' id='1'>\n<field name='a' id='1' type='int8' presence='constant' valueRef='NoDot'/></message>" + End),
        Case("SBE010", 6, Head + "\n<composite name='A'><ref name='b' type='B'/></composite>\n<composite name='B'><ref name='a' type='A'/></composite></types>" + End),
        Case("SBE011", 7, NoTypes + "<message name='M' id='1'>\n<field name='a' id='1' type='Nothing'/></message>" + End),
        Case("SBE012", 5, Head + "\n<kind name='T'/></types>" + End),
        Case("SBE013", 5, Head + "\n<type name='T' primitiveType='int7'/></types>" + End),
        Case("SBE014", 5, Head + "\n<type name='T' primitiveType='int8' nullValue='200'/></types>" + End),
        Case("SBE015", 5, Head + "\n<type name='T' primitiveType='int8' presence='constant'>x</type></types>" + End),
        Case("SBE016", 5, Head + "\n<enum name='E' encodingType='float'/></types>" + End),
        Case("SBE017", 6, Head + "\n<enum name='E' encodingType='uint8'>\n<validValue name='A'>300</validValue></enum></types>" + End),
        Case("SBE018", 5, Head + "\n<set name='S' encodingType='double'/></types>" + End),
        Case("SBE019", 6, Head + "\n<set name='S' encodingType='uint8'>\n<choice name='A'>8</choice></set></types>" + End),
        Case("SBE020", 7, Head + "\n<enum name='E' encodingType='uint8'>\n<validValue name='A'>1</validValue>\n<validValue name='A'>2</validValue></enum></types>" + End),
        Case("SBE021", 5, Head + "\n<enum name='E' encodingType='messageHeader'/></types>" + End),
        Case("SBE022", 6, Head + "\n<composite name='C'><type name='a' primitiveType='int8'/>\n<type name='a' primitiveType='int8'/></composite></types>" + End),
        Case("SBE023", 7, NoTypes + "<message name='M' id='1'>\n<data name='d' id='1' type='messageHeader'/></message>" + End),
        Case("SBE024", 1, "<messageSchema package='p' id='1'></messageSchema>", "SBE011"),
        Case("SBE025", 1, "<messageSchema><types><composite name='messageHeader'><type name='blockLength' primitiveType='float'/></composite></types></messageSchema>"),
        Case("SBE027", 7, NoTypes + "<message name='M' id='1'><field name='a' id='1' type='int8'/>\n<field name='a' id='2' type='int8'/></message>" + End),
        Case("SBE028", 6, NoTypes + "<message name='M' id='1' blockLength='1'><field name='a' id='1' type='int64'/></message>" + End),
        Case("SBE029", 7, NoTypes + "<message name='M' id='1'><group name='g' id='1'/>\n<field name='a' id='2' type='int8'/></message>" + End),
        Case("SBE030", 7, Head + "\n<type name='T' primitiveType='int8' length='0'/></types><message name='M' id='1'>\n\n<field name='a' id='1' type='T'/></message>" + End),
        Case("SBE031", 7, NoTypes + "<message name='M' id='1'>\n<field name='a' id='1' type='int8' presence='constant'/></message>" + End),
        Case("SBE032", 1, "<types/>"),
        Case("SBE033", 7, NoTypes + "<message name='M' id='1'/>\n<message name='N' id='1'/>" + End),
        Case("SBE034", 1, "<messageSchema byteOrder='middleEndian'><types><composite name='messageHeader'><type name='blockLength' primitiveType='uint16'/><type name='templateId' primitiveType='uint16'/></composite></types></messageSchema>"),
        Case("SBE043", 7, NoTypes + "<message name='M' id='1'>\n<group name='g' id='1' blockLength='65536'/></message>" + End),
        Case("SBE046", 6, Head + "\n<type name='T' primitiveType='int8' maxValue='5'/><enum name='E' encodingType='T'>\n<validValue name='A'>6</validValue></enum></types>" + End),
    ];

    [TestCaseSource(nameof(Cases))]
    public void ShouldReportPlace(string id, int line, string schema)
    {
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: false, string.Empty, ("/p/bad.xml", schema, "P"));
        Assert.That(outcome.Exception, Is.Null);
        Assert.That(outcome.Sources, Is.Empty);
        Diagnostic found = outcome.Diagnostics.First(one => one.Id == id);
        FileLinePositionSpan place = found.Location.GetLineSpan();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((place.Path, place.StartLinePosition.Line + 1), Is.EqualTo(("/p/bad.xml", line)));
            Assert.That(found.Severity, Is.EqualTo(DiagnosticSeverity.Error));
            Assert.That(found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), Is.Not.Empty);
        }
    }

    [Test]
    public void ShouldReportEveryBadMessage()
    {
        string schema = NoTypes + "<message name='A' id='1'><field name='a' id='1' type='X'/></message>\n<message name='B' id='2'><field name='a' id='1' type='Y'/></message>" + End;
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: false, string.Empty, ("bad.xml", schema, "P"));
        Assert.That(outcome.Diagnostics.Select(one => one.Id), Is.EqualTo(new[] { "SBE011", "SBE011" }));
    }

    [Test]
    public void ShouldIgnoreOtherXml()
    {
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: false, string.Empty, ("other.xml", "<project/>", null));
        Assert.That(outcome.Diagnostics, Is.Empty);
        Assert.That(outcome.Sources, Is.Empty);
    }

    [Test]
    public void ShouldReportEveryBadFieldOnce()
    {
        string schema = NoTypes + "<message name='A' id='1'><field name='a' id='1' type='X'/>\n<field name='b' id='2' type='int8' offset='-'/>\n<field name='c' id='3' type='int8' offset='0'/></message>" + End;
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: false, string.Empty, ("bad.xml", schema, "P"));
        Assert.That(outcome.Diagnostics.Select(one => one.Id), Is.EqualTo(new[] { "SBE011", "SBE005" }));
    }

    [TestCase("SBE215", DiagnosticSeverity.Info, "<message name='M' id='1'/><message name='M' id='2'/>")]
    [TestCase("SBE201", DiagnosticSeverity.Info, "<message name='M' id='1'><note/></message>")]
    public void ShouldGenerateInSpiteOfNotes(string id, DiagnosticSeverity severity, string messages)
    {
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: false, string.Empty, ("s.xml", NoTypes + messages + End, "P"));
        Assert.That(outcome.Diagnostics.Select(one => (one.Id, one.DefaultSeverity)), Is.EqualTo(new[] { (id, severity) }));
        Assert.That(outcome.Sources, Is.Not.Empty);
        Assert.That(outcome.Errors, Is.Empty);
    }

    private static TestCaseData Case(string name, int line, string schema, string? id = null) => new TestCaseData(id ?? name, line, schema).SetArgDisplayNames(name);
}
