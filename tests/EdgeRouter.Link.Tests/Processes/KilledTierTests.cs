using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Link.TestHost.Tiers;

namespace EdgeRouter.Link.Tests.Processes;

/// <summary>Real processes, really killed or stopped, at instants that nobody chose: no order and no report is lost, none comes twice.</summary>
[TestFixture]
public sealed class KilledTierTests
{
    private const int KillsARound = 12;
    private const int PauseMsMax = 1_000;
    private const int RestSeconds = 40;
    private static readonly bool IsNightly = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";

    private static IEnumerable<ulong> Seeds() => Enumerable.Range(1, IsNightly ? 25 : 1).Select(i => (ulong)i);

    [TestCaseSource(nameof(Seeds))]
    public void ShouldLoseNothingAndDoubleNothingWhoeverIsKilled(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        DeterministicRandom random = new(seed);
        using TierStage stage = new();
        AwaitUp(stage);
        for (int i = 0; i < KillsARound; i++)
        {
            TierStage.Pass(TimeSpan.FromMilliseconds(random.NextInt32(PauseMsMax)));
            stage.Restart(Victim(random.NextInt32(KillsARound)));
        }

        stage.ComeToRest(RestSeconds);
        ShouldAgree(stage);
    }

    [TestCase(600)]
    [TestCase(3_500)]
    public void ShouldTellOfAStoppedGatewayAndGoOn(int stoppedMs)
    {
        using TierStage stage = new();
        AwaitUp(stage);
        int said = stage.Of(Tier.Router).Lines.Count;
        stage.Stop(Tier.Gateway, TimeSpan.FromMilliseconds(stoppedMs));
        _ = stage.Of(Tier.Router).Await(line => line.StartsWith("STATE Slow", StringComparison.Ordinal), after: said);
        _ = stage.Of(Tier.Router).Await(IsBroken, after: said);
        AwaitUp(stage, said);
        stage.ComeToRest(RestSeconds);
        TierBooks router = ShouldAgree(stage);
        Assert.That(Told(router), Is.EqualTo(new[] { ControlKind.LinkDown, ControlKind.LinkUp, ControlKind.LinkDown, ControlKind.LinkUp }));
    }

    // Of twelve: five routers, five gateways, two drivers.
    private static Tier Victim(int dice) => dice switch
    {
        < 5 => Tier.Router,
        < 10 => Tier.Gateway,
        _ => Tier.Driver,
    };

    private static void AwaitUp(TierStage stage, int after = 0) =>
        stage.Of(Tier.Router).Await(line => line.StartsWith("STATE Up", StringComparison.Ordinal), after: after);

    private static bool IsBroken(string line) => line.StartsWith("STATE Down", StringComparison.Ordinal) || line.StartsWith("STATE Connecting", StringComparison.Ordinal);

    private static List<ControlKind> Told(TierBooks router)
    {
        var told = new List<ControlKind>();
        foreach (ControlKind kind in router.Links)
        {
            if (told.Count == 0 || told[^1] != kind)
            {
                told.Add(kind);
            }
        }

        return told;
    }

    private static TierBooks ShouldAgree(TierStage stage)
    {
        TierBooks router = TierBooks.Read(stage.RouterJournal);
        TierBooks gateway = TierBooks.Read(stage.GatewayJournal);
        long[] venue = ScriptedVenue.ReadOrders(stage.VenueFile);
        Assert.That(router.Orders, Has.Count.GreaterThan(300), "the run was about nothing");
        Assert.That(router.Orders, Is.EqualTo(Enumerable.Range(1, router.Orders.Count)), "an order that was committed is not there");
        Assert.That(gateway.Orders, Is.EqualTo(router.Orders), "orders taken");
        Assert.That(router.Reports, Is.EqualTo(gateway.Reports), "reports taken");
        Assert.That(venue, Is.Ordered.And.Unique, "orders at the venue");
        Assert.That(gateway.Reports.Select(report => report.ChildId), Is.Unique.And.EquivalentTo(router.Orders), "one answer an order");
        long[] refused = [.. gateway.Reports.Where(report => report.Type == ExecutionType.Rejected).Select(report => report.ChildId).Order()];
        Assert.That(router.Orders.Except(venue), Is.EqualTo(refused), "what the venue never saw is what was refused");
        int asked = gateway.Reports.Count(report => report.Type == ExecutionType.OrderStatus || report.Reason == RejectReason.UnknownOrder);
        TestContext.Out.WriteLine($"{router.Orders.Count} orders, {venue.Length} at the venue, {refused.Length} refused, {asked} asked for");
        return router;
    }
}
