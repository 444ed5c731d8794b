using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Tests.Parsing;

/// <summary>Each attribute of the standard's schema definition reaches the intermediate representation.</summary>
public sealed class SchemaFactsTests
{
    private const string Types = """
        <type name="Px" primitiveType="int64" presence="optional" nullValue="-9" minValue="-8" maxValue="0x7F" semanticType="Price" description=" a price " sinceVersion="2" deprecated="3"/>
        <type name="Code" primitiveType="char" length="4" characterEncoding="ISO-8859-1"/>
        <type name="Nul" primitiveType="uint8" nullValue="0"/>
        <type name="Unit" primitiveType="uint8" presence="constant" valueRef="U.Nano"/>
        <enum name="U" encodingType="Nul" description="units" sinceVersion="1" deprecated="4"><validValue name="Nano" description="1e-9" sinceVersion="5" deprecated="6">9</validValue></enum>
        <enum name="Opt" encodingType="int8" presence="optional" nullValue="7"/>
        <set name="S" encodingType="uint32"><choice name="Top" description="highest" sinceVersion="7" deprecated="8">31</choice></set>
        <composite name="C" description="all kinds" semanticType="Mix" sinceVersion="1">
          <type name="m" primitiveType="int32" offset="2"/>
          <enum name="In" encodingType="uint8"><validValue name="X">1</validValue></enum>
          <set name="Bits" encodingType="uint8" offset="8"/>
          <composite name="Deep"><type name="d" primitiveType="float"/></composite>
          <ref name="px" type="Px" offset="16" presence="required" sinceVersion="6" deprecated="9" description="by reference"/>
          <ref name="unit" type="Unit"/>
          <ref name="kind" type="U" presence="constant" valueRef="U.Nano"/>
        </composite>
        """;

    private const string Members = """
        <field name="px" id="1" type="Px" description="own words" semanticType="Qty" sinceVersion="4" deprecated="5" epoch="unix" timeUnit="nanosecond"/>
        <field name="must" id="2" type="Px" presence="required"/>
        <field name="may" id="3" type="int16" presence="optional"/>
        <field name="own" id="4" type="int16" presence="optional" nullValue="5"/>
        <field name="u" id="5" type="U"/>
        <field name="opt" id="6" type="Opt"/>
        <field name="s" id="7" type="S" offset="40"/>
        <field name="c" id="8" type="C"/>
        <field name="k" id="9" type="U" presence="constant" valueRef="U.Nano"/>
        <field name="n" id="10" type="uint8" presence="constant" valueRef="U.Nano"/>
        <group name="g" id="11" blockLength="12" sinceVersion="2" deprecated="3" description="rows" semanticType="NumInGroup"><field name="code" id="12" type="Code"/></group>
        <data name="d" id="13" type="text" sinceVersion="3" deprecated="4" description="words" semanticType="data"/>
        """;

    private static readonly SbeSchema Schema = SbeSchemaParser.Parse("s.xml", SchemaText.Of(Types, $"<message name=\"M\" id=\"7\" blockLength=\"90\" description=\"all\" semanticType=\"X\" sinceVersion=\"1\" deprecated=\"9\">{Members}</message>")
        .Replace("version=\"9\"", "version=\"9\" semanticVersion=\"5.2\" description=\"test\" byteOrder=\"bigEndian\"", StringComparison.Ordinal)).Schema!;

    private static readonly SbeMessage Message = Schema.Messages[0];

    [Test]
    public void ShouldKeepWhatTheSchemaSaysOfItself() => Assert.That(
        (Schema.Package, Schema.Id, Schema.Version, Schema.SemanticVersion, Schema.Description, Schema.IsBigEndian),
        Is.EqualTo(("p", 1, 9, "5.2", "test", true)));

