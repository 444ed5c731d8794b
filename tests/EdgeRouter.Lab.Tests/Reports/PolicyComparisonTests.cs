using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Lab.Reference;
using EdgeRouter.Lab.Reports;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Lab.Tests.Reports;

[TestFixture]
public sealed class PolicyComparisonTests
{
    private static readonly ComparisonOptions Small = new() { SeedCount = 2, ParentCount = 16, TunesConvex = false };
    private ComparisonReport _report = null!;

    [OneTimeSetUp]
    public void Compare() => _report = PolicyComparison.Run(Small with { ThreadCount = 2 });

    [Test]
    public void ShouldGiveEveryPolicyTheSameParentsAndTheSameArrival()
    {
        var session = new ComparisonSession(Small, MarketWorlds.Create("six"), "calm", 1, 2);
        ParentOutcome[] first = session.Play(ReferencePolicies.IdOf("static"));
        Assert.That(first, Has.Length.EqualTo(Small.ParentCount));
        foreach (string name in ReferencePolicies.Names.Where(n => n != "oracle-clairvoyant"))
        {
            Assert.That(session.Play(ReferencePolicies.IdOf(name)).Select(Given), Is.EqualTo(first.Select(Given)), name);
        }
    }

    [Test]
    public void ShouldNotDependOnThreads()
    {
        ComparisonOptions two = Small with { SeedCount = 2, ParentCount = 5, Policies = ["static", "random", "oracle-visible"] };
        string[] texts = [.. new[] { 1, 3 }.Select(t => string.Join(" ", PolicyComparison.Run(two with { ThreadCount = t }).Regimes[0].Policies.Select(p => p.ShortfallBps)))];
        Assert.That(texts[1], Is.EqualTo(texts[0]));
    }

    [Test]
    public void ShouldOrderTheBoundsBelowThePolicies()
    {
        RegimeReport calm = _report.Regimes.Single();
        Dictionary<string, double> cost = calm.Policies.ToDictionary(p => p.Policy, p => p.ShortfallBps.Mean);
        TestContext.Out.WriteLine(string.Join(", ", cost.Select(c => $"{c.Key} {c.Value:0.000}")));
        Assert.That(calm.Verdicts.Where(v => v.Claim.StartsWith("oracle", StringComparison.Ordinal)).Select(v => v.Holds), Is.EqualTo(new[] { true, true }));
        Assert.That(cost["oracle-clairvoyant"], Is.LessThan(cost["oracle-visible"]));
        Assert.That(cost["oracle-visible"], Is.LessThan(cost.Where(c => !ReferencePolicies.IsOracle(c.Key)).Min(c => c.Value)));
        Assert.That(calm.Policies.Select(p => p.ShortfallBps.ClusterCount), Is.All.EqualTo(6), "three instruments on two days");
        Assert.That(calm.AgainstBaseline.Select(c => c.UnmatchedCount), Is.All.Zero);
    }

    [Test]
    public void ShouldLetNobodyWinInTheNullMarket()
    {
        ComparisonReport report = PolicyComparison.Run(Small with { World = "null", ThreadCount = 2, Policies = [.. ReferencePolicies.Names.Where(n => n != "oracle-clairvoyant")] });
        Assert.That(report.Regimes[0].Verdicts.Select(v => v.Claim), Does.Contain("nobody beats another"));
        Assert.That(report.IsGood, Is.True, string.Join("; ", report.Regimes[0].Verdicts));
    }

    [Test]
    public void ShouldFailAVerdictThatDoesNotHold()
    {
        Dictionary<string, TcaParent[]> parents = Enumerable.Range(0, 2).ToDictionary(
            i => i == 0 ? "oracle-visible" : "static",
            i => Enumerable.Range(0, 6).Select(n => MadeUp(i == 0 ? "oracle-visible" : "static", n, feeNanos: i == 0 ? 2_000_000_000 + n : n)).ToArray());
        IReadOnlyList<Verdict> verdicts = VerdictRules.Judge(Small with { Policies = ["oracle-visible", "static"], World = "null" }, parents);
        Assert.That(verdicts.Select(v => v.Holds), Is.EqualTo(new[] { false, false }), "the oracle pays more, and somebody wins in the null market");
    }

    [Test]
    public void ShouldSayWhatCannotBeCompared()
    {
        Assert.That(IdOf(() => ReferencePolicies.Parse("static,best")), Is.EqualTo("ER7123"));
        Assert.That(IdOf(() => ReferencePolicies.Parse(",")), Is.EqualTo("ER7123"));
        Assert.That(ReferencePolicies.Parse("random, static,random"), Is.EqualTo(new[] { "random", "static" }));
        Assert.That(IdOf(() => (Small with { SeedCount = 1 }).Validated()), Is.EqualTo("ER7124"));
        Assert.That(IdOf(() => (Small with { Baseline = "convexer" }).Validated()), Is.EqualTo("ER7124"));
        Assert.That(IdOf(() => (Small with { ParentCount = 150, HorizonSeconds = 60 }).Validated()), Is.EqualTo("ER7124"));
        Assert.That(IdOf(() => (Small with { World = "flat" }).Validated()), Is.EqualTo("ER7070"));
        Assert.That(IdOf(() => (Small with { Regimes = ["flat"] }).Validated()), Is.EqualTo("ER7071"));
    }

    [Test]
    public void ShouldStopWhenItIsAskedTo()
    {
        using var stop = new CancellationTokenSource();
        Assert.That(() => PolicyComparison.Run(Small, _ => stop.Cancel(), stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static TcaParent MadeUp(string policy, int number, long feeNanos) => new()
    {
        Policy = policy,
        RunId = policy,
        Symbol = $"S{number}",
        Outcome = new ParentOutcome
        {
            ParentId = new ParentOrderId(number + 1),
            Side = Side.Buy,
            State = ParentOrderState.Filled,
            Quantity = 100,
            FilledQuantity = 100,
            FilledNotionalNanos = 100 * (Int128)20_000_000_000,
            FeeNanos = feeNanos,
            ArrivalBid = new Price(19_990_000_000),
            ArrivalAsk = new Price(20_010_000_000),
        },
    };

    private static (long Id, object Side, long Quantity, long ArrivalNs, long Bid, long Ask) Given(ParentOutcome o) =>
        (o.ParentId.Value, o.Side, o.Quantity, o.ArrivalTimeNs, o.ArrivalBid.Nanos, o.ArrivalAsk.Nanos);

    private static string IdOf(Action action) => Assert.Throws<EdgeRouterException>(() => action())!.Id;
}
