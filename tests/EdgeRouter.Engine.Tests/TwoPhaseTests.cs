using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Engine.Tests;

internal sealed class TwoPhaseTests : DeskTests
{
    [Test]
    public void ShouldRefuseToPrepareWhileARequestIsOpen()
    {
        Market.Parent(1, 100, decide: false);
        Assert.That(Market.Engine.TryPrepare(out DecisionRequest request), Is.True);
        Assert.That(() => Market.Engine.TryPrepare(out _), Throws.InvalidOperationException);
        Market.Engine.Decide(request, Scoring.None);
        Assert.That(() => Market.Engine.Decide(request, Scoring.None), Throws.InvalidOperationException, "decided twice");
        Assert.That(Out.Orders, Has.Count.EqualTo(1));
    }

    [Test]
    public void ShouldRefuseTheRequestOfAnotherEngine()
    {
        using var other = new Desk<Core.Probes.NoProbe>(new RecordingOutput(), default);
        other.OpenMarket();
        other.Parent(1, 100, decide: false);
        other.Engine.TryPrepare(out DecisionRequest request);
        Market.Parent(1, 100, decide: false);
        Market.Engine.TryPrepare(out _);
        Assert.That(() => Market.Engine.Decide(request, Scoring.None), Throws.InvalidOperationException);
    }

    [Test]
    public void ShouldDecideForEachParentOnceInOrderOfArrival()
    {
        Market.Parent(2, 100, decide: false);
        Market.Parent(1, 100, decide: false);
        Market.DecideAll();
        Market.DecideAll();
        Assert.That(Out.Log.Where(l => l.StartsWith("decision", StringComparison.Ordinal)), Is.EqualTo(new[] { "decision 2/0", "decision 1/0" }));
    }

    [Test]
    public void ShouldSendNothingForAParentThatEndedBetweenThePhases()
    {
        Market.Parent(1, 100, decide: false);
        Market.Engine.TryPrepare(out DecisionRequest request);
        Assert.That(Market.Engine.OnParentCancel(new ParentOrderId(1), Market.NowNs), Is.EqualTo(RejectReason.None));
        Market.Engine.Decide(request, Scoring.None);
        Assert.That(Out.Orders, Is.Empty);
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Cancelled));
        Assert.That(Market.Engine.State.Risk.PositionOf(Desk.Aaa).OpenBuyQuantity, Is.Zero);
        Assert.That(Market.Engine.TryPrepare(out _), Is.False);
    }

    [Test]
    public void ShouldSpeakToTheSecondParentWhenTheFirstOneEndedBetweenThePhases()
    {
        Market.Parent(1, 100, decide: false);
        Market.Parent(2, 200, decide: false);
        Market.Engine.TryPrepare(out DecisionRequest request);
        Market.Engine.OnParentCancel(new ParentOrderId(1), Market.NowNs);
        Market.Engine.Decide(request, Scoring.None);
        Market.DecideAll();
        Assert.That(Out.Orders.Single().ParentId.Value, Is.EqualTo(2));
    }

    [Test]
    public void ShouldDecideAnewForAParentThatChangedBetweenThePhases()
    {
        Market.Parent(1, 400, limitCents: 10_001, decide: false);
        Market.Engine.TryPrepare(out DecisionRequest request);
        Market.Engine.OnParentReplace(new ParentReplace
        {
            ParentId = new ParentOrderId(1),
            ReplaceId = 5,
            Quantity = 200,
            LimitPrice = new Price(10_000 * Desk.Cent),
            TimeNs = Market.NowNs,
        });
        Market.Engine.Decide(request, Scoring.None);
        Market.DecideAll();
        Assert.That(Out.Orders, Is.Empty, "what was prepared stands beyond the new limit");
        Market.Add(3, 9, Side.Sell, 10_000, 300);
        Market.DecideAll();
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITC 200@10000" }));
    }

    [Test]
    public void ShouldFollowTheScores()
    {
        Rebuild(s => s with { Policy = "rank-and-fill", Scales = new ScoreScales(0, 0, 0), ModelId = 99 });
        Market.Parent(1, 300, decide: false);
        Market.Engine.TryPrepare(out DecisionRequest request);
        Assert.That((request.NeedsScores, request.RowCount), Is.EqualTo((true, 2)));
        Assert.That(request.Features.Length, Is.EqualTo(2 * request.FeatureCount));
        request.FillRaw.Fill(40); // certain: the cost alone counts
        request.CostRaw[0] = -5;
        request.CostRaw[1] = 5;
        Market.Engine.Decide(request, Scoring.By("by hand"));
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITA 300@10001" }));
        Assert.That(Out.Log.Skip(2), Is.EqualTo(new[] { "scores 1/0 by hand", "child 1 LITA 300@10001", "release", "decision 1/0" }));
        Assert.That(Out.Decisions[0], Is.EqualTo((0, 300L, PolicyIds.RankAndFill, 99UL)));
    }

    [Test]
    public void ShouldFallBackToTheStaticWaterfallWithoutAScorer()
    {
        Rebuild(s => s with { Policy = "rank-and-fill", ModelId = 99 });
        Market.Parent(1, 300, actions: RouteActions.Aggressive);
        Assert.That(Out.Children, Is.EqualTo(new[] { "DARK 300@10001" }), "dark first");
        Assert.That(Out.Decisions[0], Is.EqualTo((0, 300L, PolicyIds.Static, 0UL)));
        Assert.That(Out.Alerts.Select(a => a.Kind), Is.EqualTo(new[] { AlertKind.ScorerFallback }));
        Assert.That(Out.Log, Does.Contain("scores 1/0 "), "that nobody scored is an input too");
    }
}
