using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.State;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Tools.Routing;

/// <summary>A decision's context, rebuilt from its record and from the state that the records before it make. Raw outputs, statistics, fees, latencies and tries are
/// exact; quotes of single venues come back from float features, to the tick and the share where they fit.</summary>
internal static class RecordedContext
{
    /// <summary>Rebuilds a context.</summary>
    /// <param name="record">The decision with its features.</param>
    /// <param name="setup">The shard's setup.</param>
    /// <param name="state">As it was before the decision.</param>
    /// <param name="parent">The parent's record then.</param>
    /// <param name="quotes">Out: what each venue shows, as far as the rows tell.</param>
    public static RoutingContext Build(DecisionRecord record, RouterSetup setup, RouterState state, in ParentOrderRecord parent, VenueQuote[] quotes)
    {
        var context = new RoutingContext(Math.Max(1, record.RowCount));
        Instrument instrument = setup.Universe[record.InstrumentId];
        context.Load(parent, instrument, record.DecisionIndex, record.TimeNs);
        context.Bid = record.Bid;
        context.Ask = record.Ask;
        (context.BidQuantity, context.AskQuantity) = TouchSizes(record);
        context.SelfHelpVenues = state.SelfHelpVenues;
        context.BarredVenues = state.Risk.ClosedVenues | state.Health.Unavailable(record.TimeNs);
        state.Risk.ReadBand(instrument.Id, out Price low, out Price high);
        context.LimitBandLow = low;
        context.LimitBandHigh = high;
        for (int i = 0; i < record.RowCount; i++)
        {
            AddRow(context, record, i, setup, state, parent.Tries, quotes);
        }

        return context;
    }

    private static (long Bid, long Ask) TouchSizes(DecisionRecord record)
    {
        if (record.RowCount == 0)
        {
            return (record.Bid.Nanos > 0 ? 1 : 0, record.Ask.Nanos > 0 ? 1 : 0);
        }

        double ratio = record.Features[(int)Feature.OrderSizeToTouch];
        long far = double.IsNaN(ratio) || ratio <= 0 ? 1 : Math.Max(1, (long)Math.Round(record.RemainingQuantity / ratio));
        return record.Side == Side.Buy ? (1, far) : (far, 1);
    }

    private static void AddRow(RoutingContext context, DecisionRecord record, int index, RouterSetup setup, RouterState state, in RowTries tries, VenueQuote[] quotes)
    {
        ScoredRow row = record.Rows[index];
        Venue venue = setup.Universe[row.VenueId];
        ReadOnlySpan<float> features = record.Features.Slice(index * FeatureCatalog.Count, FeatureCatalog.Count);
        long farQuantity = SharesOf(features[(int)Feature.VenueTouchSize], record.RemainingQuantity);
        Price far = record.Side == Side.Buy ? record.Ask : record.Bid;
        double mid = (record.Bid.Nanos + (double)record.Ask.Nanos) / 2.0;
        double offset = features[(int)Feature.VenueTouchOffset];
        long tick = setup.Universe[record.InstrumentId].TickAt(far.Nanos);
        long farNanos = double.IsNaN(offset) ? 0 : OnTick(far.Nanos + (record.Side.Sign() * offset * mid / 1e4), tick);
        bool hasLatency = state.Venues.TryGetLatencyNs(row.VenueId, out long latencyNs) && latencyNs > 0;
        var quote = new VenueQuote
        {
            FarPrice = new Price(farNanos),
            FarQuantity = farQuantity,
            DepthQuantity = Math.Max(farQuantity, SharesOf(features[(int)Feature.VenueDepth], record.RemainingQuantity)),
            NearPrice = record.Side == Side.Buy ? record.Bid : record.Ask,
            NearQuantity = SharesOf(features[(int)Feature.VenueQueueSize], record.RemainingQuantity),
            ProtectedPrice = new Price(farNanos),
            ProtectedQuantity = farQuantity,
            LatencyNs = hasLatency ? latencyNs : venue.LatencyNs,
        };
        quotes[row.VenueId.Value] = quote;
        context.TryAddRow(RowOf(row, quote, venue, tries));
        context.FillRaw[index] = row.FillRaw;
        context.CostRaw[index] = row.CostRaw;
        context.CompletionRaw[index] = row.CompletionRaw;
        context.Statistics[index] = new RowStatistics
        {
            FillRate = features[(int)Feature.VenueFillRate],
            RejectRate = features[(int)Feature.VenueRejectRate],
            TimeToFillNs = features[(int)Feature.VenueTimeToFill] * 1e6,
            LeakageBps = features[(int)Feature.VenueLeakage],
            AdverseBps = features[(int)Feature.VenueAdverse],
        };
    }

    private static RowQuote RowOf(in ScoredRow row, in VenueQuote quote, Venue venue, in RowTries tries) => new()
    {
        VenueId = row.VenueId,
        Action = row.Action,
        FarPrice = quote.FarPrice,
        FarQuantity = quote.FarQuantity,
        ProtectedPrice = quote.ProtectedPrice,
        ProtectedQuantity = quote.ProtectedQuantity,
        DepthQuantity = quote.DepthQuantity,
        NearPrice = quote.NearPrice,
        NearQuantity = quote.NearQuantity,
        CanSweep = (venue.Capabilities & VenueCapabilities.IntermarketSweep) != 0,
        LatencyNs = quote.LatencyNs,
        FeeNanos = row.Action switch
        {
            RouteAction.Take => venue.TakerFeeNanos,
            RouteAction.Midpoint => venue.MidpointFeeNanos,
            _ => venue.MakerFeeNanos,
        },
        TriedCount = tries[row.VenueId, row.Action],
        RejectedCount = tries.RejectedCount(row.VenueId, row.Action),
        FadedCount = tries.FadedCount(row.VenueId, row.Action),
    };

    private static long SharesOf(double ratio, long remaining) => double.IsNaN(ratio) ? 0 : (long)Math.Round(ratio * remaining);

    private static long OnTick(double nanos, long tick) => (long)Math.Round(nanos / tick) * tick;
}
