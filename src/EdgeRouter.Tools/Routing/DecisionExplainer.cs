using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.State;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;
using DecisionScoring = EdgeRouter.Engine.Scoring;

namespace EdgeRouter.Tools.Routing;

/// <summary>Says how a decision came about, by the code that makes decisions: the policy's and the combiner's own explanation, the risk gate's checks in the
/// state before anything left, and the protection gate. To be called after the waterfall was built and before its first child is counted.</summary>
internal sealed class DecisionExplainer
{
    private readonly RouterSetup _setup;
    private readonly RouterState _state;
    private readonly ScoreCombiner _combiner;
    private readonly ProtectionGate _protection;

    public DecisionExplainer(RouterSetup setup, RouterState state)
    {
        _setup = setup;
        _state = state;
        _combiner = new ScoreCombiner(setup.Scales, setup.Objective, setup.Policies.Waterfall.PostTimeoutNs);
        _protection = new ProtectionGate(setup.Universe, setup.Policies.Waterfall.Protection);
    }

    /// <summary>The policy that decided: the order's or the default one; the fall-back where scores were needed and none came.</summary>
    public IRoutingPolicy PolicyOf(in ParentOrder order, in DecisionScoring scoring)
    {
        _ = _state.Policies.TryGet(order.PolicyId, out IRoutingPolicy policy);
        return policy.Need != ScoreNeed.None && !scoring.HasScores ? _state.Policies.Fallback : policy;
    }

    public DecisionExplanation Explain(RoutingContext context, DecisionRecord record, ReadOnlySpan<VenueQuote> quotes, in ParentOrder order, in DecisionScoring scoring, Price bid, Price ask)
    {
        IRoutingPolicy policy = PolicyOf(order, scoring);
        DecisionExplanation target = HeaderOf(context, record, order, scoring, policy);
        AddRows(target, context, record);
        AddLeft(target, context);
        if (policy.Need == ScoreNeed.Costs && context.HasScores)
        {
            _combiner.Explain(context, new TermSink(target, isScore: true));
        }

        policy.Explain(context, record, new TermSink(target, isScore: false));
        AddChildren(target, context, record, order, quotes, bid, ask);
        return target;
    }

    /// <summary>Holds a child that is about to leave against the limits, with what left before it.</summary>
    public void OnChild(DecisionExplanation target, in ChildOrder child, in RiskMarket market)
    {
        ChildOrder sent = child;
        ChildExplanation? planned = target.Children.Find(c => c.ChildId == 0 && c.Planned.StepIndex == 0 && !sent.IsConditional
            && c.Planned.VenueId == sent.VenueId && c.Planned.Action == sent.Action);
        if (planned is not null)
        {
            planned.ChildId = child.Id.Value;
            planned.Risk = _state.Risk.Explain(child, market);
        }
    }

    public static RiskMarket MarketOf(RoutingContext context, long nowNs) => new()
    {
        Bid = context.Bid,
        HasBid = context.BidQuantity > 0,
        Ask = context.Ask,
        HasAsk = context.AskQuantity > 0,
        NowNs = nowNs,
    };

    private DecisionExplanation HeaderOf(RoutingContext context, DecisionRecord record, in ParentOrder order, in DecisionScoring scoring, IRoutingPolicy policy) => new()
    {
        Order = order,
        Instrument = _setup.Universe[order.InstrumentId],
        DecisionIndex = record.DecisionIndex,
        TimeNs = record.TimeNs,
        RemainingQuantity = record.RemainingQuantity,
        Policy = policy.Name,
        Scorer = scoring.ScorerName,
        IsExplored = record.Explored,
        SlateProbability = record.SlateProbability,
        ReferenceVersion = record.ReferenceVersion,
        ModelId = record.ModelId,
        Market = MarketFacts(record),
        ProtectionMode = _setup.Policies.Waterfall.Protection.Mode,
        ProtectedTouch = context.HasProtectedTouch ? context.ProtectedTouch : null,
        Barrier = context.ProtectionBlock,
        Venues = [.. _setup.Universe.Venues.ToArray().Select(v => v.Name)],
    };

