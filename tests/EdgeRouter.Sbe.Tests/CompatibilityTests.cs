using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Schema.Compatibility;

namespace EdgeRouter.Sbe.Tests;

/// <summary>One change of a schema at a time, and everything that is to be said of it.</summary>
public sealed class CompatibilityTests
{
    private const string Raise = "version=\"1\"";
    private const string Raised = "version=\"2\"";

    private static IEnumerable<TestCaseData> BrokenBlocks()
    {
        yield return Case("schema id", "id=\"77\"", "id=\"78\"", "Breaking|schema|schema id was 77 and is 78");
        yield return Case("byte order", "littleEndian", "bigEndian", "Breaking|schema|byte order is bigEndian");
        yield return Case("header", "<type name=\"templateId\" primitiveType=\"uint16\"/>", "<type name=\"templateId\" primitiveType=\"uint32\"/>",
            "Breaking|header messageHeader|templateId uint32 at 2");
        yield return Case("message removed", "<sbe:message name=\"Cancel\" id=\"2\">", "<sbe:message name=\"Stop\" id=\"3\">",
            "Breaking|message Cancel|removed", "Safe|message Stop|added with template id 3");
        yield return Case("template id", "name=\"Cancel\" id=\"2\"", "name=\"Cancel\" id=\"3\"", "Breaking|message Cancel|template id was 2 and is 3");
        yield return Case("template id reused",
            "<sbe:message name=\"Cancel\" id=\"2\">", "<sbe:message name=\"Stop\" id=\"2\"/><sbe:message name=\"Cancel\" id=\"3\">",
            "Breaking|message Cancel|template id was 2 and is 3", "Breaking|message Stop|template id 2 belongs to 'Cancel'");
        yield return Case("field removed", "<field name=\"Span\" id=\"7\" type=\"Range\"/>", "", "Breaking|message Order.Span|removed");
        yield return Case("field moved", "type=\"Count\" offset=\"20\"", "type=\"Count\" offset=\"18\"",
            "Breaking|message Order.Amount|offset was 20 and is 18", "Breaking|message Order.Code|offset was 24 and is 22", "Breaking|message Order.Span|offset was 28 and is 26");
        yield return Case("field resized", "<field name=\"LegKey\" id=\"21\" type=\"uint16\"/>", "<field name=\"LegKey\" id=\"21\" type=\"uint32\"/>",
            "Breaking|message Order.Legs.LegKey|type was uint16 and is uint32");
        yield return Case("field of another sign", "name=\"Count\" primitiveType=\"uint32\"", "name=\"Count\" primitiveType=\"int32\"",
            "Breaking|message Order.Amount|type was uint32 and is int32");
        yield return Case("array", "primitiveType=\"char\" length=\"4\"", "primitiveType=\"uint8\" length=\"4\"", "Breaking|message Order.Code|type was char[4] and is uint8[4]");
        yield return Case("enum to set", "name=\"Side\" id=\"3\" type=\"Side\"", "name=\"Side\" id=\"3\" type=\"Marks\"",
            "Breaking|message Order.Side|type was enum Side over uint8 and is set Marks over uint8");
        yield return Case("scalar to composite", "<field name=\"Key\" id=\"1\" type=\"uint64\" d", "<field name=\"Key\" id=\"1\" type=\"Price\" d",
            "Breaking|message Order.Key|type was uint64 and is composite Price of 8 bytes");
        yield return Case("field in a gap", "<field name=\"Amount\"", "<field name=\"New\" id=\"9\" type=\"uint8\" sinceVersion=\"2\"/><field name=\"Amount\"",
            "Breaking|message Order.New|in the middle of the older ones, which end at 30");
        yield return Case("field in the middle", "<field name=\"Span\" id=\"2\"", "<field name=\"New\" id=\"9\" type=\"uint8\" sinceVersion=\"2\"/><field name=\"Span\" id=\"2\"",
            "Breaking|message Cancel.Span|offset was 8 and is 9", "Breaking|message Cancel.New|in the middle");
        yield return Case("field without version", "<data name=\"LegNote\"", "<field name=\"New\" id=\"9\" type=\"uint8\"/><data name=\"LegNote\"",
            "Breaking|message Order.Legs.New|has no sinceVersion");
        yield return Case("field of an old version", "<data name=\"LegNote\"", "<field name=\"New\" id=\"9\" type=\"uint8\" sinceVersion=\"1\"/><data name=\"LegNote\"",
            "Breaking|message Order.Legs.New|sinceVersion 1 is not above the older version 1");
        yield return Case("field of a later version", "<data name=\"LegNote\"", "<field name=\"New\" id=\"9\" type=\"uint8\" sinceVersion=\"3\"/><data name=\"LegNote\"",
            "Breaking|message Order.Legs.New|above the schema's own version 2");
        yield return Case("sinceVersion changed", "<field name=\"Span\" id=\"2\" type=\"Range\"/>", "<field name=\"Span\" id=\"2\" type=\"Range\" sinceVersion=\"1\"/>",
            "Breaking|message Cancel.Span|sinceVersion was 0 and is 1");
        yield return Case("presence", "<field name=\"Side\" id=\"3\" type=\"Side\"/>", "<field name=\"Side\" id=\"3\" type=\"Side\" presence=\"optional\"/>",
            "Breaking|message Order.Side|presence was required and is optional");
        yield return Case("presence by its type", "primitiveType=\"uint32\" presence=\"optional\"", "primitiveType=\"uint32\"",
            "Breaking|message Order.Amount|presence was optional and is required");
        yield return Case("null value", "primitiveType=\"uint32\" presence=\"optional\"", "primitiveType=\"uint32\" presence=\"optional\" nullValue=\"0\"",
            "Breaking|message Order.Amount|null value was 4294967295 and is 0");
        yield return Case("constant", ">-9<", ">-8<", "Breaking|composite Price.exponent|constant was -9 and is -8");
        yield return Case("block shrunk", "blockLength=\"40\"", "blockLength=\"32\"", "Breaking|message Order|block length was 40 and is 32");
        yield return Case("composite grown in the middle of a block", "<type name=\"mantissa\" primitiveType=\"int64\"/>",
            "<type name=\"mantissa\" primitiveType=\"int64\"/><type name=\"unit\" primitiveType=\"uint8\" sinceVersion=\"2\"/>",
            "Safe|composite Price.unit|added", "Breaking|message Order.Side|offset was 16 and is 17", "Breaking|message Order.Marks|offset was 17 and is 18");
        yield return Case("composite member without version", "<type name=\"high\" primitiveType=\"uint8\"/>",
            "<type name=\"high\" primitiveType=\"uint8\"/><type name=\"step\" primitiveType=\"uint8\"/>", "Breaking|composite Range.step|has no sinceVersion");
    }

