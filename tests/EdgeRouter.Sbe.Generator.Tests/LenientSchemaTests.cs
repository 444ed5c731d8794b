using Microsoft.CodeAnalysis;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>What the parser takes with a note compiles, warnings raised to errors.</summary>
public sealed class LenientSchemaTests
{
    private const string Head = """
        <messageSchema package="p" id="1" version="1">
        <types>
        <composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint16"/></composite>
        <composite name="groupSizeEncoding"><type name="blockLength" primitiveType="uint16"/><type name="numInGroup" primitiveType="uint32"/></composite>
        """;

    [TestCase("<enum name='E' encodingType='uint8'><validValue name='A'>1</validValue><validValue name='B'>1</validValue></enum>", "<field name='e' id='1' type='E'/>", TestName = "Value twice")]
    [TestCase("<enum name='E' encodingType='uint8'><validValue name='A'>255</validValue></enum>", "<field name='e' id='1' type='E' presence='optional'/>", TestName = "Value that means absent")]
    [TestCase("<set name='S' encodingType='int64'><choice name='A'>63</choice><choice name='B'>63</choice></set>", "<field name='s' id='1' type='S'/>", TestName = "Bit twice, signed set")]
    [TestCase("<enum name='E' encodingType='char'><validValue name='50%'>'5'</validValue><validValue name='a-b c'>\"6\"</validValue><validValue name='a_b_c'>7</validValue></enum>", "<field name='e' id='1' type='E'/>", TestName = "Odd value names")]
    [TestCase("<type name='price' primitiveType='int64'/><type name='Price' primitiveType='int8'/><enum name='SIDE' encodingType='char'/><enum name='Side' encodingType='int8'/><composite name='side'><type name='x' primitiveType='int8'/></composite>", "<field name='a' id='1' type='Price'/><field name='A' id='2' type='Side'/><field name='S' id='4' type='SIDE'/><field name='b' id='3' type='side'/>", TestName = "Names in several cases")]
    [TestCase("<enum name='E' encodingType='char'><validValue name='A'>A</validValue></enum>", "<field name='e' id='1' type='E' presence='constant'>A</field><field name='n' id='2' type='int8' presence='constant'>-3</field><field name='t' id='3' type='char' presence='constant'>text</field>", TestName = "Constants by text")]
    [TestCase("<type name='T' presence='constant'>GBP</type><type name='U' presence='constant'>5</type>", "<field name='t' id='1' type='T'/><field name='u' id='2' type='U'/>", TestName = "Constants without primitive")]
    [TestCase("<type name='T' primitiveType='uint64' presence='optional' nullValue='-1'/>", "<field name='t.u' id='1' type='T'/><field name='t-u' id='2' type='int16' presence='optional' nullValue='7'/>", TestName = "Null of its own")]
    [TestCase("<composite name='C'><type name='a' primitiveType='int8' presence='constant'>1</type></composite><composite name='Nothing'/>", "<field name='c' id='1' type='C'/><field name='d' id='2' type='Nothing'/><group name='g' id='3'/>", TestName = "Composites of no bytes")]
    [TestCase("", "</message><message name='M' id='2'/><message name='m' id='3'><field name='m' id='1' type='int8'/>", TestName = "Messages of one name")]
    public void ShouldCompile(string types, string members)
    {
        string schema = Head + types + "</types><message name='M' id='1'>" + members + "</message></messageSchema>";
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: true, string.Empty, ("s.xml", schema, "P"));
        Assert.That(outcome.Exception, Is.Null);
        Assert.That(outcome.Diagnostics.Where(found => found.DefaultSeverity == DiagnosticSeverity.Error), Is.Empty);
        Assert.That(outcome.Errors, Is.Empty);
    }
}
