using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Tests.Parsing;

/// <summary>Files that nobody vouches for: one clear diagnostic, in bounded time and memory.</summary>
[NonParallelizable]
public sealed class MaliciousSchemaTests
{
    private const int LimitMs = 10_000;
    private const long BytesMax = 1L << 30;
    private const string FieldPiece = "<field name=\"f{0}\" id=\"1\" type=\"int8\"/>";

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldExpandNoEntities()
    {
        string laughs = string.Concat(Enumerable.Range(1, 9).Select(level => $"<!ENTITY l{level} \"{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}\">"));
        Expect("SBE039", $"<!DOCTYPE messageSchema [<!ENTITY l0 \"ha\">{laughs}]><messageSchema package=\"&l9;\"/>");
    }

    [Test]
    public void ShouldReadNoExternalEntity() =>
        Expect("SBE039", "<!DOCTYPE messageSchema [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><messageSchema package=\"&x;\"/>");

    [Test]
    public void ShouldTakeADocumentTypeThatDoesNothing()
    {
        string schema = "<!DOCTYPE messageSchema SYSTEM \"http://example.invalid/sbe.dtd\">" + SchemaText.WithMessage(string.Empty, string.Empty);
        Assert.That(SbeSchemaParser.Parse("bad.xml", schema).Schema, Is.Not.Null);
    }

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldRefuseAHundredMegabytesUnread() => Expect("SBE035", new string(' ', 100 << 20));

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldRefuseADeepTree() => Expect("SBE036", "<messageSchema>" + string.Concat(Enumerable.Repeat("<a>", 100_000)));

    [TestCase(FieldPiece)]
    [TestCase("<group name=\"g{0}\" id=\"1\"/>")]
    [TestCase("<data name=\"d{0}\" id=\"1\" type=\"text\"/>")]
    [MaxTime(LimitMs)]
    public void ShouldTakeManyMembersInLinearTime(string piece)
    {
        SbeParseResult result = Parse(SchemaText.WithMessage(string.Empty, SchemaText.Repeat(60_000, piece)));
        SbeBlock message = result.Schema!.Messages[0];
        Assert.That(message.Fields.Count + message.Groups.Count + message.Data.Count, Is.EqualTo(60_000));
    }

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldTakeManyTypesValuesAndMessagesInLinearTime()
    {
        string types = "<enum name=\"E\" encodingType=\"uint32\">" + SchemaText.Repeat(60_000, "<validValue name=\"v{0}\">{0}</validValue>") + "</enum>"
            + SchemaText.Repeat(60_000, "<type name=\"T{0}\" primitiveType=\"int8\"/>");
        string messages = SchemaText.Repeat(60_000, "<message name=\"M{0}\" id=\"{0}\"><field name=\"c\" id=\"1\" type=\"E\" presence=\"constant\" valueRef=\"E.v{0}\"/></message>");
        SbeSchema schema = Parse(SchemaText.Of(types, messages)).Schema!;
        Assert.That(schema.Messages, Has.Count.EqualTo(60_000));
        Assert.That(schema.Messages[59_999].Fields[0].ConstantValue!.Value.Integer, Is.EqualTo(59_999));
    }

    [TestCase(FieldPiece)]
    [TestCase("<data name=\"d{0}\"/>")]
    [MaxTime(LimitMs)]
    public void ShouldRefuseAMillionElements(string piece) =>
        Expect(piece == FieldPiece ? "SBE035" : "SBE037", SchemaText.WithMessage(string.Empty, SchemaText.Repeat(piece == FieldPiece ? 1_000_000 : 300_000, piece)));

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldGiveUpAfterManyErrors()
    {
        SbeParseResult result = Parse(SchemaText.WithMessage("<composite name=\"A\"><ref name=\"a\" type=\"A\"/></composite>", SchemaText.Repeat(100_000, "<field name=\"f{0}\" id=\"1\" type=\"A\"/>")));
        Assert.That(result.Errors.Select(found => found.Id).Distinct(), Is.EqualTo(new[] { "SBE010", "SBE047" }));
        Assert.That(Parse(SchemaText.WithMessage(string.Empty, SchemaText.Repeat(100_000, "<field name=\"f\" id=\"{0}\" type=\"int8\"/>"))).Diagnostics, Has.Count.InRange(SbeSchemaLimits.ErrorsMax, SbeSchemaLimits.ErrorsMax + 2));
    }

