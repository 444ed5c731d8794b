using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Lab.Live;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Policies.Convex;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Lab.Reports;

/// <summary>Tunes the convex policy to a market on seeds that no comparison uses: quantities by the policy's own tuner from children of a static router that
/// explores, the price of open shares by the least shortfall among a few.</summary>
internal static class ConvexTuning
{
    private const ulong SeedDistance = 0x5455_4E45_0000_0000;
    private const int SessionCount = 2;
    private const double ExplorationRate = 0.3;
    private static readonly double[] UnderfillBps = [0.25, 0.5, 1.0, 2.0, 5.0];

    public static ConvexParameters Tune(ComparisonOptions options, MarketParameters world, string regime)
    {
        ComparisonOptions training = options with { Seed = options.Seed ^ SeedDistance };
        ComparisonSession[] sessions =
        [
            .. from number in Enumerable.Range(0, SessionCount)
               from instrument in Enumerable.Range(0, world.Instruments.Count)
               select new ComparisonSession(training, world, regime, number, instrument),
        ];
        var observations = new List<ConvexObservation>();
        foreach (ComparisonSession session in sessions)
        {
            Observe(session, observations);
        }

        ConvexParameters fitted = ConvexTuner.Fit(observations.ToArray(), options.Policy.Convex);
        return UnderfillBps.Select(u => fitted with { UnderfillBps = u }).MinBy(p => MeanShortfall(sessions, p, options.Costs))!;
    }

    private static double MeanShortfall(ComparisonSession[] sessions, ConvexParameters parameters, TcaOptions costs)
    {
        double sum = 0;
        int count = 0;
        foreach (ComparisonSession session in sessions)
        {
            foreach (ParentOutcome outcome in session.Play(PolicyIds.Convex, o => o with { Policies = o.Policies with { Convex = parameters } }))
            {
                if (Shortfall.TryCompute(outcome, session.Symbol, costs, out Shortfall shortfall))
                {
                    sum += shortfall.Bps;
                    count++;
                }
            }
        }

        return sum / Math.Max(1, count);
    }

    private static void Observe(ComparisonSession session, List<ConvexObservation> observations)
    {
        var open = new Dictionary<ChildOrderId, (ChildOrder Order, long Displayed, long Queue)>();
        LiveRun? run = null;
        LiveRunOptions options = session.OptionsOf(PolicyIds.Static);
        options = options with
        {
            Policies = options.Policies with { Exploration = options.Policies.Exploration with { Rate = ExplorationRate, CostLimit = long.MaxValue } },
            Sent = order => open[order.Id] = (order, FindRow(run!, order).FarQuantity, FindRow(run!, order).NearQuantity),
            Reported = report =>
            {
                bool hasEnded = report.State is ChildOrderState.Filled or ChildOrderState.Cancelled;
                if (hasEnded && open.Remove(report.ChildId, out (ChildOrder Order, long Displayed, long Queue) child))
                {
                    observations.Add(new ConvexObservation(child.Order.Action, child.Order.Quantity, report.CumulativeQuantity, child.Displayed, child.Queue));
                }
            },
        };
        using (run = new LiveRun(options))
        {
            run.RunToQuestion();
        }
    }

    private static RowQuote FindRow(LiveRun run, ChildOrder order)
    {
        foreach (ref readonly RowQuote row in run.Engine.Facts.Context.Rows)
        {
            if (row.VenueId == order.VenueId && row.Action == order.Action)
            {
                return row;
            }
        }

        return default;
    }
}
