using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <summary>The best protected bid and offer of one instrument over all displayed venues, as the books stand this instant.</summary>
/// <param name="exchanges">All venues.</param>
internal sealed class NationalBest(Exchange[] exchanges)
{
    private readonly Exchange[] _protected = [.. exchanges.Where(e => e.IsDisplayed && e.Parameters.IsProtected)];

    /// <summary>Best bid; <see cref="long.MinValue"/> where there is none.</summary>
    public long BidNanos(int instrument)
    {
        long best = long.MinValue;
        foreach (Exchange exchange in _protected)
        {
            best = Math.Max(best, exchange.Book(instrument).Ladder(Side.Buy).BestNanos);
        }

        return best;
    }

    /// <summary>Best offer; <see cref="long.MaxValue"/> where there is none.</summary>
    public long AskNanos(int instrument)
    {
        long best = long.MaxValue;
        foreach (Exchange exchange in _protected)
        {
            best = Math.Min(best, exchange.Book(instrument).Ladder(Side.Sell).BestNanos);
        }

        return best;
    }

    /// <summary>The midpoint; none while a side is missing or the market is locked or crossed, and then midpoint venues do not trade.</summary>
    public bool TryGetMidpoint(int instrument, out long midNanos)
    {
        long bid = BidNanos(instrument);
        long ask = AskNanos(instrument);
        bool isSound = bid != long.MinValue && ask != long.MaxValue && bid < ask;
        midNanos = isSound ? bid + ((ask - bid) / 2) : 0;
        return isSound;
    }
}
