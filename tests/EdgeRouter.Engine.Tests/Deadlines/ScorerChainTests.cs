using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Deadlines;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests.Deadlines;

/// <summary>A scripted clock: a look at it takes 10 ns. Decisions have 1,000 ns.</summary>
internal sealed class ScorerChainTests
{
    private const long DeadlineNs = 1_000;

    private ScriptedTicks _ticks = null!;
    private ScriptedImmediate _cpu = null!;
    private ScriptedDeferred _gpu = null!;
    private RecordingOutput _out = null!;
    private Desk<NoProbe> _desk = null!;
    private DecisionRequest _request = null!;

    [SetUp]
    public void OpenRequest()
    {
        _ticks = new ScriptedTicks { StepNs = 10 };
        _cpu = new ScriptedImmediate(_ticks) { DurationNs = 300 };
        _gpu = new ScriptedDeferred();
        _out = new RecordingOutput();
        _desk = new Desk<NoProbe>(_out, default, s => s with { Policy = "rank-and-fill", Scales = new Core.Scoring.ScoreScales(20, 20, 20) });
        _desk.OpenMarket();
        _desk.Parent(1, 500, decide: false);
        Assert.That(_desk.Engine.TryPrepare(out _request), Is.True);
    }

    [TearDown]
    public void CloseMarket() => _desk.Dispose();

    [Test]
    public void ShouldTakeTheFirstThatIsInTime()
    {
        _gpu.DoneAfterLooks = 5;
        ScorerChain chain = Chain(ScorerLink.Of(_gpu, 500), ScorerLink.Of(_cpu));
        Assert.That(chain.Score(_request), Is.EqualTo(new Scoring("gpu", 0)));
        Assert.That((_request.FillRaw[0], _cpu.Calls, chain.Links[0].ScoredCount, _gpu.Abandoned), Is.EqualTo((9L, 0, 1L, 0)));
    }

    [Test]
    public void ShouldPassOverOneThatIsNotDoneInItsBudget()
    {
        _gpu.DoneAfterLooks = 1_000;
        ScorerChain chain = Chain(ScorerLink.Of(_gpu, 500), ScorerLink.Of(_cpu));
        Assert.That(chain.Score(_request), Is.EqualTo(new Scoring("cpu", 1)));
        Assert.That((_request.FillRaw[0], _gpu.Abandoned, chain.Links[0].LateCount, chain.FallbackCount), Is.EqualTo((7L, 1, 1L, 0L)));
    }

    [Test]
    public void ShouldPassOverOneThatIsBusyWithoutWaiting()
    {
        _gpu.IsBusy = true;
        ScorerChain chain = Chain(ScorerLink.Of(_gpu, 500), ScorerLink.Of(_cpu));
        Assert.That(chain.Score(_request), Is.EqualTo(new Scoring("cpu", 1)));
        Assert.That((chain.Links[0].RefusedCount, chain.Links[0].LateCount, _gpu.Abandoned), Is.EqualTo((1L, 0L, 0)));
    }

