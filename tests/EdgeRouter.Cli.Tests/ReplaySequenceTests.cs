using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Cli.Tests;

/// <summary>The real capture with its packets crossed, reordered, duplicated and lost. Counts are computed from what was done to the frames.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class ReplaySequenceTests
{
    private const int Keep = 16; // the first frames stay where they are: the session is joined there
    private readonly TemporaryFolder _folder = new();
    private List<byte[]> _frames = [];
    private uint _firstSequence;
    private string _hash = string.Empty;

    [OneTimeSetUp]
    public void Load()
    {
        _frames = RealFrames.Load();
        _firstSequence = _frames.Min(RealFrames.SequenceOf);
        _hash = Hash(CommandResult.Replay(SharedData.CmeCapture));
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("a", "file", 5_000, 0)]
    [TestCase("b", "file", 5_000, 0)]
    [TestCase("both", "file", 10_000, 5_000)]
    [TestCase("a", "dpdk", 5_000, 0)]
    [TestCase("both", "dpdk", 10_000, 5_000)]
    public void ShouldGiveOneHashFromEveryLineAndSource(string lines, string source, long packets, long duplicates)
    {
        CommandResult result = CommandResult.Replay(SharedData.CmeCapture, "--lines", lines, "--source", source);
        if (result.ExitCode == 4)
        {
            Assert.Ignore($"DPDK cannot run here: {result.Stderr.Trim()}");
        }

        AssertCounts(result, packets, duplicates, gaps: 0, gapPackets: 0, late: 0);
        Assert.That(Hash(result), Is.EqualTo(_hash));
        Assert.That(result.Number("steadyAllocatedBytes"), Is.Zero);
    }

    [Test]
    public void ShouldFillEachLinesHolesFromTheOther()
    {
        // Line A loses every sequence that 3 divides, line B every one that leaves 1.
        List<byte[]> frames = [.. _frames.Where(frame => (RealFrames.SequenceOf(frame) - _firstSequence) % 3 != (RealFrames.IsLineA(frame) ? 0 : 1))];
        long once = Enumerable.Range(0, 5_000).Count(i => i % 3 is 0 or 1);
        CommandResult result = Replay("holes", frames);
        AssertCounts(result, 10_000 - once, 5_000 - once, gaps: 0, gapPackets: 0, late: 0);
        Assert.That(Hash(result), Is.EqualTo(_hash));
    }

    [Test]
    public void ShouldPutReorderedPacketsInOrder()
    {
        const ulong Seed = 20160927;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        List<byte[]> frames = [.. _frames];
        for (int block = Keep; block + 8 <= frames.Count; block += 8)
        {
            for (int i = 7; i > 0; i--)
            {
                int j = (int)(random.NextUInt64() % (ulong)(i + 1));
                (frames[block + i], frames[block + j]) = (frames[block + j], frames[block + i]);
            }
        }

        CommandResult result = Replay("reordered", frames);
        AssertCounts(result, 10_000, 5_000, gaps: 0, gapPackets: 0, late: 0);
        Assert.That(Hash(result), Is.EqualTo(_hash));
    }

    [Test]
    public void ShouldNotMindThatOneLineRunsBehind()
    {
        // Line B comes 20 packets after line A: the lines' packets cross.
        byte[][] lineA = [.. _frames.Where(RealFrames.IsLineA).OrderBy(RealFrames.SequenceOf)];
        byte[][] lineB = [.. _frames.Where(frame => !RealFrames.IsLineA(frame)).OrderBy(RealFrames.SequenceOf)];
        IEnumerable<byte[]> crossed = Enumerable.Range(0, lineA.Length + 20)
            .SelectMany(i => new[] { lineA.ElementAtOrDefault(i), i < 20 ? null : lineB[i - 20] }).OfType<byte[]>();
        CommandResult result = Replay("crossed", crossed);
        AssertCounts(result, 10_000, 5_000, gaps: 0, gapPackets: 0, late: 0);
        Assert.That(Hash(result), Is.EqualTo(_hash));
    }

    [Test]
    public void ShouldDropEveryFurtherCopy()
    {
        CommandResult result = Replay("duplicated", _frames.SelectMany(frame => new[] { frame, frame }));
        AssertCounts(result, 20_000, 15_000, gaps: 0, gapPackets: 0, late: 0);
        Assert.That(Hash(result), Is.EqualTo(_hash));
    }

    [Test]
    public void ShouldDeclareAGapThatBothLinesLost()
    {
        CommandResult result = Replay("lost", _frames.Where(frame => RealFrames.SequenceOf(frame) - _firstSequence is < 2_500 or > 2_502));
        AssertCounts(result, 9_994, 4_997, gaps: 1, gapPackets: 3, late: 0);
        Assert.That(result.Number("staleBooks"), Is.Positive);
    }

    [Test]
    public void ShouldDropWhatComesAfterItsGap()
    {
        List<byte[]> late = [.. _frames.Where(frame => RealFrames.SequenceOf(frame) - _firstSequence == 2_500)];
        List<byte[]> frames = [.. _frames.Where(frame => RealFrames.SequenceOf(frame) - _firstSequence != 2_500)];
        frames.InsertRange(5_400, late);
        CommandResult result = Replay("late", frames);
        AssertCounts(result, 10_000, 4_999, gaps: 1, gapPackets: 1, late: 2);
    }

    [Test]
    public void ShouldDeclareAGapOnOneLine()
    {
        CommandResult result = Replay("one", _frames.Where(frame => RealFrames.SequenceOf(frame) - _firstSequence != 4_000), "--lines", "a");
        AssertCounts(result, 4_999, 0, gaps: 1, gapPackets: 1, late: 0);
        Assert.That(result.Number("otherPackets"), Is.EqualTo(4_999));
    }

    private static string Hash(CommandResult result) => result.Json.GetProperty("bookHash").GetString()!;

    private static void AssertCounts(CommandResult result, long packets, long duplicates, long gaps, long gapPackets, long late)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, result.Stderr);
            Assert.That(result.Number("packets"), Is.EqualTo(packets), "packets");
            Assert.That(result.Number("duplicates"), Is.EqualTo(duplicates), "duplicates");
            Assert.That(result.Number("gaps"), Is.EqualTo(gaps), "gaps");
            Assert.That(result.Number("gapPackets"), Is.EqualTo(gapPackets), "gapPackets");
            Assert.That(result.Number("late"), Is.EqualTo(late), "late");
        }
    }

    private CommandResult Replay(string name, IEnumerable<byte[]> frames, params string[] more) =>
        CommandResult.Replay(_folder.WriteFrames($"{name}.pcap", frames), more);
}