    // Features of order and market are the same in every row: those of the first stand for all.
    private static List<NamedValue> MarketFacts(DecisionRecord record)
    {
        var facts = new List<NamedValue> { new("bid", record.Bid.ToDouble(), "currency"), new("offer", record.Ask.ToDouble(), "currency") };
        foreach (FeatureDefinition f in FeatureCatalog.Features)
        {
            if (f.Group is FeatureGroup.Order or FeatureGroup.Market && record.RowCount > 0)
            {
                facts.Add(new NamedValue(f.Name, record.Features[f.Index], f.Unit));
            }
        }

        return facts;
    }

    private void AddRows(DecisionExplanation target, RoutingContext context, DecisionRecord record)
    {
        for (int i = 0; i < record.RowCount; i++)
        {
            target.Rows.Add(new RowExplanation
            {
                Venue = target.Venues[context.Rows[i].VenueId.Value],
                Quote = context.Rows[i],
                Scored = record.Rows[i],
                Features = record.Features.Slice(i * FeatureCatalog.Count, FeatureCatalog.Count).ToArray(),
            });
        }
    }

    private void AddLeft(DecisionExplanation target, RoutingContext context)
    {
        foreach (Venue venue in _setup.Universe.Venues)
        {
            ulong bit = 1UL << venue.Id.Value;
            if (target.Rows.Any(r => r.Quote.VenueId == venue.Id))
            {
                continue;
            }

            string why = (context.ExcludedVenues & bit) != 0 ? "the order excludes it"
                : (context.BarredVenues & bit) != 0 ? "nothing may be sent there: disabled, killed, backed off or its link is down"
                : (context.HaltedVenues & bit) != 0 ? "halted there"
                : (context.ClosedVenues & bit) != 0 ? "it does not trade the instrument continuously"
                : (context.StaleVenues & bit) != 0 ? "its book is not to be trusted"
                : venue.Kind == VenueKind.Auction ? "auctions are left out"
                : venue.Kind == VenueKind.Midpoint ? "no midpoint order: type, actions, instructions, limit, or the market has no midpoint"
                : "no quote that the order may take, and no post that it may make";
            target.Left.Add($"{venue.Name}: {why}");
        }
    }

    private void AddChildren(DecisionExplanation target, RoutingContext context, DecisionRecord record, in ParentOrder order, ReadOnlySpan<VenueQuote> quotes, Price bid, Price ask)
    {
        long available = record.RemainingQuantity;
        var verdicts = new List<RejectReason>();
        foreach (ref readonly WaterfallChild planned in record.Children)
        {
            var child = new ChildExplanation { Planned = planned, Venue = target.Venues[planned.VenueId.Value] };
            target.Children.Add(child);
            if (planned.StepIndex == 0)
            {
                ChildOrder sent = PlannedOrder.Of(order, planned, _state.LastChildId + 1, record.DecisionIndex, record.TimeNs, bid, ask);
                child.Risk = _state.Risk.Explain(sent, MarketOf(context, record.TimeNs));
                RiskCheck? failed = child.Risk.Where(c => !c.IsPassed).Select(c => (RiskCheck?)c).FirstOrDefault();
                verdicts.Add(planned.Quantity > available ? RejectReason.BadQuantity : failed?.Reason ?? RejectReason.None);
                available -= verdicts[^1] == RejectReason.None ? planned.Quantity : 0;
            }
        }

        RejectReason[] after = [.. verdicts];
        _protection.Check(ProtectionMarket.Of(context, quotes), record.Children[..after.Length], after);
        for (int i = 0; i < after.Length; i++)
        {
            target.Children[i].Protection = verdicts[i] == RejectReason.None && after[i] != RejectReason.None ? _protection.Findings[i] : default;
        }
    }
}
