using System.Buffers.Binary;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Feeds.Memoir;

namespace EdgeRouter.Cli.Tests;

/// <summary>What a user sees who replays something that is not as it should be.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class ReplayBadInputTests
{
    private const int PcapHeaderBytes = 24;
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldNameAMissingFile() => CommandResult.Replay(_folder.File("none.pcap")).AssertFailed(3, "ER2001", "none.pcap");

    [Test]
    public void ShouldNameAnEmptyFile() => CommandResult.Replay(_folder.Write("empty.pcap", [])).AssertFailed(3, "ER2002", "empty.pcap");

    [Test]
    public void ShouldNameAFileThatIsNoCapture() => CommandResult.Replay(_folder.Write("text.pcap", "not a capture"u8.ToArray())).AssertFailed(3, "ER2004", "text.pcap");

    [Test]
    public void ShouldNameAWrongLinkType()
    {
        byte[] bytes = Good("cooked.pcap");
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), 113);
        CommandResult.Replay(_folder.Write("cooked.pcap", bytes)).AssertFailed(3, "ER2006", "cooked.pcap", "113", "Linux cooked");
    }

    [TestCase("file")]
    [TestCase("dpdk")]
    public void ShouldShowWhatCameBeforeACut(string source)
    {
        string path = _folder.Write($"cut-{source}.pcap", Good($"cut-{source}.pcap")[..^1]);
        CommandResult result = CommandResult.Replay(path, "--source", source);
        IgnoreWithoutDpdk(result);
        result.AssertFailed(3, "ER2007", path);
        Assert.That((result.Number("packets"), result.Number("messages")), Is.EqualTo((2L, 2L)));
    }

    [Test]
    public void ShouldShowWhatCameBeforeACorruptRecord()
    {
        byte[] bytes = Good("corrupt.pcap");
        int second = PcapHeaderBytes + 16 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(PcapHeaderBytes + 8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(second + 8), 0x7FFF_FFFF);
        CommandResult result = CommandResult.Replay(_folder.Write("corrupt.pcap", bytes));
        result.AssertFailed(3, "ER2008", "corrupt.pcap", "after 1 frames");
        Assert.That(result.Number("packets"), Is.EqualTo(1));
    }

    [Test]
    public void ShouldSkipAnUnknownTemplateAndGoOn()
    {
        CommandResult result = Replay("unknown", CmeBytes.Packet(1, CmeBytes.UnknownTemplate(999), CmeBytes.Bid(7, 1, 1, 100, 5)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(result.Stderr, Is.Empty);
            Assert.That(result.Number("unknownTemplates"), Is.EqualTo(1));
            Assert.That(result.Json.GetProperty("templates").GetProperty("999").GetInt64(), Is.EqualTo(1));
            Assert.That(result.Json.GetProperty("books")[0].GetProperty("bids")[0].GetProperty("price").GetString(), Is.EqualTo("100"));
            Assert.That(result.Number("staleBooks"), Is.Zero);
        }
    }

    [Test]
    public void ShouldLeaveOutAShortBlockAlone() => AssertDamaged(
        Replay("short", CmeBytes.Packet(1, CmeBytes.ShortBlock(), CmeBytes.Bid(7, 1, 1, 100, 5))), "1 blocks shorter than their schema");

    [Test]
    public void ShouldLeaveOutAnImpossibleGroupAlone() => AssertDamaged(
        Replay("group", CmeBytes.Packet(1, CmeBytes.BidOfImpossibleCount(7), CmeBytes.Bid(7, 1, 1, 100, 5))), "1 group counts that cannot be");

    [Test]
    public void ShouldKeepTheMessagesBeforeACutOne() => AssertDamaged(
        Replay("cutmessage", CmeBytes.Packet(1, CmeBytes.Bid(7, 1, 1, 100, 5), CmeBytes.CutMessage(7))), "1 packets that end inside a message");

    [Test]
    public void ShouldFailWhereNoPacketCanBeRead()
    {
        CommandResult result = Replay("junk", [1, 2, 3]);
        result.AssertFailed(3, "ER3011", "junk.pcap", "cme-mdp3");
        Assert.That(result.Number("malformed"), Is.EqualTo(1));
    }

    [Test]
    public void ShouldNumberInstrumentsThatNoDirectoryNames()
    {
        MemoirDepthEncoder encoder = new();
        encoder.Begin(1, 1);
        encoder.TryAdd(new OrderAdded(7, 1, Side.Buy, new Price(12_500_000_000), 100, 1_000));
        string path = _folder.WriteFrames("memoir.pcap", [CmeBytes.Frame(CmeBytes.GroupA, 20_000, encoder.Finish().ToArray())]);
        CommandResult result = CommandResult.Replay(path, "--feed", "memoir-depth", "--books");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, result.Stderr);
            Assert.That(result.Number("instruments"), Is.EqualTo(1));
            Assert.That(result.Json.GetProperty("books")[0].GetProperty("instrument").GetString(), Is.EqualTo("#7"));
            Assert.That(result.Json.GetProperty("books")[0].GetProperty("bids")[0].GetProperty("price").GetString(), Is.EqualTo("12.5"));
        }
    }

    [Test]
    public void ShouldNotMixVenuesThatNumberAlike()
    {
        // Two venues call different shares 7, and the same share 7 and 9.
        string path = _folder.WriteFrames("venues.pcap",
        [
            CmeBytes.Frame(CmeBytes.GroupA, 20_000, Memoir(7, "AAPL", 10)),
            CmeBytes.Frame(CmeBytes.GroupA, 20_001, Memoir(7, "MSFT", 20)),
            CmeBytes.Frame(CmeBytes.GroupA, 20_002, Memoir(9, "AAPL", 30)),
            CmeBytes.Frame(CmeBytes.GroupA, 20_003, Memoir(7, null, 40)),
        ]);
        CommandResult result = CommandResult.Replay(path, "--feed", "memoir-depth", "--books");
        string[] books =
        [
            .. result.Json.GetProperty("books").EnumerateArray().Select(book =>
                $"{book.GetProperty("instrument").GetString()} {book.GetProperty("venue").GetString()!.Split(':')[1]} {book.GetProperty("bids")[0].GetProperty("quantity").GetInt64()}"),
        ];
        Assert.That(result.Number("instruments"), Is.EqualTo(3));
        Assert.That(books, Is.EqualTo(new[] { "#7 20003 40", "AAPL 20000 10", "AAPL 20002 30", "MSFT 20001 20" }));
    }

    [Test]
    public void ShouldRefuseUnknownLines() => CommandResult.Replay(Path("lines"), "--lines", "x").AssertFailed(2, "ER9001", "'x'", "edgerouter replay --help");

    [TestCase("nonsense")]
    [TestCase("224.0.31.11")]
    [TestCase("224.0.31.11:0")]
    [TestCase("224.0.31.256:14320")]
    public void ShouldRefuseALineThatIsNone(string line) =>
        CommandResult.Replay(Path("nonsense"), "--line-a", line).AssertFailed(2, "ER9006", "--line-a", $"'{line}'");

    [Test]
    public void ShouldSayThatNothingIsOnTheLinesNamed() =>
        CommandResult.Replay(Path("elsewhere"), "--line-a", "239.1.1.1:5000").AssertFailed(3, "ER2052", "elsewhere.pcap", "--line-a");

    [Test]
    public void ShouldSayThatNoPortIsCmes()
    {
        string path = _folder.WriteFrames("ports.pcap", [CmeBytes.Frame(CmeBytes.GroupA, 9_000, CmeBytes.Packet(1))]);
        CommandResult.Replay(path).AssertFailed(3, "ER2050", "ports.pcap", "--line-a");
    }

    [Test]
    public void ShouldSayThatDpdkIsNotThere()
    {
        // The program alone, with no build's folder above it.
        string program = Directory.CreateDirectory(_folder.File("program")).FullName;
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => System.IO.Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, System.IO.Path.Combine(program, System.IO.Path.GetFileName(file)));
        }

        string empty = Directory.CreateDirectory(_folder.File("nothing")).FullName;
        (int exitCode, string stdout, string stderr) = CommandProcess.RunIn(
            program, new Dictionary<string, string> { ["EDGEROUTER_NATIVE"] = empty }, "replay", "--capture", Path("nodpdk"), "--source", "dpdk");
        new CommandResult(exitCode, stdout, stderr).AssertFailed(4, "ER2101", empty, "use the file source");
        Assert.That(stdout, Is.Empty);
    }

    [Test]
    public void ShouldNameADpdkLibraryThatIsNone()
    {
        string folder = Directory.CreateDirectory(_folder.File("broken")).FullName;
        string library = System.IO.Path.Combine(folder, "libedgerouter_dpdk.so");
        File.WriteAllText(library, "no library");
        CommandResult result = CommandResult.Of(
            new Dictionary<string, string> { ["EDGEROUTER_NATIVE"] = folder }, "replay", "--capture", Path("broken"), "--source", "dpdk", "--no-warm-up");
        result.AssertFailed(4, "ER2102", library);
    }

    private static void AssertDamaged(CommandResult result, string what)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
            Assert.That(result.Stderr, Does.StartWith("warning: ").And.Contain(".pcap").And.Contain(what));
            Assert.That(result.Number("malformed"), Is.EqualTo(1));
            Assert.That(result.Number("staleBooks"), Is.EqualTo(1));
            Assert.That(result.Json.GetProperty("books")[0].GetProperty("bids")[0].GetProperty("quantity").GetInt64(), Is.EqualTo(5));
        }
    }

    private static void IgnoreWithoutDpdk(CommandResult result)
    {
        if (result.ExitCode == 4)
        {
            Assert.Ignore($"DPDK cannot run here: {result.Stderr.Trim()}");
        }
    }

    private static byte[] Memoir(long securityId, string? symbol, long quantity)
    {
        MemoirDepthEncoder encoder = new();
        encoder.Begin(1, 1);
        if (symbol is not null)
        {
            encoder.TryAddInstrument(
                new InstrumentAnnouncement { SecurityId = securityId, Symbol = System.Text.Encoding.ASCII.GetBytes(symbol), RoundLot = 100, EventTimeNs = 1 }, new Price(10_000_000));
        }

        encoder.TryAdd(new OrderAdded(securityId, 1, Side.Buy, new Price(5_000_000_000), quantity, 1));
        return encoder.Finish().ToArray();
    }

    private CommandResult Replay(string name, byte[] packet) => CommandResult.Replay(_folder.WriteFrames($"{name}.pcap", [CmeBytes.FrameA(packet)]), "--books");

    private string Path(string name) => _folder.WriteFrames($"{name}.pcap", GoodFrames());

    private byte[] Good(string name) => File.ReadAllBytes(_folder.WriteFrames($"good-{name}", GoodFrames()));

    private static IEnumerable<byte[]> GoodFrames() => Enumerable.Range(1, 3).Select(i => CmeBytes.FrameA(CmeBytes.Packet((uint)i, CmeBytes.Bid(7, (uint)i, 1, 100 + i, i))));
}