    [Test]
    public void ShouldKeepFewNotesOfAKind()
    {
        SbeParseResult result = Parse(SchemaText.WithMessage(string.Empty, SchemaText.Repeat(1_000, "<field name=\"f.{0}\" id=\"1\" type=\"int8\"/>")));
        Assert.That(result.Schema, Is.Not.Null);
        Assert.That(result.Diagnostics, Has.Count.EqualTo(SbeSchemaLimits.NotesMax));
        Assert.That(result.Diagnostics[^1].Message, Does.EndWith("(more of SBE210 are not listed)"));
    }

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldRefuseDeepComposites()
    {
        Expect("SBE040", SchemaText.Of(Chain(10_000, isUp: true), string.Empty));
        Expect("SBE040", SchemaText.Of(Chain(10_000, isUp: false), string.Empty));
        Expect("SBE040", SchemaText.Of(string.Concat(Enumerable.Repeat("<composite name=\"c\">", 20)) + "<type name=\"t\" primitiveType=\"int8\"/>" + string.Concat(Enumerable.Repeat("</composite>", 20)), string.Empty));
        Expect("SBE036", SchemaText.Of(string.Concat(Enumerable.Repeat("<composite name=\"c\">", 10_000)), string.Empty));
    }

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldRefuseExponentialComposites()
    {
        string doubling = "<composite name=\"D0\"><type name=\"t\" primitiveType=\"int8\" presence=\"constant\">1</type></composite>"
            + string.Concat(Enumerable.Range(1, 60).Select(level => $"<composite name=\"D{level}\"><ref name=\"a\" type=\"D{level - 1}\"/><ref name=\"b\" type=\"D{level - 1}\"/></composite>"));
        Expect("SBE041", SchemaText.Of(doubling, string.Empty));
    }

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldRefuseManyFieldsOfBigComposites()
    {
        string big = "<composite name=\"B\">" + SchemaText.Repeat(4_000, "<type name=\"t{0}\" primitiveType=\"int8\" presence=\"constant\">1</type>") + "</composite>";
        Expect("SBE044", SchemaText.WithMessage(big, SchemaText.Repeat(100, "<field name=\"f{0}\" id=\"1\" type=\"B\"/>")));
    }

    [TestCase("SBE042", "<type name=\"T\" primitiveType=\"int64\" length=\"2000000000\"/>", "")]
    [TestCase("SBE042", "", "<field name=\"f\" id=\"1\" type=\"int64\" offset=\"2147483647\"/>")]
    [TestCase("SBE042", "<composite name=\"C\"><type name=\"t\" primitiveType=\"int8\" offset=\"2147483647\"/></composite>", "")]
    [TestCase("SBE043", "<type name=\"T\" primitiveType=\"char\" length=\"65536\"/>", "<field name=\"f\" id=\"1\" type=\"T\"/>")]
    [TestCase("SBE043", "", "<group name=\"g\" id=\"1\" blockLength=\"70000\"/>")]
    [TestCase("SBE042", "", "<group name=\"g\" id=\"1\" blockLength=\"2147483647\"/>")]
    [TestCase("SBE005", "", "<group name=\"g\" id=\"99999999999999999999\"/>")]
    [TestCase("SBE005", "", "<field name=\"f\" id=\"1\" type=\"int8\" offset=\"-5\"/>")]
    public void ShouldRefuseHugeNumbers(string id, string types, string members) => Expect(id, SchemaText.WithMessage(types, members));

    [Test]
    public void ShouldNeedNoStackForNestedGroups()
    {
        string nested = SchemaText.Repeat(30, "<group name=\"g{0}\" id=\"1\">") + string.Concat(Enumerable.Repeat("</group>", 30));
        Expect("SBE026", SchemaText.WithMessage(string.Empty, nested));
    }

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldCutGiantNames()
    {
        SbeParseResult result = Parse(SchemaText.WithMessage(string.Empty, $"<field name=\"{new string('n', 10_000_000)}\" id=\"1\" type=\"int8\"/>"));
        Assert.That(result.Diagnostics.Single().Id, Is.EqualTo("SBE045"));
        Assert.That(result.Diagnostics[0].Message, Has.Length.LessThan(500).And.EndsWith("shorten it"));
    }

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldStopIncludeBombs()
    {
        string Bomb(string href) => $"<types xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"{href}1\"/><xi:include href=\"{href}2\"/></types>";
        int calls = 0;
        SbeParseResult result = SbeSchemaParser.Parse("root.xml", "<messageSchema><include href=\"a\"/></messageSchema>", href =>
        {
            calls++;
            return Bomb(href);
        });
        Assert.That(result.Errors.Select(found => found.Id), Has.Some.EqualTo("SBE038"));
        Assert.That(calls, Is.EqualTo(SbeSchemaLimits.IncludesMax));
    }

    [Test]
    [MaxTime(LimitMs)]
    public void ShouldCountIncludedText()
    {
        string half = "<types><!--" + new string('x', 9 << 20) + "--></types>";
        SbeParseResult result = SbeSchemaParser.Parse("root.xml", "<messageSchema><include href=\"a\"/><include href=\"b\"/></messageSchema>", _ => half);
        Assert.That(result.Diagnostics.Select(found => (found.Id, found.Path)), Has.Some.EqualTo(("SBE035", "b")));
    }

    private static string Chain(int length, bool isUp)
    {
        IEnumerable<string> links = Enumerable.Range(1, length).Select(link => $"<composite name=\"L{link}\">{(link == 1 ? "<type name=\"t\" primitiveType=\"int8\"/>" : $"<ref name=\"r\" type=\"L{link - 1}\"/>")}</composite>");
        return string.Concat(isUp ? links : links.Reverse());
    }

    private static SbeParseResult Parse(string schema)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        SbeParseResult result = SbeSchemaParser.Parse("bad.xml", schema);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(BytesMax));
        return result;
    }

    private static void Expect(string id, string schema)
    {
        SbeParseResult result = Parse(schema);
        Assert.That(result.Schema, Is.Null);
        Assert.That(result.Errors.Select(found => found.Id), Has.Some.EqualTo(id), () => string.Join('\n', result.Diagnostics.Take(5)));
        Assert.That(result.Errors.All(found => found.Path == "bad.xml" && found.Message.Length > 0), Is.True);
    }
}
