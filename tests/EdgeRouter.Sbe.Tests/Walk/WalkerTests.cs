using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Tests.Walk;

/// <summary>Against bytes put together by hand.</summary>
public sealed class WalkerTests
{
    // Header: block length, template, schema, version, one byte each. Groups: block length and count, one byte each. Data: one byte of length.
    private const string Xml = """
        <messageSchema package="p" id="7" version="3">
        <types>
          <composite name="messageHeader">
            <type name="blockLength" primitiveType="uint8"/><type name="templateId" primitiveType="uint8"/>
            <type name="schemaId" primitiveType="uint8"/><type name="version" primitiveType="uint8"/>
          </composite>
          <composite name="groupSizeEncoding"><type name="blockLength" primitiveType="uint8"/><type name="numInGroup" primitiveType="uint8"/></composite>
          <composite name="text"><type name="length" primitiveType="uint8"/><type name="varData" primitiveType="char" length="0"/></composite>
          <composite name="pair"><type name="old" primitiveType="uint8"/><type name="new" primitiveType="uint16" sinceVersion="2"/></composite>
          <enum name="side" encodingType="char"><validValue name="Buy">B</validValue><validValue name="Cross" sinceVersion="3">C</validValue></enum>
        </types>
        <message name="M" id="1">
          <field name="a" id="1" type="uint8"/>
          <field name="b" id="2" type="uint16" sinceVersion="1"/>
          <field name="p" id="3" type="pair" sinceVersion="1"/>
          <field name="s" id="4" type="side" sinceVersion="3"/>
          <group name="g" id="5"><field name="x" id="6" type="uint8"/><field name="y" id="7" type="uint8" sinceVersion="2"/><data name="t" id="8" type="text"/></group>
          <data name="d" id="9" type="text" sinceVersion="2"/>
        </message>
        <message name="Many" id="2"><group name="outer" id="1"><group name="inner" id="2"><field name="x" id="3" type="uint8" sinceVersion="3"/></group></group></message>
        </messageSchema>
        """;

    private static readonly SbeWalker Walker = new(SbeSchemaParser.Parse("walk.xml", Xml).Schema!);