    private static IEnumerable<TestCaseData> BrokenTails()
    {
        yield return Case("group removed", "<group name=\"Legs\" id=\"20\"", "<group name=\"Others\" id=\"29\"",
            "Breaking|message Order.Legs|removed", "Breaking|message Order.Others|in front of older groups");
        yield return Case("data in another order", "<data name=\"Note\" id=\"40\" type=\"text\"/>\n    <data name=\"Memo\" id=\"41\" type=\"text\"/>",
            "<data name=\"Memo\" id=\"41\" type=\"text\"/><data name=\"Note\" id=\"40\" type=\"text\"/>", "Breaking|message Order|data fields stand in another order");
        yield return Case("group in front", "<group name=\"Parties\"", "<group name=\"New\" id=\"50\" sinceVersion=\"2\"/><group name=\"Parties\"",
            "Breaking|message Order.New|in front of older groups");
        yield return Case("group before data", "<data name=\"Note\"", "<group name=\"New\" id=\"50\" sinceVersion=\"2\"/><data name=\"Note\"",
            "Breaking|message Order.New|in front of older data");
        yield return Case("group in an entry", "<field name=\"PartyKey\" id=\"31\" type=\"uint16\"/>",
            "<field name=\"PartyKey\" id=\"31\" type=\"uint16\"/><group name=\"New\" id=\"50\" sinceVersion=\"2\"/>", "Breaking|message Order.Parties.New|inside a group's entry");
        yield return Case("data in front", "<data name=\"Note\"", "<data name=\"New\" id=\"50\" type=\"text\" sinceVersion=\"2\"/><data name=\"Note\"",
            "Breaking|message Order.New|in front of older data");
        yield return Case("data without version", "<field name=\"Span\" id=\"2\" type=\"Range\"/>",
            "<field name=\"Span\" id=\"2\" type=\"Range\"/><data name=\"New\" id=\"50\" type=\"text\"/>", "Breaking|message Cancel.New|has no sinceVersion");
        yield return Case("data in an entry", "<field name=\"PartyKey\" id=\"31\" type=\"uint16\"/>",
            "<field name=\"PartyKey\" id=\"31\" type=\"uint16\"/><data name=\"New\" id=\"50\" type=\"text\" sinceVersion=\"2\"/>", "Breaking|message Order.Parties.New|inside a group's entry");
        yield return Case("data removed", "<data name=\"Memo\" id=\"41\" type=\"text\"/>", "", "Breaking|message Order.Memo|removed");
        yield return Case("dimensions", "name=\"Legs\" id=\"20\" dimensionType=\"groupSizeEncoding\"", "name=\"Legs\" id=\"20\" dimensionType=\"shortGroup\"",
            "Breaking|message Order.Legs|numInGroup uint8 at 2");
        yield return Case("length of data", "name=\"Memo\" id=\"41\" type=\"text\"", "name=\"Memo\" id=\"41\" type=\"longText\"", "Breaking|message Order.Memo|length uint32 at 0");
        yield return Case("text encoding", "<type name=\"length\" primitiveType=\"uint16\"/>\n      <type name=\"varData\" primitiveType=\"uint8\" length=\"0\" characterEncoding=\"UTF-8\"/>",
            "<type name=\"length\" primitiveType=\"uint16\"/><type name=\"varData\" primitiveType=\"uint8\" length=\"0\" characterEncoding=\"ISO-8859-1\"/>",
            "Breaking|message Order.Legs.LegNote|UTF-8", "Breaking|message Order.Note|ISO-8859-1", "Breaking|message Order.Memo|ISO-8859-1");
    }

