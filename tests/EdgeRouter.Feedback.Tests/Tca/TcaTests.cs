using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Feedback.Tests.Store;

namespace EdgeRouter.Feedback.Tests.Tca;

/// <summary>Every figure here was worked out by hand from TCA.md.</summary>
public sealed class TcaTests
{
    private static readonly TcaOptions Options = new();

    [Test]
    public void ShouldChargeABuyThatFilledWhole()
    {
        // 600 × 0.01 + fee 0.0022 = 6.0022 on 100,000 at the arrival midpoint.
        Assert.That(Shortfall.TryCompute(Buy(1), Options, out Shortfall s));
        Assert.That(s.Bps, Is.EqualTo(0.60022).Within(1e-9));
        Assert.That(s.CostNanos, Is.EqualTo(6_002_200_000).Within(1));
    }

    [Test]
    public void ShouldChargeTheRestOfASellAtTheFarTouchWithImpactAndFee()
    {
        // Executed 600 × 0.01 − rebate 0.12; rest 400 × (100 − 99.97) + 400 × 100 × 1 bp + 400 × 0.003 = 12 + 4 + 1.2.
        Assert.That(Shortfall.TryCompute(Sell(2), Options, out Shortfall s));
        Assert.That(s.Bps, Is.EqualTo(2.308).Within(1e-9));
    }

