using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Protection;

/// <summary>Every policy in random markets, against rules written down a second time here, and against the gate. Planted defects must be caught.</summary>
[TestFixture]
public sealed class ProtectionPropertyTests
{
    private const ulong Seed = 20_261_121;
    private const int RunCount = 3_000;

    public static IEnumerable<TestCaseData> Cases() =>
        from name in PolicyIds.Names
        from mode in Enum.GetValues<ProtectionMode>()
        from sweeps in mode == ProtectionMode.On ? new[] { false, true } : [false]
        select new TestCaseData(name, mode, sweeps);

    [TestCaseSource(nameof(Cases))]
    public void ShouldNeverBreakARule(string name, ProtectionMode mode, bool sweeps)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        WaterfallOptions options = OptionsOf(mode, sweeps);
        var markets = new RandomMarkets(Seed, options);
        IRoutingPolicy policy = new PolicySet(name, markets.World, new PolicyOptions { Waterfall = options, Exploration = new ExplorationOptions { Rate = 0.0, Seed = 3 } }).Default;
        var gate = new ProtectionGate(markets.World, options.Protection);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var record = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        int children = 0;
        int swept = 0;
        for (int run = 0; run < RunCount; run++)
        {
            markets.Next(context);
            policy.Build(context, record);
            WaterfallChild[] all = record.Children.ToArray();
            WaterfallChild[] first = [.. all.Where(c => c.StepIndex == 0)];
            CheckChildren(markets, context, all, run);
            if (mode == ProtectionMode.On)
            {
                CheckTradeThrough(markets, context, first, run);
            }

            CheckGate(gate, markets, context, first, run);
            children += first.Length;
            swept += first.Any(c => c.IsIntermarketSweep && TradeThroughOracle.IsBeyondTouch(markets, context, c)) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{children} children, {swept} sweeps");
        Assert.That(children, Is.GreaterThan(RunCount / 3));
        Assert.That(swept, sweeps && name != "random" ? Is.GreaterThan(50) : Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void ShouldCatchPlantedDefects(bool sweeps)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        WaterfallOptions options = OptionsOf(ProtectionMode.On, sweeps);
        var markets = new RandomMarkets(Seed, options);
        var policy = new BestPricePolicy(options);
        var gate = new ProtectionGate(markets.World, options.Protection);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var record = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        var random = new DeterministicRandom(Seed);
        var caught = new Dictionary<RejectReason, int>();
        for (int run = 0; run < RunCount; run++)
        {
            markets.Next(context);
            policy.Build(context, record);
            WaterfallChild[] step = [.. record.Children.ToArray().Where(c => c.StepIndex == 0)];
            if (step.Length == 0)
            {
                continue;
            }

            int at = random.NextInt32(step.Length);
            step[at] = Spoil(ref random, step[at], context);
            var verdicts = new RejectReason[step.Length];
            gate.Check(ProtectionMarket.Of(context, markets.Quotes), step, verdicts);
            RejectReason[] expected = TradeThroughOracle.Judge(markets, context, step);
            for (int i = 0; i < step.Length; i++)
            {
                Hold((verdicts[i] == RejectReason.None) == (expected[i] == RejectReason.None), $"the gate says {verdicts[i]}, the oracle {expected[i]}", run, step[i]);
                caught[verdicts[i]] = caught.GetValueOrDefault(verdicts[i]) + 1;
            }
        }

        foreach (RejectReason reason in new[] { RejectReason.TradeThrough, RejectReason.ProtectedStale, RejectReason.BadPrice, RejectReason.LimitBand, RejectReason.VenueUnsupported })
        {
            Assert.That(caught.GetValueOrDefault(reason), Is.GreaterThan(10), reason.ToString());
        }
    }

    [Test]
    public void ShouldNotAllocate()
    {
        WaterfallOptions options = OptionsOf(ProtectionMode.On, sweeps: true);
        var markets = new RandomMarkets(Seed, options);
        var policy = new BestPricePolicy(options);
        var gate = new ProtectionGate(markets.World, options.Protection);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var record = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        do
        {
            markets.Next(context);
            policy.Build(context, record);
        }
        while (record.ChildCount < 4 || !record.Children[0].IsIntermarketSweep);

        var verdicts = new RejectReason[record.ChildCountMax];
        GcAssert.DoesNotAllocate(() =>
        {
            markets.Rows.Build(context, markets.Quotes, markets.Closed, markets.Stale, markets.Tries);
            policy.Build(context, record);
            Array.Clear(verdicts);
            gate.Check(ProtectionMarket.Of(context, markets.Quotes), record.Children, verdicts);
        });
    }

    private static WaterfallOptions OptionsOf(ProtectionMode mode, bool sweeps) => new()
    {
        Protection = new ProtectionOptions { Mode = mode },
        SweepsBeyondTouch = sweeps,
        SweepUrgencyPercentMin = 50,
    };

    private static WaterfallChild Spoil(ref DeterministicRandom random, in WaterfallChild child, RoutingContext context)
    {
        long tick = context.Ticks.TickAt(child.LimitPrice);
        long worse = context.Side.Sign() * tick;
        return random.NextInt32(6) switch
        {
            0 => child with { LimitPrice = new Price(child.LimitPrice.Nanos + worse) },
            1 => child with { LimitPrice = new Price(child.LimitPrice.Nanos + (3 * worse)), IsIntermarketSweep = true },
            2 => child with { Quantity = Math.Max(1, child.Quantity / 2) },
            3 => child with { IsIntermarketSweep = !child.IsIntermarketSweep },
            4 => child with { LimitPrice = new Price(child.LimitPrice.Nanos + (tick / 2)) },
            _ => child with { VenueId = new VenueId((byte)random.NextInt32(RandomMarkets.VenueCount)) },
        };
    }

    private static void CheckChildren(RandomMarkets markets, RoutingContext context, WaterfallChild[] children, int run)
    {
        ulong barred = context.ExcludedVenues | markets.Closed | context.BarredVenues | context.HaltedVenues;
        long minimum = Math.Min(context.MinimumQuantity, context.RemainingQuantity);
        var tick = context.Ticks;
        foreach (WaterfallChild child in children)
        {
            Hold(context.IsWithin(child.LimitPrice, context.LimitPrice), "limit", run, child);
            Hold(tick.IsOnTick(child.LimitPrice), "tick", run, child);
            Hold(context.IsInBand(child.LimitPrice), "band", run, child);
            Hold(((barred >> child.VenueId.Value) & 1) == 0, "barred venue", run, child);
            Hold(child.Quantity >= Math.Max(1, child.MinimumQuantity), "minimum", run, child);
            Hold(child.StepIndex > 0 || child.MinimumQuantity == minimum, "minimum of the parent", run, child);
            Hold(child.Action != RouteAction.Post || minimum == 0, "a post cannot hold a minimum", run, child);
            Hold(markets.Tries.RejectedCount(child.VenueId, child.Action) < 2, "rejected twice", run, child);
            Hold(child.DelayNs is >= 0 and <= 1_000_000, "delay", run, child);
        }

        foreach (IGrouping<byte, WaterfallChild> step in children.GroupBy(c => c.StepIndex))
        {
            Hold(step.Sum(c => c.Quantity) <= context.RemainingQuantity, "a step plans more than remains", run, step.First());
            Hold(step.All(c => c.TimeoutNs == step.First().TimeoutNs), "a step has one timeout", run, step.First());
        }
    }

    private static void Hold(bool condition, string rule, int run, in WaterfallChild child)
    {
        if (!condition)
        {
            Assert.Fail($"run {run}: {rule}: {child}");
        }
    }

    private static void CheckTradeThrough(RandomMarkets markets, RoutingContext context, WaterfallChild[] first, int run)
    {
        RejectReason[] verdicts = TradeThroughOracle.Judge(markets, context, first);
        for (int i = 0; i < first.Length; i++)
        {
            Hold(verdicts[i] == RejectReason.None, $"{verdicts[i]} says the oracle", run, first[i]);
        }
    }

    private static void CheckGate(ProtectionGate gate, RandomMarkets markets, RoutingContext context, WaterfallChild[] first, int run)
    {
        var verdicts = new RejectReason[first.Length];
        gate.Check(ProtectionMarket.Of(context, markets.Quotes), first, verdicts);
        for (int i = 0; i < first.Length; i++)
        {
            Hold(verdicts[i] == RejectReason.None, $"{verdicts[i]} says the gate", run, first[i]);
        }
    }
}
