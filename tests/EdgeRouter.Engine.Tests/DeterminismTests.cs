using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

internal sealed class DeterminismTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Path.Combine(Path.GetTempPath(), $"engine-run-{TestContext.CurrentContext.Test.ID}");

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public void ShouldWriteTheSameJournalForTheSameInputsWithAnyProbe()
    {
        const ulong seed = 21;
        TestContext.Out.WriteLine($"seed {seed}");
        byte[] plain = Run("a", default(NoProbe), seed);
        var latencies = new StageLatencies(new StepTicks());
        Assert.That(Run("b", default(NoProbe), seed), Is.EqualTo(plain));
        Assert.That(Run("c", new StageProbe(latencies), seed), Is.EqualTo(plain), "measuring changes nothing");
        Assert.That(latencies[Stage.Total].Count, Is.GreaterThan(100), "and it measured");
        Assert.That(Run("d", default(NoProbe), seed + 1), Is.Not.EqualTo(plain), "other inputs give another journal");
    }

    [TestCase(41UL)]
    [TestCase(42UL)]
    public void ShouldComeBackToTheSameStateFromItsRecordsAlone(ulong seed)
    {
        var venue = new ChanceVenue(seed);
        using var run = new JournalRun<NoProbe>(_folder, default, venue);
        new Trading<NoProbe>(run.Desk, venue, seed).Play(1500);
        Assert.That(run.Desk.Configure(ConfigurationKind.RiskLimits, """{"schemaVersion":1,"orderQuantityMax":200}""", out _), Is.True);
        new Trading<NoProbe>(run.Desk, venue, seed + 1).Play(200);
        run.Writer.Commit();
        using var fresh = new Desk<NoProbe>(new RecordingOutput(), default, s => s with { Policy = "random", Scales = new ScoreScales(20, 20, 20) });
        RecoveryResult result = RouterRecovery.Replay(fresh.Shard.State, _folder, long.MaxValue);
        Assert.That(result.SkippedCount, Is.Zero);
        Assert.That(fresh.Shard.State.HashWith(new StateWriter()), Is.EqualTo(run.Desk.Shard.State.HashWith(new StateWriter())));
    }

    [Test]
    public void ShouldAllocateNothingInSteadyState()
    {
        const ulong seed = 31;
        var venue = new ChanceVenue(seed);
        using var run = new JournalRun<NoProbe>(_folder, default, venue);
        var trading = new Trading<NoProbe>(run.Desk, venue, seed);
        trading.Play(4000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        trading.Play(4000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"{allocated} bytes in 4000 steps; {run.Output.ParentCount} parents, {venue.SentCount} children");
        Assert.That(allocated, Is.Zero);
        Assert.That(venue.SentCount, Is.GreaterThan(1000));
    }

    [Test]
    public void ShouldAllocateNothingWithScores()
    {
        const ulong seed = 32;
        var venue = new ChanceVenue(seed);
        using var run = new JournalRun<NoProbe>(_folder, default, venue, "top-n-split");
        run.Desk.Scorer = "hand";
        var trading = new Trading<NoProbe>(run.Desk, venue, seed);
        trading.Play(3000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        trading.Play(3000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        run.Writer.Commit();
        Assert.That(JournalText.Read(_folder).Log.Count(l => l.StartsWith("scores", StringComparison.Ordinal)), Is.GreaterThan(500));
    }

    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(3UL)]
    public void ShouldKeepItsBooksWhateverVenuesSay(ulong seed)
    {
        var recorded = new RecordingOutput();
        var venue = new ChanceVenue(seed);
        using var desk = new Desk<NoProbe>(new Relay(recorded, venue), default, s => s with { Policy = "random" });
        desk.OpenMarket();
        new Trading<NoProbe>(desk, venue, seed).Play(3000);
        desk.Control(ControlKind.EndOfSession);
        for (int i = 0; i < 10; i++)
        {
            venue.Answer(desk);
            desk.Tick(TimeUnits.Second);
        }

        Dictionary<long, ChildOrder> children = recorded.Orders.ToDictionary(o => o.Id.Value);
        ILookup<long, ExecutionReport> fills = recorded.Reports.Where(r => r.Type == ExecutionType.Trade)
            .DistinctBy(r => (r.VenueId, r.ExecutionId)).ToLookup(r => children[r.ChildId.Value].ParentId.Value);
        ParentOutcome[] worked = [.. recorded.Outcomes.Where(o => o.State != ParentOrderState.Rejected)];
        Assert.That(desk.Engine.OpenParentCount, Is.Zero);
        Assert.That(worked.Select(o => o.ParentId.Value), Is.Unique);
        foreach (ParentOutcome outcome in worked)
        {
            long filled = fills[outcome.ParentId.Value].Sum(f => f.LastQuantity);
            Assert.That(outcome.FilledQuantity, Is.EqualTo(filled).And.LessThanOrEqualTo(outcome.Quantity), $"parent {outcome.ParentId.Value}");
        }

        long position = fills.SelectMany(f => f).Sum(f => children[f.ChildId.Value].Side.Sign() * f.LastQuantity);
        Assert.That(desk.Engine.State.Risk.PositionOf(Desk.Aaa), Is.EqualTo(new Routing.Risk.RiskPosition(position, 0, 0)));
        Assert.That(recorded.Orders.Select(o => o.Id.Value), Is.EqualTo(Enumerable.Range(1, recorded.Orders.Count)), "ids rise without holes");
    }

    private byte[] Run<TProbe>(string name, TProbe probe, ulong seed)
        where TProbe : struct, IStageProbe
    {
        string folder = Path.Combine(_folder, name);
        var venue = new ChanceVenue(seed);
        using (var run = new JournalRun<TProbe>(folder, probe, venue))
        {
            new Trading<TProbe>(run.Desk, venue, seed).Play(1500);
            run.Output.EndSession();
        }

        return [.. Directory.GetFiles(folder).Order().Where(f => new FileInfo(f).Length > 0).SelectMany(File.ReadAllBytes)];
    }

    private sealed class StepTicks : ITickCounter
    {
        private long _ticks;

        public long Ticks => _ticks++;

        public double NsPerTick => 1.0;
    }
}