    [Test]
    public void ShouldAddSquareRootImpact()
    {
        // √(400 / 1,000,000) = 0.02; × 50 bps = 1 bp of the rest's 40,000 = 4 more.
        TcaOptions options = Options with { SquareRootImpactBps = 50, AverageDailyVolumes = new Dictionary<string, long> { ["AAA"] = 1_000_000 } };
        Assert.That(Shortfall.TryCompute(Sell(2), options, out Shortfall s));
        Assert.That(s.Bps, Is.EqualTo(2.708).Within(1e-9));
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => Shortfall.TryCompute(Sell(2) with { Symbol = "ZZZ" }, options, out _))!;
        Assert.That(error.ToUserLine(), Does.StartWith("ER5022").And.Contain("ZZZ"));
    }

    [Test]
    public void ShouldNotMakeTradingNothingFree()
    {
        // Quotes unchanged: half the spread 0.01 + 1 bp (0.01) + 0.003 a share = 0.023 on 100 = 2.3 bps.
        TcaParent idle = Buy(1);
        idle = idle with { Outcome = idle.Outcome with { FilledQuantity = 0, FilledNotionalNanos = 0, FeeNanos = 0, EndBid = P(99.99m), EndAsk = P(100.01m) } };
        Assert.That(Shortfall.TryCompute(idle, Options, out Shortfall s));
        Assert.That(s.Bps, Is.EqualTo(2.3).Within(1e-9));
    }

    [Test]
    public void ShouldNotMeasureWithoutQuotes()
    {
        TcaParent buy = Buy(1);
        Assert.That(Shortfall.TryCompute(buy with { Outcome = buy.Outcome with { ArrivalBid = Price.Zero } }, Options, out _), Is.False);
        Assert.That(Shortfall.TryCompute(buy with { Outcome = buy.Outcome with { ArrivalAsk = Price.MaxValue } }, Options, out _), Is.False);
        Assert.That(Shortfall.TryCompute(buy with { Outcome = buy.Outcome with { EndAsk = Price.Zero } }, Options, out _), Is.True, "nothing was left");
        TcaParent sell = Sell(2);
        Assert.That(Shortfall.TryCompute(sell with { Outcome = sell.Outcome with { EndAsk = Price.Zero } }, Options, out _), Is.False);
    }

    [Test]
    public void ShouldComputeTheClusterRobustInterval()
    {
        // Mean 3; residual sums −2, −1, 3; V = 3/2 × 14/16 = 1.3125; t(0.975; 2) = 4.302653; p = 1 − t/√(2 + t²) with t = 2.618615.
        ClusterMean m = ClusterMean.Compute([("A", 1.0), ("A", 3.0), ("B", 2.0), ("C", 6.0)], 0.95);
        Assert.That((m.Count, m.ClusterCount, m.Mean), Is.EqualTo((4, 3, 3.0)));
        Assert.That(m.StandardError, Is.EqualTo(1.145644).Within(1e-6));
        Assert.That(m.Low, Is.EqualTo(-1.929307).Within(1e-5));
        Assert.That(m.High, Is.EqualTo(7.929307).Within(1e-5));
        Assert.That(m.PValue, Is.EqualTo(0.120117).Within(1e-6));
        Assert.That(m.IsAboveZero || m.IsBelowZero, Is.False);
    }

    [Test]
    public void ShouldGiveNoIntervalForOneCluster()
    {
        ClusterMean m = ClusterMean.Compute([("A", 1.0), ("A", 2.0)], 0.95);
        Assert.That(m.Mean, Is.EqualTo(1.5));
        Assert.That(double.IsNaN(m.Low) && double.IsNaN(m.PValue));
        Assert.That(m.IsAboveZero || m.IsBelowZero, Is.False);
        Assert.That(double.IsNaN(ClusterMean.Compute<string>([], 0.95).Mean));
    }

    [Test]
    public void ShouldCompareIdenticalParentsOnly()
    {
        TcaParent[] baseline = [Buy(1), Buy(2), Buy(3, hour: 1), Buy(4), Buy(9)];
        TcaParent[] policy =
        [
            Cheaper(Buy(1), 1_000_000_000), // 0.1 bps better
            Cheaper(Buy(2), 3_000_000_000), // 0.3 bps better
            Cheaper(Buy(3, hour: 1), 2_000_000_000), // 0.2 bps better, another hour
            Cheaper(Buy(4), 5_000_000_000) with { Symbol = "BBB" }, // another instrument: no pair
            Buy(10),
        ];
        PairedComparison c = PairedComparison.Compute([.. policy.Select(p => p with { Policy = "new" })], baseline, Options);
        Assert.That((c.Policy, c.Baseline, c.UnmatchedCount), Is.EqualTo(("new", "old", 4)));
        Assert.That((c.DifferenceBps.Count, c.DifferenceBps.ClusterCount), Is.EqualTo((3, 2)));
        Assert.That(c.DifferenceBps.Mean, Is.EqualTo(-0.2).Within(1e-9));

        // Residual sums: hour 0: 0.1 − 0.1 = 0, hour 1: 0; so no spread between clusters at all.
        Assert.That(c.DifferenceBps.StandardError, Is.EqualTo(0).Within(1e-9));
        Assert.That(c.DifferenceBps.IsBelowZero);
    }

    [Test]
    public void ShouldRefuseAParentThatStandsTwice()
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => PairedComparison.Compute([Buy(1), Buy(1) with { RunId = "r2" }], [Buy(1)], Options))!;
        Assert.That(error.Id, Is.EqualTo("ER5021"));
        Assert.That(error.Message, Does.Contain("r1").And.Contain("r2"));
    }

    [Test]
    public void ShouldReportByPolicyAndVenue()
    {
        TcaParent rejected = Buy(7);
        rejected = rejected with { Outcome = rejected.Outcome with { State = ParentOrderState.Rejected, RejectReason = RejectReason.BadQuantity } };
        TcaReport report = TcaReport.Compute([Buy(1), Sell(2), rejected], Children(), Options);
        PolicyTca policy = report.Policies.Single();
        Assert.That((policy.ParentCount, policy.RejectedCount, policy.UnmeasuredCount, policy.ChildCount), Is.EqualTo((2, 1, 0, 3)));
        Assert.That(policy.ShortfallBps.Mean, Is.EqualTo((0.60022 + 2.308) / 2).Within(1e-9));
        Assert.That(policy.ShortfallByValueBps, Is.EqualTo((0.60022 + 2.308) / 2).Within(1e-9));
        Assert.That(policy.FillRate, Is.EqualTo(0.8));
        Assert.That(policy.Fees, Is.EqualTo(0.0022 - 0.12).Within(1e-12));
        Assert.That(policy.FeesBps, Is.EqualTo(1e4 * (0.0022 - 0.12) / (100_006 + 59_994)).Within(1e-12));

        // Slippage: (0 + 0.0004) + (6 + 0.0018) on 100,000 of value at the decision midpoint.
        Assert.That(policy.SlippageBps, Is.EqualTo(0.60022).Within(1e-9));
        Assert.That(report.Venues.Select(v => v.Venue), Is.EqualTo(new[] { "LIT1", "MID1" }));
        VenueTca lit = report.Venues[0];
        Assert.That((lit.ChildCount, lit.FilledChildCount, lit.Quantity, lit.FilledQuantity), Is.EqualTo((2, 1, 1_600L, 600L)));
        Assert.That((lit.FillRate, lit.FillShare), Is.EqualTo((0.375, 0.6)));
        Assert.That(lit.SlippageBps, Is.EqualTo(1e4 * 6.0018 / 60_000).Within(1e-9));
        Assert.That(lit.FeesBps, Is.EqualTo(1e4 * 0.0018 / 60_006).Within(1e-12));
        Assert.That(report.Comparisons, Is.Empty);
    }

    [Test]
    public void ShouldNameAnUnknownBaseline()
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => TcaReport.Compute([Buy(1)], [], Options, [Buy(1).Policy, "none"]))!;
        Assert.That(error.ToUserLine(), Does.StartWith("ER5023").And.Contain("old"));
    }

    [Test]
    public void ShouldCompareWithEachBaseline()
    {
        TcaParent[] parents = [Buy(1) with { Policy = "a" }, Buy(1) with { Policy = "b" }, Buy(1) with { Policy = "c" }];
        TcaReport report = TcaReport.Compute(parents, [], Options, ["b", "a"]);
        Assert.That(report.Comparisons.Select(c => $"{c.Policy}-{c.Baseline}"), Is.EqualTo(new[] { "a-b", "c-b", "b-a", "c-a" }));
    }

    [Test]
    public void ShouldReportFromAStore()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        WriteRun(store, folder.File("a"), "run-a", "static", 1);
        WriteRun(store, folder.File("b"), "run-b", "model", 2);
        TcaReport report = TcaStore.Report(store, Options, ["static"]);
        Assert.That(report.Policies.Select(p => (p.Policy, p.ParentCount, p.FillRate)), Is.EqualTo(new[] { ("model", 8, 1.0), ("static", 8, 1.0) }));
        Assert.That(report.Policies[0].ShortfallBps.Mean, Is.EqualTo(0.60022).Within(1e-9));

        // The decision's midpoint is half a nano above 100.
        Assert.That(report.Venues.Single(v => v is { Policy: "model", Venue: "MID1" }).SlippageBps, Is.EqualTo(0.0001).Within(1e-7));
        Assert.That(report.Venues.Single(v => v is { Policy: "static", Venue: "LIT1" }).FilledQuantity, Is.EqualTo(4_800));
        PairedComparison comparison = report.Comparisons.Single();
        Assert.That((comparison.Policy, comparison.DifferenceBps.Mean, comparison.DifferenceBps.Count), Is.EqualTo(("model", 0.0, 8)));
        Assert.That(TcaStore.Report(store, Options, null, ["run-a"]).Policies.Single().Policy, Is.EqualTo("static"));
        Assert.That(Assert.Throws<EdgeRouterException>(() => TcaStore.Report(store, Options, null, ["run-x"]))!.Id, Is.EqualTo("ER5024"));
    }

    private static void WriteRun(FeedbackStore store, string directory, string runId, string policy, ulong journalId)
    {
        using (var script = new JournalScript(directory, journalId))
        {
            script.Add(JournalScript.Session(runId, policy));
            for (int id = 1; id <= 8; id++)
                script.AddParent(id);
            script.Add(JournalScript.Parent(99));
        }

        new StoreProjector(store).Project(directory);
    }

    private static TcaChild[] Children() =>
    [
        Child("MID1", 400, 400, 40_000_000_000_000, 400_000),
        Child("LIT1", 600, 600, 60_006_000_000_000, 1_800_000),
        Child("LIT1", 1_000, 0, 0, 0),
    ];

    private static TcaChild Child(string venue, long quantity, long filled, Int128 notional, long fee) => new()
    {
        Policy = "old",
        Venue = venue,
        Side = Side.Buy,
        Quantity = quantity,
        FilledQuantity = filled,
        FilledNotionalNanos = notional,
        FeeNanos = fee,
        DecisionBid = P(99.99m),
        DecisionAsk = P(100.01m),
    };

    private static TcaParent Buy(long id, int hour = 0) => new()
    {
        Policy = "old",
        RunId = "r1",
        Symbol = "AAA",
        Outcome = new ParentOutcome
        {
            ParentId = new ParentOrderId(id),
            Side = Side.Buy,
            State = ParentOrderState.Filled,
            Quantity = 1_000,
            FilledQuantity = 1_000,
            FilledNotionalNanos = 100_006_000_000_000,
            FeeNanos = 2_200_000,
            ArrivalTimeNs = JournalScript.T0 + (hour * JournalScript.HourNs) + id,
            ArrivalBid = P(99.99m),
            ArrivalAsk = P(100.01m),
            EndBid = P(99.97m),
            EndAsk = P(100.03m),
        },
    };

    private static TcaParent Sell(long id)
    {
        TcaParent parent = Buy(id);
        return parent with
        {
            Outcome = parent.Outcome with
            {
                Side = Side.Sell,
                State = ParentOrderState.Exhausted,
                FilledQuantity = 600,
                FilledNotionalNanos = 59_994_000_000_000,
                FeeNanos = -120_000_000,
            },
        };
    }

    private static TcaParent Cheaper(TcaParent parent, long nanos) =>
        parent with { Outcome = parent.Outcome with { FilledNotionalNanos = parent.Outcome.FilledNotionalNanos - nanos } };

    private static Price P(decimal value) => Price.FromDecimal(value);
}