    [TestCase("px", 0, 8, SbePresence.Optional, "-9")]
    [TestCase("must", 8, 8, SbePresence.Required, "-9")]
    [TestCase("may", 16, 2, SbePresence.Optional, "-32768")]
    [TestCase("own", 18, 2, SbePresence.Optional, "5")]
    [TestCase("u", 20, 1, SbePresence.Required, "0")]
    [TestCase("opt", 21, 1, SbePresence.Optional, "7")]
    [TestCase("s", 40, 4, SbePresence.Required, null)]
    [TestCase("c", 44, 24, SbePresence.Required, null)]
    [TestCase("k", 68, 0, SbePresence.Constant, null)]
    [TestCase("n", 68, 0, SbePresence.Constant, null)]
    public void ShouldLayOutFields(string name, int offset, int length, SbePresence presence, string? nullValue)
    {
        SbeField field = Message.Fields.Single(one => one.Name == name);
        Assert.That((field.Offset, field.EncodedLength, field.Presence), Is.EqualTo((offset, length, presence)));
        SbeScalar? scalar = field.Type as SbeScalar ?? (field.Type as SbeEnum)?.Encoding;
        Assert.That(presence == SbePresence.Constant ? null : scalar?.NullValue.ToString(), Is.EqualTo(nullValue));
    }

    [TestCase("m", 2, 4, SbePresence.Required)]
    [TestCase("In", 6, 1, SbePresence.Required)]
    [TestCase("Bits", 8, 1, SbePresence.Required)]
    [TestCase("Deep", 9, 4, SbePresence.Required)]
    [TestCase("px", 16, 8, SbePresence.Required)]
    [TestCase("unit", 24, 0, SbePresence.Constant)]
    [TestCase("kind", 24, 0, SbePresence.Constant)]
    public void ShouldLayOutComposites(string name, int offset, int length, SbePresence presence)
    {
        SbeField member = ((SbeComposite)Schema.Types.Single(type => type.Name == "C")).Find(name)!;
        Assert.That((member.Offset, member.EncodedLength, member.Presence), Is.EqualTo((offset, length, presence)));
    }

    [Test]
    public void ShouldKeepFactsOfEveryElement()
    {
        SbeEnum unit = (SbeEnum)Schema.Types.Single(type => type.Name == "U");
        SbeComposite composite = (SbeComposite)Schema.Types.Single(type => type.Name == "C");
        (string, string, int, int?)[] facts = [.. new[]
        {
            Message.Facts, Message.Fields[0].Facts, Message.Groups[0].Facts, Message.Data[0].Facts, Message.Fields[0].Type.Facts,
            unit.Facts, unit.Values[0].Facts, ((SbeSet)Message.Fields[6].Type).Choices[0].Facts, composite.Facts, composite.Find("px")!.Facts,
        }.Select(one => (one.Description, one.SemanticType, one.SinceVersion, one.Deprecated))];
        Assert.That(facts, Is.EqualTo(new (string, string, int, int?)[]
        {
            ("all", "X", 1, 9), ("own words", "Qty", 4, 5), ("rows", "NumInGroup", 2, 3), ("words", "data", 3, 4), ("a price", "Price", 2, 3),
            ("units", string.Empty, 1, 4), ("1e-9", string.Empty, 5, 6), ("highest", string.Empty, 7, 8), ("all kinds", "Mix", 1, null), ("by reference", string.Empty, 6, 9),
        }));
    }

    [Test]
    public void ShouldKeepLimitsEncodingsAndConstants()
    {
        SbeScalar price = (SbeScalar)Message.Fields[0].Type;
        SbeScalar unit = (SbeScalar)((SbeComposite)Schema.Types.Single(type => type.Name == "C")).Find("unit")!.Type;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((price.MinValue!.Value.Integer, price.MaxValue!.Value.Integer), Is.EqualTo((-8m, 127m)));
            Assert.That(((SbeScalar)Message.Groups[0].Fields[0].Type).CharacterEncoding, Is.EqualTo("ISO-8859-1"));
            Assert.That(Message.Data[0].Payload.CharacterEncoding, Is.EqualTo("UTF-8"));
            Assert.That((unit.ConstantEnumValue!.Name, unit.ConstantValue!.Value.Integer), Is.EqualTo(("Nano", 9m)));
            Assert.That(Message.Fields[8].ConstantValue!.Name, Is.EqualTo("Nano"));
            Assert.That((Message.BlockLength, Message.Groups[0].BlockLength), Is.EqualTo((90, 12)));
        }
    }

    // c starts at 44; until version 6 its last member is Deep, which ends at 13.
    [TestCase(0, 57)]
    [TestCase(5, 57)]
    [TestCase(6, 68)]
    public void ShouldKnowWhatAVersionNeeds(int version, int length) => Assert.That(Message.RequiredLength(version), Is.EqualTo(length));
}
