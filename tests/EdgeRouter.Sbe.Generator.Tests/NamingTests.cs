using System.Reflection;

namespace EdgeRouter.Sbe.Generator.Tests;

public sealed class NamingTests
{
    private const string Schema = """
        <messageSchema package="com.acme-feeds.v1" id="0" version="300">
        <types>
          <composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint8"/><type name="version" primitiveType="uint16"/></composite>
          <composite name="Trade"><type name="mantissa" primitiveType="int32"/><type name="exponent" primitiveType="int8"/></composite>
          <enum name="Side" encodingType="char"><validValue name="Side">S</validValue><validValue name="class">c</validValue><validValue name="space"> </validValue></enum>
          <enum name="Wide" encodingType="int32"><validValue name="low">-5</validValue><validValue name="NullValue">7</validValue></enum>
          <set name="Big" encodingType="uint64"><choice name="top">63</choice></set>
        </types>
        <message name="Trade" id="1">
          <field name="trade" id="1" type="Trade"/><field name="Side" id="2" type="Side"/><field name="int" id="3" type="int64"/><field name="1st" id="4" type="uint8"/>
          <field name="ToString" id="5" type="Wide"/><field name="TradeDecoder" id="6" type="Big"/><field name="a.b" id="7" type="float"/>
        </message>
        </messageSchema>
        """;

    [Test]
    public void ShouldFindNamesThatCompile()
    {
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: true, string.Empty, ("acme.xml", Schema, null));
        Assert.That(outcome.Errors, Is.Empty);
        Assembly assembly = outcome.Load();
        Type decoder = assembly.GetType("Com.Acme_feeds.V1.TradeDecoder", throwOnError: true)!;
        Type side = assembly.GetType("Com.Acme_feeds.V1.Side", throwOnError: true)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decoder.GetProperties().Select(property => property.Name), Is.SupersetOf(new[] { "Trade", "Side", "Int", "_1st", "ToStringField", "TradeDecoderField", "A_b" }));
            Assert.That(Enum.GetNames(side), Is.EquivalentTo(new[] { "SideValue", "Class", "Space", "NullValue" }).Or.EquivalentTo(new[] { "Side", "Class", "Space", "NullValue" }));
            Assert.That(Convert.ToInt32(Enum.Parse(side, "Space"), System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(32));
            Assert.That(assembly.GetType("Com.Acme_feeds.V1.TradeCompositeDecoder"), Is.Not.Null, "the message keeps the name");
            Assert.That(Enum.Parse(assembly.GetType("Com.Acme_feeds.V1.Big")!, "Top"), Is.EqualTo(Enum.ToObject(assembly.GetType("Com.Acme_feeds.V1.Big")!, 1UL << 63)));
        }
    }

    [Test]
    public void ShouldKeepSchemasApart()
    {
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: true, string.Empty, ("a.xml", Schema, "First"), ("b.xml", Schema, "Second"));
        Assert.That(outcome.Errors, Is.Empty);
        Assembly assembly = outcome.Load();
        Assert.That(assembly.GetType("First.TradeEncoder"), Is.Not.Null);
        Assert.That(assembly.GetType("Second.TradeEncoder"), Is.Not.Null);
    }

    [Test]
    public void ShouldTellSchemasOfOnePackageApart()
    {
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: true, string.Empty, ("/x/feed-1.0.xml", Schema, null), ("/x/feed-1.1.xml", Schema, null), ("/x/other.xml", Schema.Replace("acme", "ACME", StringComparison.Ordinal), null));
        Assert.That(outcome.Errors, Is.Empty);
        Assert.That(outcome.Faults, Is.Empty);
        Assembly assembly = outcome.Load();
        Assert.That(assembly.GetType("Com.Acme_feeds.V1.Feed_1_0.TradeEncoder"), Is.Not.Null);
        Assert.That(assembly.GetType("Com.Acme_feeds.V1.Feed_1_1.TradeEncoder"), Is.Not.Null);
        Assert.That(assembly.GetType("Com.ACME_feeds.V1.Other.TradeEncoder"), Is.Not.Null);
    }

    [Test]
    public void ShouldTakeNamesThatDifferInCaseOnly()
    {
        string schema = Schema.Replace("<set name", "<enum name=\"SIDE\" encodingType=\"uint8\"><validValue name=\"x\">1</validValue><validValue name=\"X\">2</validValue></enum><set name", StringComparison.Ordinal)
            .Replace("<field name=\"int\"", "<field name=\"TRADE\" id=\"9\" type=\"SIDE\"/><field name=\"int\"", StringComparison.Ordinal);
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: true, string.Empty, ("a.xml", schema, "First"));
        Assert.That(outcome.Exception, Is.Null);
        Assert.That(outcome.Errors, Is.Empty);
        Assert.That(outcome.Load().GetType("First.SIDE"), Is.Not.Null);
    }

    [Test]
    public void ShouldNotUseUnsafeCode()
    {
        GeneratorOutcome outcome = GeneratorRun.Run(isDebug: true, string.Empty, ("a.xml", Schema, "First"));
        foreach (string text in outcome.Sources.Select(source => source.SourceText.ToString()))
        {
            Assert.That(text, Does.Not.Contain("unsafe").And.Not.Contain("Unsafe").And.Not.Contain("MemoryMarshal"));
            Assert.That(text, Does.StartWith("// <auto-generated/>"));
        }
    }
}
