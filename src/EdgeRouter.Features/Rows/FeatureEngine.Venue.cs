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
    private void FillVenue(in FeatureRequest request, in MarketContext context, VenueId venueId, Span<float> row)
    {
        Venue venue = _universe[venueId];
        bool isReadable = IsReadable(request.InstrumentId, venueId, out VenueBookView book);
        Set(row, Feature.VenueKindCode, (int)venue.Kind);
        Set(row, Feature.VenueLatency, venue.LatencyNs / 1e3);
        Set(row, Feature.VenueQuoteAge, isReadable && book.LastUpdateTimeNs > 0 ? Milliseconds(request.NowNs - book.LastUpdateTimeNs) : double.NaN);
        FillTouch(request, context, venueId, book, isReadable, row);
        FillDepth(context, isReadable ? _venueDepths[venueId.Value] : double.NaN, row);
        FillExperience(request, context, venueId, row);
    }

    private static void FillTouch(in FeatureRequest request, in MarketContext context, VenueId venueId, in VenueBookView book, bool isReadable, Span<float> row)
    {
        bool hasFar = isReadable && book.Quantities(context.FarSide)[0] > 0;
        double offset = hasFar ? context.Bps(context.Sign * (double)(book.Prices(context.FarSide)[0] - context.Nbbo.FarTouch(request.Side).Nanos)) : double.NaN;
        ulong mask = 1UL << venueId.Value;
        ulong best = context.Nbbo.FarVenues(request.Side);
        bool isAtBest = (best & mask) != 0;
        Set(row, Feature.VenueTouchSize, isReadable ? book.Quantities(context.FarSide)[0] / context.Remaining : double.NaN);
        Set(row, Feature.VenueQueueSize, isReadable ? book.Quantities(request.Side)[0] / context.Remaining : double.NaN);
        Set(row, Feature.VenueTouchOffset, offset);
        Set(row, Feature.VenueAtNbbo, isAtBest ? 1.0 : 0.0);
        Set(row, Feature.VenueAloneAtNbbo, isAtBest && best == mask ? 1.0 : 0.0);
        Set(row, Feature.VenueSpread, isReadable && book.HasBid && book.HasAsk ? context.Bps(book.BestAsk.Nanos - book.BestBid.Nanos) : double.NaN);
    }

    private static void FillDepth(in MarketContext context, double depth, Span<float> row)
    {
        Set(row, Feature.VenueDepth, depth / context.Remaining);
        Set(row, Feature.SizeToVenueDepth, Ratio(context.Remaining, depth));
        Set(row, Feature.VenueDepthShare, Ratio(depth, context.VenueDepthTotal));
    }

    private void FillExperience(in FeatureRequest request, in MarketContext context, VenueId venueId, Span<float> row)
    {
        VenueMemory memory = _venueStatistics.MemoryOf(request.InstrumentId, venueId, request.Side);
        _venueStatistics.ReadAnswerTimes(venueId, out double medianUs, out double p99Us);
        Set(row, Feature.VenueAckP50, medianUs);
        Set(row, Feature.VenueAckP99, p99Us);
        Set(row, Feature.VenueSinceFill, SecondsSince(memory.LastFillNs, request.NowNs));
        Set(row, Feature.VenueSinceMiss, SecondsSince(memory.LastMissNs, request.NowNs));
        Set(row, Feature.VenueLastFill, memory.LastFillNs == 0 && memory.LastMissNs == 0 ? double.NaN : memory.LastFillRatio);
        Set(row, Feature.VenueTradeShare, Ratio(_venueVolumes[venueId.Value], context.TradedVolume));
        Set(row, Feature.VenueSincePrint, SecondsSince(_market.LastPrintNs(request.InstrumentId, venueId), request.NowNs));
    }

    private void FillAction(in FeatureRequest request, in MarketContext context, in RowKey key, Span<float> row)
    {
        double feeNanos = FeeOf(_universe[key.VenueId], key.Action);
        VenueEstimate estimate = _venueStatistics.EstimateIn(key.VenueId, key.Action, request.InstrumentId, context.SizeBucket);
        Set(row, Feature.ActionCode, (int)key.Action);
        Set(row, Feature.VenueFee, context.Bps(feeNanos));
        Set(row, Feature.AllInPrice, context.Bps((context.Sign * (PriceOf(request, context, key) - context.Mid)) + feeNanos));
        Set(row, Feature.VenueFillRate, estimate.FillRate);
        Set(row, Feature.VenuePartialRate, estimate.PartialRate);
        Set(row, Feature.VenueTimeToFill, estimate.TimeToFillMs);
        Set(row, Feature.VenueRejectRate, estimate.RejectRate);
        Set(row, Feature.VenueAdverse, estimate.AdverseBps);
        Set(row, Feature.VenueLeakage, estimate.LeakageBps);
        Set(row, Feature.VenueOwnImpact, estimate.ImpactBps);
    }

    // The price at which the action would trade, nanos; NaN without one.
    private double PriceOf(in FeatureRequest request, in MarketContext context, in RowKey key)
    {
        if (key.Action == RouteAction.Midpoint)
        {
            return context.Mid;
        }

        if (key.Action != RouteAction.Take)
        {
            return context.Nbbo.NearTouch(request.Side).Nanos;
        }

        return IsReadable(request.InstrumentId, key.VenueId, out VenueBookView book) && book.Quantities(context.FarSide)[0] > 0
            ? book.Prices(context.FarSide)[0]
            : double.NaN;
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
