using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Reference;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.Rows;
using DecisionScoring = EdgeRouter.Engine.Scoring;

namespace EdgeRouter.Tools.Routing;

/// <summary>Routes one order over the market of a book file: a whole router shard, fed by packets, takes one decision and says how.</summary>
public static class BookRoute
{
    /// <summary>Routes.</summary>
    /// <param name="request">What to route.</param>
    /// <exception cref="EdgeRouterException">ER4058 to ER4062: order, book, predictions or objective are wrong; what limits and reference data throw.</exception>
    public static RouteResult Run(RouteRequest request)
    {
        long timeNs = BookSetup.TimeNs(request.Book);
        Universe universe = UniverseOf(request, timeNs);
        RouterSetup setup = SetupOf(request, universe);
        byte profile = ProfileOf(request, setup.Objective);
        ParentOrder order = OrderParser.Parse(request.Order, universe, timeNs) with { ObjectiveProfile = profile };
        var output = new ExplainingOutput();
        using var shard = new RouterShard<MemoirDepthProtocol, NoProbe>(setup, output, default);
        var market = new BookMarket(request.Book, request.BookName, universe, setup.Feeds, shard.Engine);
        market.Play();
        if (request.Reference is { } reference && !shard.Engine.OnConfiguration(ConfigurationKind.ReferenceData, reference, timeNs, out string problem))
        {
            throw EdgeRouterException.BadInput("ER4060", $"{request.ReferenceName}: {problem}");
        }

        RejectReason refused = shard.Engine.OnParentOrder(order);
        DecisionExplanation? decision = refused == RejectReason.None ? Decide(request, setup, shard.Engine, output) : null;
        return new RouteResult
        {
            Decision = decision,
            Refused = refused,
            Outcome = OutcomeOf(shard.Engine, output, refused, decision),
            Alerts = [.. output.Alerts.Where(a => a.Kind != AlertKind.ConfigurationSwitched)], // That the reference data are in force is what was asked for.
            Notes = market.Notes,
        };
    }

    private static DecisionExplanation? Decide(RouteRequest request, RouterSetup setup, RouterEngine<NoProbe> engine, ExplainingOutput output)
    {
        if (!engine.TryPrepare(out DecisionRequest open))
        {
            return null;
        }

        var explainer = new DecisionExplainer(setup, engine.State);
        RoutingContext context = engine.Facts.Context;
        DecisionScoring scoring = Score(request, open, context, setup);
        DecisionExplanation? decision = null;
        output.Arm(() =>
        {
            engine.State.Parents.TryFind(context.ParentId.Value, out int slot);
            ParentOrder order = engine.State.Parents[slot].Order;
            _ = engine.TryGetTouch(order.InstrumentId, out Price bid, out Price ask);
            decision = explainer.Explain(context, engine.Facts.Record, engine.Facts.Quotes, order, scoring, bid, ask);
        });
        output.Sending = child => explainer.OnChild(decision!, child, DecisionExplainer.MarketOf(context, engine.NowNs));
        engine.Decide(open, scoring);
        return decision;
    }

    private static DecisionScoring Score(RouteRequest request, DecisionRequest open, RoutingContext context, RouterSetup setup)
    {
        if (!open.NeedsScores)
        {
            return DecisionScoring.None;
        }

        if (request.Scorer is { } scorer)
        {
            scorer.Score(open.Features, open.RowCount, open.FeatureCount, open.FillRaw, open.CostRaw, open.CompletionRaw);
            return DecisionScoring.By(scorer.Name);
        }

        new PredictionScorer(request.Book, request.BookName).Score(open, context, [.. setup.Universe.Venues.ToArray().Select(v => v.Name)]);
        return DecisionScoring.By(PredictionScorer.Name);
    }

    private static Universe UniverseOf(RouteRequest request, long timeNs)
    {
        if (request.Reference is not { } reference)
        {
            return BookSetup.UniverseOf(request.Book, request.BookName);
        }

        BookSetup.Require(request.Book.Instruments.Count + request.Book.Venues.Count == 0, request.BookName, "instruments and venues come from --reference: leave them out of the book file");
        return ReferenceFile.Parse(reference, request.ReferenceName).Resolve(timeNs).Universe;
    }

    private static RouterSetup SetupOf(RouteRequest request, Universe universe) => new()
    {
        Universe = universe,
        Feeds = BookSetup.FeedsOf(universe),
        Policy = request.Policy,
        Policies = BookSetup.PoliciesOf(request.Book, request.BookName) with { Convex = request.Convex },
        Risk = request.Limits is { } limits ? RiskLimitsJson.Parse(limits, universe) : new RiskLimits(),
        Scales = request.Scorer is null ? PredictionScorer.Scales : request.Scales,
        Objective = BookSetup.ObjectivesOf(request.Book).Validate(),
        ModelId = request.ModelId,
    };

    private static byte ProfileOf(RouteRequest request, ObjectiveProfiles objectives)
    {
        string[] names = [.. objectives.Profiles.Select(p => p.Name)];
        int index = request.Objective is { } name ? Array.IndexOf(names, name) : request.Profile;
        return index >= 0 && index < names.Length
            ? (byte)index
            : throw EdgeRouterException.Usage("ER4062", $"objective '{request.Objective ?? request.Profile.ToString(System.Globalization.CultureInfo.InvariantCulture)}' is none of {string.Join(", ", names.Select((n, i) => $"{i} {n}"))}");
    }

    private static string OutcomeOf(RouterEngine<NoProbe> engine, ExplainingOutput output, RejectReason refused, DecisionExplanation? decision)
    {
        if (refused != RejectReason.None)
        {
            return $"the order was refused at the door: {refused}";
        }

        if (output.Outcome is { } outcome)
        {
            return $"the order ended at once: {outcome.State}";
        }

        string waiting = engine.ArmedParentCount > 0 ? "the order waits for a price: it is routed on the tick that reaches its limit" : "nothing can be sent now: the order is tried again shortly";
        return decision is null || decision.Children.TrueForAll(c => c.ChildId == 0) ? waiting : string.Empty;
    }
}