    private static IEnumerable<TestCaseData> BrokenNames()
    {
        yield return Case("enum value renumbered", "\"Sell\">2<", "\"Sell\">3<", "Breaking|enum Side.Sell|value was 2 and is 3");
        yield return Case("enum value removed", "<validValue name=\"Sell\">2</validValue>", "", "Breaking|enum Side.Sell|value 2 was removed");
        yield return Case("enum value reused", "<validValue name=\"Sell\">2</validValue>", "<validValue name=\"Sell\">3</validValue><validValue name=\"Short\">2</validValue>",
            "Breaking|enum Side.Sell|value was 2 and is 3", "Breaking|enum Side.Short|new value 2 was 'Sell'");
        yield return Case("enum value that means absent", "<validValue name=\"Sell\">2</validValue>", "<validValue name=\"Sell\">2</validValue><validValue name=\"Any\">255</validValue>",
            "Breaking|enum Side.Any|new value 255 was 'absent'");
        yield return Case("bit moved", "\"Cold\">1<", "\"Cold\">2<", "Breaking|set Marks.Cold|bit was 1 and is 2");
    }

    private static IEnumerable<TestCaseData> Safe()
    {
        yield return Case("version alone", "package=\"shop\"", "package=\"shop\"");
        yield return Case("package", "package=\"shop\"", "package=\"store\"", "Safe|schema|package 'shop' is called 'store'");
        yield return Case("message added", "<sbe:message name=\"Cancel\"", "<sbe:message name=\"New\" id=\"3\" sinceVersion=\"2\"/><sbe:message name=\"Cancel\"",
            "Safe|message New|added with template id 3");
        yield return Case("message renamed", "name=\"Cancel\" id=\"2\"", "name=\"Stop\" id=\"2\"", "Safe|message Cancel|renamed to 'Stop'");
        yield return Case("field added", "<data name=\"LegNote\"", "<field name=\"New\" id=\"9\" type=\"uint8\" sinceVersion=\"2\"/><data name=\"LegNote\"",
            "Safe|message Order.Legs.New|field was added");
        yield return Case("field into padding", "type=\"Range\"/>\n    <group", "type=\"Range\"/><field name=\"New\" id=\"9\" type=\"uint8\" sinceVersion=\"2\"/><group",
            "Safe|message Order.New|field was added");
        yield return Case("padding", "blockLength=\"40\"", "blockLength=\"48\"", "Safe|message Order|block length was 40 and is 48: padding");
        yield return Case("group and data added", "<field name=\"Span\" id=\"2\" type=\"Range\"/>",
            "<field name=\"Span\" id=\"2\" type=\"Range\"/><group name=\"New\" id=\"50\" sinceVersion=\"2\"/><data name=\"Newer\" id=\"51\" type=\"text\" sinceVersion=\"2\"/>",
            "Safe|message Cancel.New|group was added", "Safe|message Cancel.Newer|data field was added");
        yield return Case("constant added", "<field name=\"Span\" id=\"2\" type=\"Range\"/>",
            "<field name=\"Span\" id=\"2\" type=\"Range\"/><field name=\"New\" id=\"3\" type=\"Side\" presence=\"constant\" valueRef=\"Side.Buy\"/>",
            "Safe|message Cancel.New|constant field was added");
        yield return Case("field renamed", "name=\"Amount\"", "name=\"Quantity\"", "Safe|message Order.Amount|renamed to 'Quantity'");
        yield return Case("field id", "name=\"Amount\" id=\"5\"", "name=\"Amount\" id=\"15\"", "Safe|message Order.Amount|field id was 5 and is 15");
        yield return Case("description", "description=\"Identity.\"", "description=\"The key.\"", "Safe|message Order.Key|other words");
        yield return Case("deprecated", "name=\"Memo\" id=\"41\" type=\"text\"", "name=\"Memo\" id=\"41\" type=\"text\" deprecated=\"2\"", "Safe|message Order.Memo|deprecated since version 2");
        yield return Case("enum value added", "<validValue name=\"Sell\">2</validValue>", "<validValue name=\"Sell\">2</validValue><validValue name=\"Short\">3</validValue>",
            "Safe|enum Side.Short|value 3 was added");
        yield return Case("enum value renamed", "name=\"Sell\"", "name=\"Ask\"", "Safe|enum Side.Sell|renamed to 'Ask'");
        yield return Case("bit added", "<choice name=\"Cold\">1</choice>", "<choice name=\"Cold\">1</choice><choice name=\"Wet\">2</choice>", "Safe|set Marks.Wet|bit 2 was added");
        yield return Case("limits", "primitiveType=\"uint32\" presence=\"optional\"", "primitiveType=\"uint32\" presence=\"optional\" maxValue=\"9\"", "Safe|message Order.Amount|other limits");
        yield return Case("number that gets names", "<field name=\"Marks\" id=\"4\" type=\"Marks\"/>", "<field name=\"Marks\" id=\"4\" type=\"uint8\"/>",
            "Safe|message Order.Marks|type 'Marks' is called 'uint8'", "Safe|message Order.Marks|set Marks over uint8 is read as uint8");
        yield return Case("composite grown at the end of a block", "<type name=\"high\" primitiveType=\"uint8\"/>",
            "<type name=\"high\" primitiveType=\"uint8\"/><type name=\"step\" primitiveType=\"uint8\" sinceVersion=\"2\"/>", "Safe|composite Range.step|member was added");
    }