    [Test]
    public void ShouldEndAtTheDeadlineWhateverTheBudget()
    {
        _gpu.DoneAfterLooks = int.MaxValue - 1;
        ScorerChain chain = Chain(ScorerLink.Of(_gpu, 1_000_000), ScorerLink.Of(_gpu, 1_000_000));
        long before = _ticks.Ticks;
        Assert.That(chain.Score(_request), Is.EqualTo(new Scoring(string.Empty, 2)));
        Assert.That((_ticks.Ticks - before) * 2, Is.LessThan(DeadlineNs + 100), "both together had one deadline");
        Assert.That(chain.FallbackCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldThrowAwayWhatCameTooLateAndNotBeginSoAgain()
    {
        _cpu.DurationNs = 2_000;
        ScorerChain chain = Chain(ScorerLink.Of(_cpu));
        Assert.That(chain.Score(_request), Is.EqualTo(new Scoring(string.Empty, 1)), "it was late");
        for (int i = 0; i < 63; i++)
        {
            Assert.That(chain.Score(_request), Is.EqualTo(new Scoring(string.Empty, 1)));
        }

        Assert.That((_cpu.Calls, chain.Links[0].LateCount, chain.Links[0].RefusedCount), Is.EqualTo((1, 1L, 63L)), "not begun without hope");
        _cpu.DurationNs = 100;
        Assert.That(chain.Score(_request), Is.EqualTo(new Scoring("cpu", 0)), "the 64th is a try");
        Assert.That(chain.Score(_request), Is.EqualTo(new Scoring("cpu", 0)), "and what it took then counts");
        Assert.That(chain.FallbackCount, Is.EqualTo(64));
    }

    [Test]
    public void ShouldGiveEachSlowScorerItsOwnSecondChance()
    {
        var second = new ScriptedImmediate(_ticks, "cpu2") { DurationNs = 2_000 };
        _cpu.DurationNs = 2_000;
        ScorerChain chain = Chain(ScorerLink.Of(_cpu, 100), ScorerLink.Of(second, 100));
        for (int i = 0; i < 200; i++)
        {
            chain.Score(_request);
        }

        Assert.That((_cpu.Calls, second.Calls), Is.EqualTo((4, 4)), "at once, and every 64th time");
    }

    [Test]
    public void ShouldKeepToABudgetBelowTheDeadline()
    {
        var second = new ScriptedImmediate(_ticks, "cpu2") { DurationNs = 100 };
        ScorerChain chain = Chain(ScorerLink.Of(_cpu, 200), ScorerLink.Of(second));
        Assert.That(chain.Score(_request), Is.EqualTo(new Scoring("cpu2", 1)), "300 ns were more than its 200");
        Assert.That(chain.Score(_request), Is.EqualTo(new Scoring("cpu2", 1)));
        Assert.That((_cpu.Calls, second.Calls, chain.Links[0].LateCount, chain.Links[0].RefusedCount), Is.EqualTo((1, 2, 1L, 1L)));
    }

    [Test]
    public void ShouldMeasureNothingWithoutADeadline()
    {
        _ticks.StepNs = 1_000_000;
        _cpu.DurationNs = 1_000_000_000;
        var chain = new ScorerChain([ScorerLink.Of(_cpu)], long.MaxValue, _ticks);
        long before = _ticks.Ticks;
        Assert.That((chain.Score(_request), chain.Score(_request)), Is.EqualTo((Scoring.By("cpu"), Scoring.By("cpu"))));
        Assert.That(_ticks.Ticks - before, Is.EqualTo((2 * 500_000_000L) + 500_000), "only the scorers and our own look moved it");
    }

    [Test]
    public void ShouldNeverScoreWithAnEmptyChain()
    {
        ScorerChain chain = Chain();
        Assert.That(chain.Score(_request), Is.EqualTo(Scoring.None));
        Assert.That(chain.FallbackCount, Is.EqualTo(1));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void ShouldRefuseADeadlineThatIsNone(long deadlineNs) =>
        Assert.That(() => new ScorerChain([], deadlineNs, _ticks), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void ShouldFallBackToTheStaticWaterfallAndSaySoWithNumbers()
    {
        _cpu.DurationNs = 2_000;
        _gpu.DoneAfterLooks = 10_000;
        _desk.Engine.Decide(_request, Chain(ScorerLink.Of(_gpu, 400), ScorerLink.Of(_cpu)).Score(_request));
        EngineAlert late = _out.Alerts.Single(a => a.Kind == AlertKind.ScorerLate);
        EngineAlert fallback = _out.Alerts.Single(a => a.Kind == AlertKind.ScorerFallback);
        Assert.That((late.ParentId.Value, late.Value, fallback.ParentId.Value, fallback.Value), Is.EqualTo((1L, 2L, 1L, 0L)));
        Assert.That((_out.Decisions.Single().PolicyId, _out.Decisions.Single().ModelId), Is.EqualTo((Routing.Policies.PolicyIds.Static, 0UL)));
        Assert.That(_out.Orders, Is.Not.Empty, "the order is worked all the same");
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        ScorerChain chain = Chain(ScorerLink.Of(_gpu, 100), ScorerLink.Of(_cpu));
        _gpu.DoneAfterLooks = 100;
        for (int i = 0; i < 1000; i++)
        {
            chain.Score(_request);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            chain.Score(_request);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void ShouldReplayExactlyWhoeverWasLate()
    {
        var log = new Recovery.MemoryLog();
        var random = new Core.Randomness.DeterministicRandom(5);
        using var day = new Recovery.EventDay(5, log, journalsPackets: true)
        {
            Costs = Chain(ScorerLink.Of(_gpu, 400), ScorerLink.Of(_cpu)),
            BeforeStep = () =>
            {
                _gpu.IsBusy = random.NextBool(0.3);
                _gpu.DoneAfterLooks = random.NextInt32(80);
                _cpu.DurationNs = random.NextInt32(4) == 0 ? 1_500 : 300;
            },
        };
        day.Start();
        day.Play(300);
        day.Finish();
        string folder = Path.Combine(Path.GetTempPath(), $"engine-late-{TestContext.CurrentContext.Test.ID}");
        try
        {
            log.WriteTo(folder);
            JournalText text = JournalText.Read(folder);
            Assert.That(text.Log.Count(l => l.StartsWith("alert ScorerLate", StringComparison.Ordinal)), Is.GreaterThan(5));
            Assert.That(text.Log.Count(l => l.StartsWith("scores", StringComparison.Ordinal) && l.EndsWith("gpu", StringComparison.Ordinal)), Is.GreaterThan(5));
            Assert.That(text.Log.Count(l => l.StartsWith("alert ScorerFallback", StringComparison.Ordinal)), Is.GreaterThan(5));
            using var replayer = new JournalReplayer<NoProbe>(folder, Recovery.EventDay.Target);
            replayer.Complete();
            Assert.That((replayer.Log.FirstDifference, replayer.Log.EqualCount), Is.EqualTo((0L, (long)log.Records.Count)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private ScorerChain Chain(params ScorerLink[] links) => new(links, DeadlineNs, _ticks);
}
