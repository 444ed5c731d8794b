using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests;

[TestFixture]
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class DecodeTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldCountTheRealCapture()
    {
        CommandResult result = Decode(SharedData.CmeCapture, "--count", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(result.Stderr, Is.Empty);
            Assert.That((result.Number("packets"), result.Number("messages")), Is.EqualTo((10_000L, 10_598L)));
            Assert.That(result.Json.GetProperty("templates").GetRawText(), Is.EqualTo("""{"12":12,"30":198,"32":9796,"35":358,"37":114,"42":120}"""));
            Assert.That((result.Number("groupInstances"), result.Number("groupEntries")), Is.EqualTo((20_304L, 12_722L)));
            Assert.That((result.Number("varData"), result.Number("trailingBytes"), result.Number("errors")), Is.EqualTo((0L, 0L, 0L)));
        }
    }

    [Test]
    public void ShouldShowEveryValueOfAMessageAsJson()
    {
        // The values are those of CmeBytes.Bid, laid out by hand.
        CommandResult result = Decode(Write("json", CmeBytes.Packet(3, CmeBytes.Bid(7, 11, 2, -4, 25))), "--json");
        JsonElement body = result.Json.GetProperty("body");
        JsonElement entry = body.GetProperty("NoMDEntries")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Json.EnumerateObject().First().Name, Is.EqualTo("schemaVersion"));
            Assert.That((result.Number("frame"), result.Number("sequence")), Is.EqualTo((1L, 3L)));
            Assert.That(result.Json.GetProperty("to").GetString(), Is.EqualTo("224.0.31.11:14320"));
            Assert.That(body.GetProperty("message").GetString(), Is.EqualTo("MDIncrementalRefreshBook32"));
            Assert.That(body.GetProperty("MatchEventIndicator").GetRawText(), Is.EqualTo("""["EndOfEvent"]"""));
            Assert.That(entry.GetProperty("MDEntryPx").GetDecimal(), Is.EqualTo(-4m));
            Assert.That(entry.GetProperty("MDEntrySize").GetInt32(), Is.EqualTo(25));
            Assert.That(entry.GetProperty("SecurityID").GetInt32(), Is.EqualTo(7));
            Assert.That(entry.GetProperty("RptSeq").GetInt32(), Is.EqualTo(11));
            Assert.That(entry.GetProperty("MDPriceLevel").GetInt32(), Is.EqualTo(2));
            Assert.That(entry.GetProperty("MDUpdateAction").GetString(), Is.EqualTo("New"));
            Assert.That(entry.GetProperty("MDEntryType").GetString(), Is.EqualTo("Bid"));
        }
    }

    [Test]
    public void ShouldShowMessagesToPeople()
    {
        CommandResult result = Decode(Write("text", CmeBytes.Packet(3, CmeBytes.Bid(7, 11, 2, 100, 25), CmeBytes.Bid(8, 1, 1, 5, 1))));
        string[] lines = result.Stdout.TrimEnd().Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.EqualTo(5));
            Assert.That(lines[0], Does.StartWith("frame 1 2016-09-27T21:46:13.000001000Z to 224.0.31.11:14320 sequence 3 sent 2016-09-27T21:46:13.000000003Z"));
            Assert.That(lines[1], Does.StartWith("  ").And.Contain("MDIncrementalRefreshBook32"));
            Assert.That(lines[2], Does.Contain("NoMDEntries[0]").And.Contain("MDEntryPx=100 ").And.Contain("MDEntryType=Bid"));
        }
    }

    [Test]
    public void ShouldTakeSchemasFromFiles()
    {
        string schema = _folder.File("small.xml");
        File.WriteAllText(schema, """
            <messageSchema package="t" id="1" version="8" byteOrder="littleEndian">
              <types><composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint16"/>
                <type name="schemaId" primitiveType="uint16"/><type name="version" primitiveType="uint16"/></composite></types>
              <message name="Mine" id="999"><field name="Four" id="1" type="uint32"/></message>
            </messageSchema>
            """);
        CommandResult result = Decode(Write("own", CmeBytes.Packet(1, CmeBytes.UnknownTemplate(999), CmeBytes.Bid(7, 1, 1, 1, 1))), "--schema", schema, "--template", "999", "--json");
        Assert.That(result.Json.GetProperty("body").GetProperty("Four").GetInt64(), Is.EqualTo(0x0403_0201));
    }

    [TestCase("--limit", "2", 2)]
    [TestCase("--template", "32", 3)]
    [TestCase("--template", "12", 0)]
    public void ShouldTakeOnlyWhatIsWanted(string option, string value, int lineCount)
    {
        byte[][] messages = [CmeBytes.Bid(7, 1, 1, 1, 1), CmeBytes.Bid(7, 2, 1, 1, 1), CmeBytes.Bid(7, 3, 1, 1, 1)];
        CommandResult result = Decode(Write($"some{option}{value}", CmeBytes.Packet(1, messages)), option, value, "--json");
        Assert.That(result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(lineCount));
    }

    [Test]
    public void ShouldSkipUnknownTemplates()
    {
        CommandResult result = Decode(Write("unknown", CmeBytes.Packet(1, CmeBytes.UnknownTemplate(999), CmeBytes.Bid(7, 1, 1, 1, 1))), "--count", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.ExitCode, result.Stderr), Is.EqualTo((0, string.Empty)));
            Assert.That((result.Number("messages"), result.Number("unknownTemplates"), result.Number("errors")), Is.EqualTo((2L, 1L, 0L)));
        }
    }

    [Test]
    public void ShouldCountAndNameDamage()
    {
        byte[] packet = CmeBytes.Packet(1, CmeBytes.ShortBlock(), CmeBytes.BidOfImpossibleCount(7), CmeBytes.Bid(7, 1, 1, 1, 1), CmeBytes.CutMessage(7));
        CommandResult result = Decode(Write("damage", packet), "--count", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That((result.Number("messages"), result.Number("errors")), Is.EqualTo((3L, 3L)));
            Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
            Assert.That(result.Stderr, Does.StartWith("warning: ").And.Contain("damage.pcap").And.Contain("3 damaged").And.Contain("frame 1: template 32"));
        }
    }

    [Test]
    public void ShouldSayThatTheFramingIsWrong()
    {
        CommandResult result = CommandResult.Of("decode", "--capture", Write("framing", CmeBytes.Packet(70_000, CmeBytes.Bid(7, 1, 1, 1, 1))), "--framing", "memoir");
        result.AssertFailed(3, "ER3010", "framing.pcap", "'memoir'");
    }

    [Test]
    public void ShouldShowWhatCameBeforeACut()
    {
        string path = Write("whole", CmeBytes.Packet(1, CmeBytes.Bid(7, 1, 1, 1, 1)));
        byte[] bytes = [.. File.ReadAllBytes(path), 1, 2, 3];
        CommandResult result = Decode(_folder.Write("cut.pcap", bytes), "--count", "--json");
        result.AssertFailed(3, "ER2007", "cut.pcap");
        Assert.That(result.Number("messages"), Is.EqualTo(1));
    }

    [Test]
    public void ShouldNameASchemaThatIsNone() => Decode(Write("noschema", CmeBytes.Packet(1)), "--schema", _folder.Write("bad.xml", "<a/>"u8.ToArray())).AssertFailed(3, "ER3002", "bad.xml");

    [Test]
    public void ShouldNameASchemaThatIsNotThere() => Decode(Write("gone", CmeBytes.Packet(1)), "--schema", _folder.File("gone.xml")).AssertFailed(3, "ER3001", "gone.xml");

    [TestCase("--framing", "iex", "ER9001", "'iex'")]
    [TestCase("--limit", "0", "ER9020", "--limit 0")]
    [TestCase("--limit", "many", "ER9001", "'many'")]
    public void ShouldRefuseBadOptions(string option, string value, string id, string mention)
    {
        string[] framing = option == "--framing" ? [] : ["--framing", "cme"];
        CommandResult.Of(["decode", "--capture", Write($"options{value}", CmeBytes.Packet(1)), option, value, .. framing]).AssertFailed(2, id, mention);
    }

    private static CommandResult Decode(string capture, params string[] more) => CommandResult.Of(["decode", "--capture", capture, "--framing", "cme", .. more]);

    private string Write(string name, byte[] packet) => _folder.WriteFrames($"{name}.pcap", [CmeBytes.FrameA(packet)]);
}
