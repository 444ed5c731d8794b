using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Features.Venues;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.Features.Rows;

/// <content>Features of a row's venue and action.</content>
public sealed partial class FeatureEngine
{
    private void FillVenue(in FeatureRequest request, in MarketContext context, in RowKey row)
    {
        Venue venue = _universe[row.VenueId];
        bool isReadable = IsReadable(request.InstrumentId, row.VenueId, out VenueBookView book);
        Set(Feature.VenueKindCode, (int)venue.Kind);
        Set(Feature.ActionCode, (int)row.Action);
        Set(Feature.VenueFee, context.Bps(FeeOf(venue, row.Action)));
        Set(Feature.VenueLatency, venue.LatencyNs / 1e3);
        Set(Feature.VenueQuoteAge, isReadable && book.LastUpdateTimeNs > 0 ? Milliseconds(request.NowNs - book.LastUpdateTimeNs) : double.NaN);
        FillTouch(request, context, row, book, isReadable);
        FillDepth(context, book, isReadable);
    }

    private void FillTouch(in FeatureRequest request, in MarketContext context, in RowKey row, in VenueBookView book, bool isReadable)
    {
        bool hasFar = isReadable && book.Quantities(context.FarSide)[0] > 0;
        double offset = hasFar ? context.Bps(context.Sign * (double)(book.Prices(context.FarSide)[0] - context.Nbbo.FarTouch(request.Side).Nanos)) : double.NaN;
        ulong mask = 1UL << row.VenueId.Value;
        ulong best = context.Nbbo.FarVenues(request.Side);
        bool isAtBest = (best & mask) != 0;
        Set(Feature.VenueTouchSize, isReadable ? book.Quantities(context.FarSide)[0] / context.Remaining : double.NaN);
        Set(Feature.VenueQueueSize, isReadable ? book.Quantities(request.Side)[0] / context.Remaining : double.NaN);
        Set(Feature.VenueTouchOffset, offset);
        Set(Feature.VenueAtNbbo, isAtBest ? 1.0 : 0.0);
        Set(Feature.VenueAloneAtNbbo, isAtBest && best == mask ? 1.0 : 0.0);
        Set(Feature.VenueSpread, isReadable && book.HasBid && book.HasAsk ? context.Bps(book.BestAsk.Nanos - book.BestBid.Nanos) : double.NaN);
        Set(Feature.AllInPrice, AllInBps(request, context, row, hasFar ? book.Prices(context.FarSide)[0] : double.NaN));
    }

    private void FillDepth(in MarketContext context, in VenueBookView book, bool isReadable)
    {
        double depth = isReadable ? DepthOf(book, context.FarSide) : double.NaN;
        Set(Feature.VenueDepth, depth / context.Remaining);
        Set(Feature.SizeToVenueDepth, Ratio(context.Remaining, depth));
        Set(Feature.VenueDepthShare, Ratio(depth, context.VenueDepthTotal));
    }

    private double AllInBps(in FeatureRequest request, in MarketContext context, in RowKey row, double farPrice)
    {
        double price = row.Action switch
        {
            RouteAction.Take => farPrice,
            RouteAction.Midpoint => context.Mid,
            _ => context.Nbbo.NearTouch(request.Side).Nanos,
        };
        return context.Bps((context.Sign * (price - context.Mid)) + FeeOf(_universe[row.VenueId], row.Action));
    }

    private void FillVenueStatistics(in FeatureRequest request, in MarketContext context, in RowKey row)
    {
        VenueEstimate estimate = _venueStatistics.Estimate(row.VenueId, row.Action, request.InstrumentId, request.RemainingQuantity);
        VenueMemory memory = _venueStatistics.MemoryOf(request.InstrumentId, row.VenueId, request.Side);
        _venueStatistics.ReadAnswerTimes(row.VenueId, out double medianUs, out double p99Us);
        Set(Feature.VenueFillRate, estimate.FillRate);
        Set(Feature.VenuePartialRate, estimate.PartialRate);
        Set(Feature.VenueTimeToFill, estimate.TimeToFillMs);
        Set(Feature.VenueRejectRate, estimate.RejectRate);
        Set(Feature.VenueAckP50, medianUs);
        Set(Feature.VenueAckP99, p99Us);
        Set(Feature.VenueAdverse, estimate.AdverseBps);
        Set(Feature.VenueLeakage, estimate.LeakageBps);
        Set(Feature.VenueOwnImpact, estimate.ImpactBps);
        Set(Feature.VenueSinceFill, SecondsSince(memory.LastFillNs, request.NowNs));
        Set(Feature.VenueSinceMiss, SecondsSince(memory.LastMissNs, request.NowNs));
        Set(Feature.VenueLastFill, memory.LastFillNs == 0 && memory.LastMissNs == 0 ? double.NaN : memory.LastFillRatio);
        Set(Feature.VenueTradeShare, Ratio(_market.VenueVolume(request.InstrumentId, row.VenueId, request.NowNs), context.TradedVolume));
        Set(Feature.VenueSincePrint, SecondsSince(_market.LastPrintNs(request.InstrumentId, row.VenueId), request.NowNs));
    }

    private static double SecondsSince(long timeNs, long nowNs) =>
        timeNs == 0 ? LongAgoSeconds : Math.Clamp((double)(nowNs - timeNs) / TimeUnits.Second, 0.0, LongAgoSeconds);

    private static double FeeOf(Venue venue, RouteAction action) => action switch
    {
        RouteAction.Take => venue.TakerFeeNanos,
        RouteAction.Midpoint => venue.MidpointFeeNanos,
        _ => venue.MakerFeeNanos,
    };
}
