using EdgeRouter.Sbe.Tests.Versions;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Tests;

/// <summary>Older and newer senders, on bytes put together by hand from the specification.</summary>
public sealed class VersionTests
{
    // Header: block length, template 1, schema 7, version. Group header: u16 block length, 5 bytes unused, u8 count.
    private const string Version0 = "000801070000" + "000000050000000A" + "0004000000000001" + "FFFFFFFE";
    private const string Version1 = "000C01070001" + "000000050000000A" + "FF00FFF9" + "0004000000000000" + "00024869";

    private const string Version2 = "002001070002" + "000000050000000A" + "01000003" + "3FF8000000000000" + "2A2B" + "00000000000000000000"
        + "0006000000000001" + "000000070009" + "0001000000000002" + "0102" + "000161";

    // A later version: longer block, longer entries, and data at the end that this schema does not know.
    private const string Version9 = "002201070009" + "000000050000000A" + "01000003" + "3FF8000000000000" + "2A2B" + "00000000000000000000" + "EEEE"
        + "0008000000000002" + "000000070009EEEE" + "00000008000AEEEE" + "0001000000000000" + "000161" + "0003EEEEEE";

    [Test]
    public void ShouldReadOldVersionAsAbsent()
    {
        GrownDecoder message = Wrap(Version0, out byte[] _);
        GrownDecoder.ItemsGroup items = message.Items;
        GrownDecoder.NewItemsGroup newItems = message.NewItems;
        ReadOnlySpan<byte> note = message.Note;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((message.First, message.Padded), Is.EqualTo((5u, (ushort)10)));
            Assert.That(message.Mood, Is.EqualTo(Mood.NullValue));
            Assert.That((sbyte)Mood.NullValue, Is.EqualTo(sbyte.MinValue));
            Assert.That(message.Later, Is.EqualTo((short)-7));
            Assert.That(message.Ratio, Is.NaN);
            Assert.That(message.Class, Is.EqualTo(byte.MaxValue));
            Assert.That((items.Count, newItems.Count, note.Length), Is.EqualTo((1, 0, 0)));
            Assert.That((items[0].Value, items[0].Extra), Is.EqualTo((-2, ushort.MaxValue)));
        }
    }

    [Test]
    public void ShouldReadMiddleVersion()
    {
        GrownDecoder message = Wrap(Version1, out byte[] _);
        ReadOnlySpan<byte> note = message.Note;
        Assert.That(note.SequenceEqual("Hi"u8), Is.True);
        Assert.That((message.Mood, message.Later), Is.EqualTo((Mood.Bad, GrownDecoder.LaterNullValue)));
        Assert.That(message.Ratio, Is.NaN);
    }

    [Test]
    public void ShouldReadOwnVersion()
    {
        GrownDecoder message = Wrap(Version2, out byte[] wire);
        GrownDecoder.NewItemsGroup newItems = message.NewItems;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((message.Mood, message.Later, message.Ratio), Is.EqualTo((Mood.Good, (short)3, 1.5)));
            Assert.That((message.Class, message.TemplateIdField), Is.EqualTo(((byte)42, (byte)43)));
            Assert.That((newItems[0].Value, newItems[1].Value), Is.EqualTo(((byte)1, (byte)2)));
            Assert.That(message.BodyLength, Is.EqualTo(wire.Length - SchemaInfo.HeaderLength));
        }
    }

    [Test]
    public void ShouldSkipWhatANewerVersionAdded()
    {
        GrownDecoder message = Wrap(Version9, out byte[] wire);
        GrownDecoder.ItemsGroup items = message.Items;
        ReadOnlySpan<byte> note = message.Note;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((items[0].Value, items[0].Extra, items[1].Value, items[1].Extra), Is.EqualTo((7, (ushort)9, 8, (ushort)10)));
            Assert.That(note.SequenceEqual("a"u8), Is.True);
            Assert.That(message.BodyLength, Is.EqualTo(wire.Length - SchemaInfo.HeaderLength - 5));
        }
    }

    [TestCase(Version0, 1, 1, 0, 0)]
    [TestCase(Version1, 1, 0, 1, 0)]
    [TestCase(Version2, 2, 3, 1, 0)]
    [TestCase(Version9, 2, 2, 1, 5)]
    public void ShouldWalkEveryVersion(string hex, int groupInstances, int groupEntries, int dataFields, int trailingBytes)
    {
        SbeWalker walker = TestSchemas.Walker("versions.xml");
        SbeCountingVisitor visitor = default;
        SbeWalkResult result = walker.Walk(Convert.FromHexString(hex), ref visitor);
        Assert.That(
            (result.Status, result.GroupInstances, result.GroupEntries, result.DataFields, result.TrailingBytes),
            Is.EqualTo((SbeWalkStatus.Complete, (long)groupInstances, (long)groupEntries, (long)dataFields, trailingBytes)));
    }

    [Test]
    public void ShouldKnowShortestBlocks()
    {
        Assert.That(
            (GrownDecoder.RequiredBlockLength(0), GrownDecoder.RequiredBlockLength(1), GrownDecoder.RequiredBlockLength(2), GrownDecoder.RequiredBlockLength(9)),
            Is.EqualTo((8, 12, 22, 22)));
        Assert.That((GrownDecoder.BlockLength, EmptyDecoder.BlockLength, GrownDecoder.ItemsEntry.BlockLength), Is.EqualTo((32, 0, 6)));
    }

    [Test]
    public void ShouldStartOptionalFieldsAsAbsent()
    {
        byte[] buffer = new byte[64];
        Array.Fill(buffer, (byte)0xEE);
        Assert.That(GrownEncoder.TryWrapWithHeader(buffer, out GrownEncoder message), Is.True);
        message.First = 5;
        message.Padded = 10;
        message.BeginItems(0);
        message.BeginNewItems(0);
        message.PutNote(default);
        string expected = "002001070002" + "000000050000000A" + "8000FFF9" + "FFF8000000000000" + "0000" + "00000000000000000000"
            + "0006000000000000" + "0001000000000000" + "0000";
        Assert.That(Convert.ToHexString(buffer.AsSpan(0, message.EncodedLength)), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldRefuseWhatDoesNotFit()
    {
        Assert.That(GrownEncoder.TryWrapWithHeader(new byte[37], out GrownEncoder _), Is.False);
        Assert.That(GrownEncoder.TryWrap(new byte[31], out GrownEncoder _), Is.False);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            GrownEncoder.TryWrap(new byte[512], out GrownEncoder message);
            message.BeginItems(255);
        });
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            GrownEncoder.TryWrap(new byte[40], out GrownEncoder message);
            GrownEncoder.ItemsEncoder items = message.BeginItems(1);
            items.Next();
        });
    }

    [TestCase("0008010700", SbeWalkStatus.ShortHeader)]
    [TestCase("000801080000" + "000000050000000A", SbeWalkStatus.OtherSchema)]
    [TestCase("000803070000" + "000000050000000A", SbeWalkStatus.UnknownTemplate)]
    [TestCase("000901070000" + "000000050000000A", SbeWalkStatus.ShortBlock)]
    [TestCase("000801070000" + "000000050000000A" + "00040000000000", SbeWalkStatus.ImpossibleGroup)]
    [TestCase("000801070000" + "000000050000000A" + "0004000000000002" + "FFFFFFFE", SbeWalkStatus.ImpossibleGroup)]
    [TestCase("000801070001" + "000000050000000A" + "0004000000000000" + "000361", SbeWalkStatus.ImpossibleData)]
    public void ShouldReportDamage(string hex, SbeWalkStatus expected)
    {
        string json = SbeJson.Render(TestSchemas.Walker("versions.xml"), Convert.FromHexString(hex), out SbeWalkResult result);
        Assert.That(result.Status, Is.EqualTo(expected));
        Assert.That(json, Does.Contain($"\"error\":\"{expected}\""));
    }

    [Test]
    public void ShouldRefuseImpossibleGroup()
    {
        byte[] wire = Convert.FromHexString("000801070000" + "000000050000000A" + "0004000000000002" + "FFFFFFFE");
        Assert.That(GrownDecoder.TryWrap(wire.AsSpan(SchemaInfo.HeaderLength), 8, 0, out GrownDecoder message), Is.False);
        Assert.That((message.BodyLength, message.Items.Count, message.Note.Length), Is.EqualTo((0, 0, 0)));
    }

    [TestCase(0, 7, false)]
    [TestCase(0, 8, true)]
    [TestCase(1, 11, false)]
    [TestCase(1, 12, true)]
    [TestCase(2, 21, false)]
    [TestCase(2, 22, true)]
    public void ShouldRefuseABlockShorterThanItsVersion(int version, int blockLength, bool isWhole)
    {
        byte[] body = new byte[64];
        Assert.That(GrownDecoder.TryWrap(body, blockLength, version, out GrownDecoder _), Is.EqualTo(isWhole));
    }

    private static GrownDecoder Wrap(string hex, out byte[] wire)
    {
        wire = Convert.FromHexString(hex);
        Assert.That(SchemaInfo.TryReadHeader(wire, out int blockLength, out int templateId, out int schemaId, out int version), Is.True);
        Assert.That((templateId, schemaId), Is.EqualTo((GrownDecoder.TemplateId, SchemaInfo.Id)));
        Assert.That(GrownDecoder.TryWrap(wire.AsSpan(SchemaInfo.HeaderLength), blockLength, version, out GrownDecoder message), Is.True);
        return message;
    }
}
