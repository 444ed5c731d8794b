using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Journal;
using EdgeRouter.Lab.Environments;
using EdgeRouter.Lab.Reference;
using EdgeRouter.Lab.Tests.Support;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Lab.Tests.Environments;

[TestFixture]
public sealed class RoutingEnvironmentTests
{
    private readonly RoutingEnvironment _environment = new(new EnvironmentOptions());

    [OneTimeTearDown]
    public void Free() => _environment.Dispose();

    [Test]
    public void ShouldGiveTheSameRewardsForTheSameActionsToTheBit()
    {
        using var other = new RoutingEnvironment(new EnvironmentOptions());
        for (ulong seed = 1; seed <= 12; seed++)
        {
            List<double> first = Episodes.Play(_environment, Episodes.Of(seed));
            ParentOutcome outcome = _environment.Outcome;
            Assert.That(Episodes.Play(other, Episodes.Of(seed)), Is.EqualTo(first).And.Not.Empty, $"seed {seed}");
            Assert.That(other.Outcome, Is.EqualTo(outcome));
        }
    }

    [Test]
    public void ShouldGiveOtherMarketsToOtherSeeds()
    {
        double[] totals = [.. Enumerable.Range(0, 10).Select(i =>
        {
            Episodes.Play(_environment, Episodes.Of(3) with { Seed = (ulong)(100 + i) });
            return _environment.TotalReward;
        })];
        Assert.That(totals.Distinct().Count(), Is.EqualTo(10));
    }

    [Test]
    public void ShouldRewardWhatTcaChargesFromTheJournalOfTheSameRun()
    {
        using var folder = new Folder();
        using FeedbackStore store = FeedbackStore.Open(folder["store.db"], SqliteOpenMode.Create);
        Dictionary<string, double> rewards = [];
        for (ulong seed = 1; seed <= 24; seed++)
        {
            string run = $"run{seed}";
            rewards[run] = PlayJournaled(seed, run, folder[run]);
            new StoreProjector(store).Project(folder[run]);
        }

        int partial = 0;
        foreach (StoredSession session in store.Sessions(null))
        {
            TcaParent parent = TcaStore.LoadParents(store, session.SessionId).Single();
            Assert.That(Shortfall.TryCompute(parent, new TcaOptions(), out Shortfall shortfall), Is.True);
            Assert.That(rewards[parent.RunId], Is.EqualTo(-shortfall.Bps).Within(1e-9), parent.RunId);
            partial += parent.Outcome.FilledQuantity < parent.Outcome.Quantity ? 1 : 0;
        }

        Assert.That(rewards.Values.Distinct().Count(), Is.GreaterThan(15));
        Assert.That(partial, Is.GreaterThan(0), "some ended with a rest that was charged");
    }

    [Test]
    public void ShouldChargeAnOrderThatDoesNothingTheFarTouchAndImpact()
    {
        _environment.Reset(Episodes.Of(4));
        double sum = 0;
        while (!_environment.IsDone)
        {
            StepResult result = _environment.Step(ReadOnlySpan<RowQuantity>.Empty);
            Assert.That(result.Reward == 0 || result.IsDone, Is.True, "nothing costs before the end");
            sum += result.Reward;
        }

        ParentOutcome o = _environment.Outcome;
        Assert.That((o.FilledQuantity, o.State), Is.EqualTo((0L, ParentOrderState.Expired)));
        double midpoint = (o.ArrivalBid.Nanos + o.ArrivalAsk.Nanos) / 2.0;
        double far = o.Side == Side.Buy ? o.EndAsk.Nanos : o.EndBid.Nanos;
        double byHand = (1e4 * ((o.Side.Sign() * (far - midpoint)) + 3_000_000) / midpoint) + 1.0;
        Assert.That(sum, Is.EqualTo(-byHand).Within(1e-9));
    }