    [TestCaseSource(nameof(BrokenBlocks))]
    [TestCaseSource(nameof(BrokenTails))]
    [TestCaseSource(nameof(BrokenNames))]
    [TestCaseSource(nameof(Safe))]
    public void ShouldTell(string older, string newer, string[] expected)
    {
        IReadOnlyList<SbeCompatibilityFinding> findings = Compare(older, newer.Replace(Raise, Raised, StringComparison.Ordinal));
        AssertFindings(findings, expected);
    }

    [Test]
    public void ShouldFindNothingBetweenASchemaAndItself()
    {
        foreach (string name in new[] { "car.xml", "orders.xml", "shop.xml", "versions.xml" })
        {
            Assert.That(SbeCompatibility.Compare(TestSchemas.Load(name), TestSchemas.Load(name)), Is.Empty, name);
        }
    }

    [TestCase("\"Sell\">2</validValue>", "\"Sell\">2</validValue><validValue name=\"Short\">3</validValue>", "Safe|enum Side.Short|added", "Breaking|schema|version is still 1")]
    [TestCase("\"Sell\">2<", "\"Sell\">3<", "Breaking|enum Side.Sell|value was 2 and is 3", "Breaking|schema|version is still 1")]
    [TestCase("blockLength=\"40\"", "blockLength=\"48\"", "Safe|message Order|padding", "Breaking|schema|raise it to 2")]
    [TestCase("name=\"Sell\"", "name=\"Ask\"", "Safe|enum Side.Sell|renamed to 'Ask'")]
    [TestCase("version=\"1\"", "version=\"0\"", "Breaking|schema|version was 1 and is 0")]
    public void ShouldAskForAHigherVersion(string text, string replacement, params string[] expected)
    {
        string older = Source();
        AssertFindings(Compare(older, Edit(older, text, replacement)), expected);
    }