    [Test]
    public void ShouldNotAllocate()
    {
        byte[] message = Convert.FromHexString("070107030102030405064202010A0B0141" + "0141");
        SbeCountingVisitor visitor = default;
        SbeWalkResult walked = Walker.Walk(message, ref visitor);
        Assert.That((walked.Status, walked.GroupEntries, walked.DataFields), Is.EqualTo((SbeWalkStatus.Complete, 1L, 2L)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
        {
            Walker.Walk(message, ref visitor);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase("07010703 01 0203 040506 42 0200 0141", "M v3|a=01|b=0203|p=040506|s=42|g[0|]|d:41|end", TestName = "Newest")]
    [TestCase("04010701 01 0203 04 0101 09 0141", "M v1|a=01|b=0203|p=04|s=|g[1|#0|x=09|y=|t:41|;|]|end", TestName = "Composite in part")]
    [TestCase("01010700 01 0201 0900 00", "M v0|a=01|b=|p=|s=|g[1|#0|x=09|y=|t:|;|]|end", TestName = "Oldest")]
    [TestCase("09010709 01 0203 040506 43 FFFF 0200 0141", "M v9|a=01|b=0203|p=040506|s=43|g[0|]|d:41|end", TestName = "Newer than the schema")]
    public void ShouldShowWhatTheVersionHas(string hex, string seen)
    {
        RecordingVisitor visitor = new();
        SbeWalkResult result = Walk(hex, ref visitor);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join('|', visitor.Seen), Is.EqualTo(seen));
            Assert.That((result.Status, result.MissingFields), Is.EqualTo((SbeWalkStatus.Complete, 0)));
            Assert.That((result.StopName, result.StopOffset, result.ClaimedCount, result.ClaimedLength), Is.EqualTo(((string?)null, 0, 0L, 0L)));
        }
    }

    [TestCase("06010703 01 0203 040506 0200 00", 1, TestName = "Field behind the block")]
    [TestCase("05010703 01 0203 0405 0200 00", 2, TestName = "Composite cut")]
    [TestCase("03010701 01 0203 0100", 1, TestName = "Composite in part cut")]
    [TestCase("07010703 01 0203 040506 42 0102 09 00 09 00 00", 2, TestName = "Entries too short")]
    [TestCase("07010703 01 0203 040506 42 0100 00", 0, TestName = "Too short, but no entries")]
    public void ShouldCountMissingFields(string hex, int missing)
    {
        RecordingVisitor visitor = new();
        SbeWalkResult result = Walk(hex, ref visitor);
        Assert.That((result.Status, result.MissingFields), Is.EqualTo((SbeWalkStatus.Complete, missing)));
    }

    [TestCase("070107", SbeWalkStatus.ShortHeader, null, 0, 0, 0)]
    [TestCase("07010803", SbeWalkStatus.OtherSchema, null, 0, 0, 0)]
    [TestCase("07090703", SbeWalkStatus.UnknownTemplate, null, 0, 0, 0)]
    [TestCase("07010703 01 02", SbeWalkStatus.ShortBlock, "M", 4, 0, 7)]
    [TestCase("01010700 01", SbeWalkStatus.ImpossibleGroup, "g", 5, -1, -1)]
    [TestCase("01010700 01 02", SbeWalkStatus.ImpossibleGroup, "g", 5, -1, -1)]
    [TestCase("01010700 01 0803 00", SbeWalkStatus.ImpossibleGroup, "g", 5, 3, 8)]
    [TestCase("01010700 01 0201 0001 05 4142", SbeWalkStatus.ImpossibleData, "t", 9, 0, 5)]
    [TestCase("01010700 01 0202 0001 02 4142 05", SbeWalkStatus.ShortBlock, "g", 12, 2, 2)]
    [TestCase("01010702 01 0200", SbeWalkStatus.ImpossibleData, "d", 7, 0, -1)]
    public void ShouldSayWhereItStopped(string hex, SbeWalkStatus status, string? name, int offset, long count, long length)
    {
        RecordingVisitor visitor = new();
        SbeWalkResult result = Walk(hex, ref visitor);
        Assert.That(
            (result.Status, result.StopName, result.StopOffset, result.ClaimedCount, result.ClaimedLength),
            Is.EqualTo((status, name, offset, count, length)));
    }

    [Test]
    public void ShouldRenderWhatAnOlderSenderHasOfAComposite()
    {
        string json = SbeJson.Render(Walker, Bytes("04010701 01 0203 04 0100"), out _);
        Assert.That(json, Does.Contain("\"p\":{\"old\":4,\"new\":null}"));
    }

    [Test]
    public void ShouldNameValuesOfNewerVersionsAndNumberUnknownOnes()
    {
        Assert.That(SbeJson.Render(Walker, Bytes("07010703 01 0203 040506 43 0200 00"), out _), Does.Contain("\"s\":\"Cross\""));
        Assert.That(SbeJson.Render(Walker, Bytes("07010709 01 0203 040506 5A 0200 00"), out _), Does.Contain("\"s\":90"));
    }

    [Test]
    public void ShouldBoundEntriesOfNoBytes()
    {
        byte[] message = [0, 2, 7, 0, 0, 255, .. Enumerable.Repeat<byte[]>([0, 255], 255).SelectMany(header => header)];
        SbeCountingVisitor visitor = default;
        Assert.That(Walker.Walk(message, ref visitor), Is.EqualTo(new SbeWalkResult { TemplateId = 2, SchemaId = 7, GroupInstances = 256, GroupEntries = 255 + (255 * 255) }));

        SbeSchema wide = SbeSchemaParser.Parse("wide.xml", Xml.Replace("\"numInGroup\" primitiveType=\"uint8\"", "\"numInGroup\" primitiveType=\"uint16\"", StringComparison.Ordinal)).Schema!;
        byte[] bomb = [0, 2, 7, 0, 0, 255, 0, .. Enumerable.Repeat<byte[]>([0, 255, 255], 255).SelectMany(header => header)];
        EntryCounter shown = default;
        SbeWalkResult result = new SbeWalker(wide).Walk(bomb, ref shown);
        Assert.That((result.Status, result.GroupEntries), Is.EqualTo((SbeWalkStatus.Complete, 255 + (255L * 65_535))), "as generated code counts them");
        Assert.That(shown.Entries, Is.LessThanOrEqualTo((1 << 20) + 65_535 + 255), "but not every one of no bytes is shown");
    }

    [Test]
    public void ShouldNotWrapWideIds()
    {
        string xml = Xml.Replace("\"templateId\" primitiveType=\"uint8\"", "\"templateId\" primitiveType=\"uint64\"", StringComparison.Ordinal);
        SbeWalker walker = new(SbeSchemaParser.Parse("w.xml", xml).Schema!);
        RecordingVisitor visitor = new();
        Assert.That(walker.Walk(Bytes("00 0200000000000000 07 00 00 00"), ref visitor).Status, Is.EqualTo(SbeWalkStatus.Complete));
        Assert.That(walker.Walk(Bytes("00 0200000001000000 07 00 00 00"), ref visitor).Status, Is.EqualTo(SbeWalkStatus.UnknownTemplate));
    }

    private static SbeWalkResult Walk(string hex, ref RecordingVisitor visitor) => Walker.Walk(Bytes(hex), ref visitor);

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));

    private struct EntryCounter : ISbeVisitor
    {
        public long Entries { get; private set; }

        public void OnEntry(SbeGroup group, long index) => Entries++;

        public readonly void OnMessage(SbeMessage message, int version)
        {
        }

        public readonly void OnField(SbeField field, ReadOnlySpan<byte> bytes)
        {
        }

        public readonly void OnGroup(SbeGroup group, long count)
        {
        }

        public readonly void OnEntryEnd(SbeGroup group)
        {
        }

        public readonly void OnGroupEnd(SbeGroup group)
        {
        }

        public readonly void OnData(SbeData data, ReadOnlySpan<byte> bytes)
        {
        }

        public readonly void OnMessageEnd(in SbeWalkResult result)
        {
        }
    }
}
