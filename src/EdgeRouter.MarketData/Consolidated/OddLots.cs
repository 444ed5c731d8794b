using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Consolidated;

/// <summary>Best displayed prices that are better than the national best bid and offer because too few shares stand there to be protected.</summary>
public readonly record struct OddLots
{
    /// <summary>Best odd-lot bid; meaningful when <see cref="BidVenues"/> is not 0.</summary>
    public Price Bid { get; init; }

    /// <summary>Best odd-lot offer; meaningful when <see cref="AskVenues"/> is not 0.</summary>
    public Price Ask { get; init; }

    /// <summary>Bit v set: venue v shows the best odd-lot bid; 0 = no bid is better than the protected one.</summary>
    public ulong BidVenues { get; init; }

    /// <summary>Bit v set: venue v shows the best odd-lot offer; 0 = no offer is better than the protected one.</summary>
    public ulong AskVenues { get; init; }
}