    [Test]
    public void ShouldShowTheRowsOfTheDecisionAndTheirFixedForm()
    {
        _environment.Reset(Episodes.Of(7));
        Observation state = _environment.State;
        int slots = state.SlotCount;
        Assert.That((slots, state.FeatureCount, state.Features.Length), Is.EqualTo((18, FeatureCatalog.Count, state.Rows.Length * FeatureCatalog.Count)));
        float[] features = new float[slots * state.FeatureCount];
        bool[] mask = new bool[slots];
        Array.Fill(features, 5f);
        Array.Fill(mask, true);
        state.CopyFixed(features, mask);
        Assert.That(mask.Count(m => m), Is.EqualTo(state.Rows.Length).And.GreaterThan(6));
        for (int slot = 0; slot < slots; slot++)
        {
            int row = RowOf(state, slot);
            Assert.That(mask[slot], Is.EqualTo(row >= 0));
            float[] expected = row < 0 ? new float[state.FeatureCount] : state.Features.Slice(row * state.FeatureCount, state.FeatureCount).ToArray();
            Assert.That(features.AsSpan(slot * state.FeatureCount, state.FeatureCount).ToArray(), Is.EqualTo(expected));
            Assert.That(row < 0 || features[(slot * state.FeatureCount) + (int)Feature.ActionCode] == slot % 3);
        }

        Assert.That(state.Features[(int)Feature.OrderRemaining], Is.EqualTo(1f));
    }

    [Test]
    public void ShouldSendWhatTheAgentChose()
    {
        _environment.Reset(Episodes.Of(8) with { Parent = Episodes.Of(8).Parent with { Quantity = 1000, PermittedActions = RouteActions.Take } });
        long before = _environment.State.RemainingQuantity;
        _environment.Step([new RowQuantity(0, 300)]);
        Assert.That(before, Is.EqualTo(1000));
        Assert.That(_environment.IsDone ? 0 : _environment.State.RemainingQuantity, Is.InRange(700, 1000), "never more than was chosen");
        while (!_environment.IsDone)
        {
            Observation state = _environment.State;
            RowQuantity[] all = [.. Enumerable.Range(0, state.Rows.Length).Select(i => new RowQuantity(i, 100))];
            _environment.Step(all);
        }

        Assert.That(_environment.Outcome.FilledQuantity, Is.EqualTo(1000));
    }

    [Test]
    public void ShouldPreferTheRowOfTheLeastValue()
    {
        _environment.Reset(Episodes.Of(9) with { Parent = Episodes.Of(9).Parent with { Quantity = 100, PermittedActions = RouteActions.Midpoint } });
        Assert.That(_environment.State.Rows.Length, Is.EqualTo(2), "two midpoint venues");
        int venue = _environment.State.Rows[1].VenueId.Value;
        List<int> sent = [];
        _environment.Reset(Episodes.Of(9) with { Parent = Episodes.Of(9).Parent with { Quantity = 100, PermittedActions = RouteActions.Midpoint } },
            GuestPolicies.Agent, null, o => o with { Sent = order => sent.Add(order.VenueId.Value) });
        _environment.Step([2.0, 1.0]);
        Assert.That(sent, Is.EqualTo(new[] { venue }));
    }

    [Test]
    public void ShouldAllocateNothingInAStep()
    {
        Episode episode = Episodes.Of(10) with { HorizonSeconds = 30, Parent = Episodes.Of(10).Parent with { Quantity = 1_000_000, PermittedActions = RouteActions.Take } };
        _environment.Reset(episode);
        RowQuantity[] one = [new RowQuantity(0, 100)];
        for (int i = 0; i < 70; i++)
        {
            _environment.Step(one);
        }

        // Between two doublings of the market's table of children.
        long before = GC.GetAllocatedBytesForCurrentThread();
        long remaining = 0;
        for (int i = 0; i < 40; i++)
        {
            remaining = _environment.State.RemainingQuantity;
            _environment.Step(one);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.Zero);
        Assert.That(remaining, Is.GreaterThan(900_000), "it was still working");
    }

