using System.Runtime.Intrinsics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Features.Venues;

/// <content>What is known: last orders, answer times, and means shrunk from the size bucket up to the venue.</content>
public sealed partial class VenueStatistics
{
    /// <summary>Our last orders at a venue.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="venueId">Venue.</param>
    /// <param name="side">Side of the orders.</param>
    public VenueMemory MemoryOf(InstrumentId instrumentId, VenueId venueId, Side side) => _memories[MemoryIndex(instrumentId.Value, venueId.Value, side)];

    /// <summary>Time from sending to the first answer, of the last few thousand orders.</summary>
    /// <param name="venueId">Venue.</param>
    /// <param name="medianUs">Median, us; NaN without samples.</param>
    /// <param name="p99Us">99th percentile, us; NaN without samples.</param>
    public void ReadAnswerTimes(VenueId venueId, out double medianUs, out double p99Us) => _answers.Read(venueId.Value, out medianUs, out p99Us);

    /// <summary>One-way time to a venue: half the median time from sending to the first answer.</summary>
    /// <param name="venueId">Venue.</param>
    /// <param name="oneWayNs">The time, ns; zero where too little is known.</param>
    /// <returns>Whether at least 20 answers were seen.</returns>
    public bool TryGetLatencyNs(VenueId venueId, out long oneWayNs)
    {
        oneWayNs = 0;
        if (_answers.TotalOf(venueId.Value) < LatencySamplesMin)
        {
            return false;
        }

        _answers.Read(venueId.Value, out double medianUs, out _);
        oneWayNs = (long)(medianUs * 1_000.0 / 2.0);
        return true;
    }

    /// <summary>The size bucket of an order: what <see cref="EstimateIn"/> wants, the same for all rows of a decision.</summary>
    /// <param name="instrumentId">An instrument of the universe.</param>
    /// <param name="quantity">Shares.</param>
    public int SizeBucketOf(InstrumentId instrumentId, long quantity)
    {
        ReadOnlySpan<int> bounds = VenueStatisticsOptions.SizeBucketLots;
        long lot = _universe.Instruments[instrumentId.Value].RoundLot;
        int bucket = 0;
        while (bucket < bounds.Length && quantity > bounds[bucket] * lot)
        {
            bucket++;
        }

        return bucket;
    }

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
        Vector256<double> rates = Mean(RatesOf(top), RateWeightsOf(top), RatesOf(middle), RateWeightsOf(middle), RatesOf(low), RateWeightsOf(low));
        Vector256<double> moves = Mean(MovesOf(top), MoveWeightsOf(top), MovesOf(middle), MoveWeightsOf(middle), MovesOf(low), MoveWeightsOf(low));
        return new VenueEstimate
        {
            FillRate = rates[0],
            PartialRate = rates[1],
            TimeToFillMs = rates[2],
            RejectRate = rates[3],
            AdverseBps = moves[0],
            LeakageBps = moves[1],
            ImpactBps = moves[2],
        };
    }

    private static Vector256<double> RatesOf(in VenueCell cell) => Vector256.Create(cell.FillRatio, cell.Partials, cell.TimeToFillMs, cell.Rejects);

    private static Vector256<double> RateWeightsOf(in VenueCell cell) => Vector256.Create(cell.Accepted, cell.Accepted, cell.Fills, cell.Orders);

    private static Vector256<double> MovesOf(in VenueCell cell) => Vector256.Create(cell.AdverseBps, cell.LeakageBps, cell.ImpactBps, 0.0);

    private static Vector256<double> MoveWeightsOf(in VenueCell cell) => Vector256.Create(cell.MarkOuts, cell.Misses, cell.Impacts, 0.0);

    // Four means at a time, each lane in the order of the scalar formula: division, product and sum are IEEE in every lane.
    private Vector256<double> Mean(
        Vector256<double> topSum, Vector256<double> topWeight, Vector256<double> middleSum, Vector256<double> middleWeight, Vector256<double> lowSum, Vector256<double> lowWeight)
    {
        Vector256<double> k = Vector256.Create(_options.PriorWeight);
        Vector256<double> top = topSum / topWeight;
        Vector256<double> middle = (middleSum + (k * top)) / (middleWeight + k);
        Vector256<double> low = (lowSum + (k * middle)) / (lowWeight + k);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(topWeight, Vector256<double>.Zero), low, Vector256.Create(double.NaN));
    }
}