    [Test]
    public void ShouldAllowTailsThatAreCounted()
    {
        const string Counts = "<type name=\"numGroups\" primitiveType=\"uint16\"/><type name=\"numVarDataFields\" primitiveType=\"uint16\"/></composite>";
        string older = Edit(Source(), "<type name=\"version\" primitiveType=\"uint16\"/>\n    </composite>", "<type name=\"version\" primitiveType=\"uint16\"/>" + Counts);
        older = Edit(older, "<type name=\"numInGroup\" primitiveType=\"uint16\"/>\n    </composite>", "<type name=\"numInGroup\" primitiveType=\"uint16\"/>" + Counts);
        string newer = Edit(older, "<data name=\"Note\"", "<group name=\"New\" id=\"50\" sinceVersion=\"2\"/><data name=\"Note\"");
        newer = Edit(newer, "type=\"uint16\"/>\n    </group>", "type=\"uint16\"/><data name=\"Newer\" id=\"51\" type=\"text\" sinceVersion=\"2\"/></group>");
        AssertFindings(Compare(older, Edit(newer, Raise, Raised)), "Safe|message Order.Parties.Newer|added", "Safe|message Order.New|added");
    }

    [Test]
    public void ShouldRefuseGrowthThatTheHeaderCannotTell()
    {
        string bare = Edit(Edit(Source(), "<type name=\"blockLength\" primitiveType=\"uint16\"/>\n      <type name=\"templateId\"", "<type name=\"templateId\""),
            "<type name=\"version\" primitiveType=\"uint16\"/>", "");
        string newer = Edit(bare, "<field name=\"Span\" id=\"2\" type=\"Range\"/>", "<field name=\"Span\" id=\"2\" type=\"Range\"/><field name=\"New\" id=\"3\" type=\"uint8\" sinceVersion=\"2\"/>");
        AssertFindings(Compare(bare, Edit(newer, Raise, Raised)), "Breaking|message Cancel.New|carries no version", "Breaking|message Cancel|carries no block length");
    }

    [Test]
    [MaxTime(10_000)]
    public void ShouldPairHugeListsInLinearTime()
    {
        // Quadratic work would be 10^10 steps: every element is renamed, and all but their names are alike.
        string[] older = [.. Enumerable.Range(0, 100_000).Select(i => $"a{i}")];
        string[] newer = [.. Enumerable.Range(0, 100_001).Select(i => $"b{i}")];
        Pairing<string> pairing = new(older, newer, text => text, _ => 1);
        Assert.That(pairing.Pairs[^1], Is.EqualTo(("a99999", "b99999")));
        Assert.That(pairing.Added, Is.EqualTo(new[] { "b100000" }));
    }

    [Test]
    public void ShouldGiveLinesOfBothSchemas()
    {
        string older = Source();
        string newer = Edit(Edit(older, "\"Sell\">2<", "\"Sell\">3<"), "<types>", "<types>\n\n");
        SbeCompatibilityFinding finding = Compare(older, newer)[0];
        int line = older[..older.IndexOf("\"Sell\"", StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
        Assert.That((finding.OlderLine, finding.NewerLine), Is.EqualTo((line, line + 2)));
        Assert.That(finding.ToString(), Is.EqualTo("Breaking: enum Side.Sell: value was 2 and is 3; leave it and add another"));
    }

    private static void AssertFindings(IReadOnlyList<SbeCompatibilityFinding> findings, params string[] expected)
    {
        string all = string.Join('\n', findings);
        Assert.That(findings, Has.Count.EqualTo(expected.Length), all);
        foreach (string[] parts in expected.Select(text => text.Split('|')))
        {
            Assert.That(
                findings.Any(f => f.Severity.ToString() == parts[0] && f.Place == parts[1] && f.Message.Contains(parts[2], StringComparison.Ordinal)),
                Is.True, $"{string.Join('|', parts)} not in\n{all}");
        }
    }

    private static TestCaseData Case(string name, string text, string replacement, params string[] expected) =>
        new TestCaseData(Source(), Edit(Source(), text, replacement), expected).SetArgDisplayNames(name);

    private static string Edit(string source, string text, string replacement)
    {
        Assert.That(source, Does.Contain(text), "the edit must find its place");
        int at = source.IndexOf(text, StringComparison.Ordinal);
        return source[..at] + replacement + source[(at + text.Length)..];
    }

    private static string Source() => TestSchemas.Text("shop.xml");

    private static IReadOnlyList<SbeCompatibilityFinding> Compare(string older, string newer) => SbeCompatibility.Compare(Parse(older), Parse(newer));

    private static SbeSchema Parse(string text)
    {
        SbeParseResult result = SbeSchemaParser.Parse("shop.xml", text);
        return result.Schema ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