    [Test]
    public void ShouldSayWhatIsWrongWithAnEpisodeOrAnAction()
    {
        Assert.That(IdOf(() => _environment.Reset(Episodes.Of(1) with { Instrument = 3 })), Is.EqualTo("ER7120"));
        Assert.That(IdOf(() => _environment.Reset(Episodes.Of(1) with { HorizonSeconds = double.NaN })), Is.EqualTo("ER7120"));
        Assert.That(IdOf(() => _environment.Reset(Episodes.Of(1) with { Regime = "calmer" })), Is.EqualTo("ER7071"));
        _environment.Reset(Episodes.Of(1));
        int rows = _environment.State.Rows.Length;
        Assert.That(IdOf(() => _environment.Step(new double[rows + 1])), Is.EqualTo("ER7121"));
        Assert.That(IdOf(() => _environment.Step([new RowQuantity(rows, 100)])), Is.EqualTo("ER7122"));
        Assert.That(IdOf(() => _environment.Step([new RowQuantity(0, 100), new RowQuantity(0, 100)])), Is.EqualTo("ER7122"));
        Assert.That(IdOf(() => _environment.Step([new RowQuantity(0, -1)])), Is.EqualTo("ER7122"));
        Assert.That(_environment.IsDone, Is.False, "a bad action changes nothing");
        using var empty = new RoutingEnvironment(new EnvironmentOptions());
        Assert.That(() => empty.Step([1.0]), Throws.InvalidOperationException);
    }

    [Test]
    public void ShouldTakeAnyActionThatIsInRange()
    {
        const ulong Seed = 20_261;
        TestContext.Out.WriteLine($"seed {Seed}");
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -1e300, 1e300, 1e-300];
        for (ulong seed = Seed; seed < Seed + 8; seed++)
        {
            _environment.Reset(Episodes.Of(seed));
            while (!_environment.IsDone)
            {
                double[] values = [.. Enumerable.Range(0, _environment.State.Rows.Length).Select(i => odd[(int)((seed + (ulong)(i * 3) + (ulong)_environment.StepCount) % 7)])];
                Assert.That(_environment.Step(values).Reward, Is.Not.NaN);
            }

            Assert.That(_environment.Outcome.FilledQuantity, Is.InRange(0, _environment.Outcome.Quantity));
        }
    }

    private static string IdOf(Action action) => Assert.Throws<EdgeRouterException>(() => action())!.Id;

    private static int RowOf(Observation state, int slot)
    {
        for (int row = 0; row < state.Rows.Length; row++)
        {
            if (state.SlotOf(row) == slot)
            {
                return row;
            }
        }

        return -1;
    }

    private double PlayJournaled(ulong seed, string run, string directory)
    {
        Episode episode = Episodes.Of(seed) with { HorizonSeconds = 0.2 };
        using JournalWriter journal = JournalWriter.Open(
            new JournalOptions { Directory = directory, Fsync = JournalFsync.None, JournalId = seed, SpareBytes = 0 }, new ManualClock());
        var log = new JournalLog(journal);
        MarketParameters market = episode.Market;
        _environment.Reset(episode, GuestPolicies.Agent, null, options =>
        {
            new JournalingOutput(log, new NoGateway()).BeginSession(new SessionHeader
            {
                RunId = run,
                Policy = "agent",
                StartTimeNs = EpisodeMarket.StartNs(market, 0),
                Instruments = [options.Market.Instruments[0].Symbol],
                Venues = [.. market.Venues.Select(v => v.Name)],
                Features = [.. FeatureCatalog.Features.ToArray().Select(f => f.Name)],
            });
            return options with { Log = log };
        });
        double sum = 0;
        while (!_environment.IsDone)
        {
            double[] values = new double[_environment.State.Rows.Length];
            Episodes.Value(seed, _environment.StepCount, values);
            sum += _environment.Step(values).Reward;
        }

        log.TryCommit();
        Assert.That(sum, Is.EqualTo(_environment.TotalReward).Within(1e-9));
        return sum;
    }

    private sealed class NoGateway : IOrderGateway
    {
        public void Send(in ChildOrder order) => Assert.Fail("nothing leaves");

        public void Cancel(in CancelRequest request) => Assert.Fail("nothing leaves");

        public void RequestStatus(in StatusRequest request) => Assert.Fail("nothing leaves");
    }
}
