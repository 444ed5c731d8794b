using System.Diagnostics;
using System.Globalization;
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
            Assert.That(lines, Has.Length.EqualTo(11));
            Assert.That(lines[0], Is.EqualTo("frame 1  2016-09-27T21:46:13.000001000Z  10.0.0.1:10000 → 224.0.31.11:14320  sequence 3  sent 21:46:13.000000003Z"));
            Assert.That(lines[1], Is.EqualTo("  MDIncrementalRefreshBook32  template 32 version 8"));
            Assert.That(lines[2], Is.EqualTo("    TransactTime=2016-09-27T21:46:13.000000000Z  MatchEventIndicator=[EndOfEvent]  NoOrderIDEntries=[]"));
            Assert.That(lines[3], Is.EqualTo("    NoMDEntries (1)"));
            Assert.That(lines[4].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..4], Is.EqualTo(new[] { "#", "MDEntryPx", "MDEntrySize", "SecurityID" }));
            Assert.That(lines[5].Split(' ', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "1", "100", "25", "7", "11", "1", "2", "New", "Bid" }));
            Assert.That(lines[4].IndexOf("SecurityID", StringComparison.Ordinal) + 9, Is.EqualTo(lines[5].IndexOf(" 7 ", StringComparison.Ordinal) + 1), "figures stand under the end of their names");
        }
    }

    [Test]
    public void ShouldTakeSchemasFromFiles()
    {
        string schema = SmallSchema("small.xml", 1);
        CommandResult result = Decode(Write("own", CmeBytes.Packet(1, CmeBytes.UnknownTemplate(999), CmeBytes.Bid(7, 1, 1, 1, 1))), "--schema", schema, "--template", "999", "--json");
        Assert.That(result.Json.GetProperty("body").GetProperty("Four").GetInt64(), Is.EqualTo(0x0403_0201));
    }

    [Test]
    public void ShouldReadTwoSchemasSideBySide()
    {
        string path = Write("both", CmeBytes.Packet(1, CmeBytes.UnknownTemplate(999), CmeBytes.Bid(7, 1, 1, 1, 1), CmeBytes.UnknownTemplate(998)));
        string mine = SmallSchema("mine.xml", 1);
        string other = SmallSchema("mine2.xml", 1, "Yours", 998);
        string[] lines = Decode(path, "--schema", mine, "--schema", other, "--template", "998", "--template", "999", "--json").Stdout.TrimEnd().Split('\n');
        Assert.That(lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("body").GetProperty("message").GetString()), Is.EqualTo(new[] { "Mine", "Yours" }));
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
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(result.ErrorLines[0], Is.EqualTo("warning: frame 1 offset 56: template 999 of schema 1, version 8, is in no schema given"));
            Assert.That((result.Number("messages"), result.Number("unknownTemplates"), result.Number("errors")), Is.EqualTo((2L, 1L, 1L)));
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
            Assert.That(result.ErrorLines, Is.EqualTo(new[]
            {
                "warning: frame 1 offset 56: template 32 block of 5 bytes ends before field TransactTime (8 bytes at 0)",
                "warning: frame 1 offset 101: template 32 group NoMDEntries claims 200 entries of 32 bytes, 40 bytes are left",
                "warning: frame 1 offset 208: the packet ends inside a message of 62 bytes, 42 are left",
                $"warning: capture '{_folder.File("damage.pcap")}': 3 errors; the first at frame 1 offset 56: template 32 block of 5 bytes ends before field TransactTime (8 bytes at 0)",
            }));
        }
    }

    [Test]
    public void ShouldShowDamageWhereItIs()
    {
        string path = Write("inline", CmeBytes.Packet(1, CmeBytes.BidOfImpossibleCount(7), CmeBytes.Bid(7, 1, 1, 1, 1), CmeBytes.CutMessage(7)));
        string[] text = Decode(path).Stdout.TrimEnd().Split('\n');
        Assert.That(text.Where(line => line.StartsWith("  ! ", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "  ! frame 1 offset 75: template 32 group NoMDEntries claims 200 entries of 32 bytes, 40 bytes are left",
            "  ! frame 1 offset 182: the packet ends inside a message of 62 bytes, 42 are left",
        }));
        JsonElement[] lines = [.. Decode(path, "--json").Stdout.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.That(lines.Select(line => line.TryGetProperty("error", out _)), Is.EqualTo(new[] { true, false, true }));
        Assert.That(lines.Select(line => line.TryGetProperty("body", out _)), Is.EqualTo(new[] { true, true, false }));
        Assert.That(lines[2].GetRawText(), Is.EqualTo("""{"schemaVersion":1,"frame":1,"offset":182,"error":"the packet ends inside a message of 62 bytes, 42 are left"}"""));
    }

    [Test]
    public void ShouldShowTheFirstTenErrorsOfACount()
    {
        byte[] frame = CmeBytes.FrameA(CmeBytes.Packet(1, CmeBytes.Bid(7, 1, 1, 1, 1), CmeBytes.CutMessage(7)));
        CommandResult result = Decode(_folder.WriteFrames("many.pcap", Enumerable.Repeat(frame, 25)), "--count", "--json");
        Assert.That((result.Number("errors"), result.ErrorLines.Length), Is.EqualTo((25L, 11)));
        Assert.That(result.ErrorLines[9], Does.StartWith("warning: frame 10 offset "));
        Assert.That(result.ErrorLines[10], Does.Contain("25 errors"));
    }

    [Test]
    public void ShouldSayThatTheSchemaIsWrong()
    {
        CommandResult result = Decode(Write("wrong", CmeBytes.Packet(1, CmeBytes.Bid(7, 1, 1, 1, 1))), "--schema", SmallSchema("other.xml", 77), "--count", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.ExitCode, result.Number("unknownTemplates")), Is.EqualTo((0, 1L)));
            Assert.That(result.ErrorLines[0], Does.Contain("frame 1 offset 56: template 32 of schema 1, version 8"));
            Assert.That(result.ErrorLines[^1], Does.Contain("none of its 1 messages").And.Contain("--schema FILE"));
        }
    }

    [TestCase("b3")]
    [TestCase("sofh")]
    [TestCase("optiq")]
    [TestCase("coinbase")]
    [TestCase("deribit")]
    [TestCase("none")]
    public void ShouldAskForASchemaWhereTheFramingHasNone(string framing) =>
        CommandResult.Of("decode", "--capture", Write($"ask-{framing}", CmeBytes.Packet(1)), "--framing", framing).AssertFailed(2, "ER9025", $"--framing {framing}", "--schema FILE");

    [Test]
    public void ShouldSayThatTheCaptureIsNotThere() => Decode(_folder.File("nowhere.pcap")).AssertFailed(3, "ER2001", "nowhere.pcap");

    [Test]
    public void ShouldShowItsHelp()
    {
        CommandResult result = CommandResult.Of("decode", "--help");
        Assert.That((result.ExitCode, result.Stderr), Is.EqualTo((0, string.Empty)));
        string[] expected = ["b3|cme|coinbase|deribit|memoir|none|optiq|sofh", "--schema", "--template", "--limit", "--count", "--json", "Example:", "edgerouter decode --framing cme"];
        foreach (string text in expected)
        {
            Assert.That(result.Stdout, Does.Contain(text));
        }
    }

    [Test]
    public void ShouldStopWhenAsked()
    {
        string path = _folder.File("stop.pcap");
        LongCapture.Write(path, 8 * 1024 * 1024);
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "decode", "--capture", path, "--framing", "cme"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        // The pipe is full long before the capture ends, so the signal comes in its midst.
        Assert.That(process.StandardOutput.ReadLine(), Does.StartWith("frame 1 "));
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        Task<string> stderr = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(60)), Is.True);
        Assert.That((process.ExitCode, stderr.GetAwaiter().GetResult().Trim().Split('\n')[^1]), Is.EqualTo((130, "error ER9030: stopped by the user")));
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

    private string SmallSchema(string file, int id, string message = "Mine", int template = 999)
    {
        File.WriteAllText(_folder.File(file), $"""
            <messageSchema package="t" id="{id}" version="8" byteOrder="littleEndian">
              <types><composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint16"/>
                <type name="schemaId" primitiveType="uint16"/><type name="version" primitiveType="uint16"/></composite></types>
              <message name="{message}" id="{template}"><field name="Four" id="1" type="uint32"/></message>
            </messageSchema>
            """);
        return _folder.File(file);
    }

    private string Write(string name, byte[] packet) => _folder.WriteFrames($"{name}.pcap", [CmeBytes.FrameA(packet)]);
}
