using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Features.Venues;

/// <content>Means, shrunk from the size bucket up to the venue.</content>
public sealed partial class VenueStatistics
{
    /// <summary>What is known of an order like this one.</summary>
    /// <param name="venueId">Venue.</param>
    /// <param name="action">Action.</param>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="quantity">Shares of the order: chooses the size bucket.</param>
    public VenueEstimate Estimate(VenueId venueId, RouteAction action, InstrumentId instrumentId, long quantity) =>
        EstimateIn(venueId, action, instrumentId, SizeBucketOf(instrumentId, quantity));

    /// <summary>What is known of an order of a size bucket.</summary>
    /// <param name="venueId">Venue.</param>
    /// <param name="action">Action.</param>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="bucket">What <see cref="SizeBucketOf"/> gave.</param>
    public VenueEstimate EstimateIn(VenueId venueId, RouteAction action, InstrumentId instrumentId, int bucket)
    {
        ref VenueCell top = ref CellOf(0, venueId.Value, action, instrumentId.Value, bucket);
        ref VenueCell middle = ref CellOf(1, venueId.Value, action, instrumentId.Value, bucket);
        ref VenueCell low = ref CellOf(2, venueId.Value, action, instrumentId.Value, bucket);
        return new VenueEstimate
        {
            FillRate = Mean(top.FillRatio, top.Accepted, middle.FillRatio, middle.Accepted, low.FillRatio, low.Accepted),
            PartialRate = Mean(top.Partials, top.Accepted, middle.Partials, middle.Accepted, low.Partials, low.Accepted),
            TimeToFillMs = Mean(top.TimeToFillMs, top.Fills, middle.TimeToFillMs, middle.Fills, low.TimeToFillMs, low.Fills),
            RejectRate = Mean(top.Rejects, top.Orders, middle.Rejects, middle.Orders, low.Rejects, low.Orders),
            AdverseBps = Mean(top.AdverseBps, top.MarkOuts, middle.AdverseBps, middle.MarkOuts, low.AdverseBps, low.MarkOuts),
            LeakageBps = Mean(top.LeakageBps, top.Misses, middle.LeakageBps, middle.Misses, low.LeakageBps, low.Misses),
            ImpactBps = Mean(top.ImpactBps, top.Impacts, middle.ImpactBps, middle.Impacts, low.ImpactBps, low.Impacts),
        };
    }

    private double Mean(double topSum, double topWeight, double middleSum, double middleWeight, double lowSum, double lowWeight)
    {
        if (topWeight <= 0.0)
        {
            return double.NaN;
        }

        double k = _options.PriorWeight;
        double top = topSum / topWeight;
        double middle = (middleSum + (k * top)) / (middleWeight + k);
        return (lowSum + (k * middle)) / (lowWeight + k);
    }
}
