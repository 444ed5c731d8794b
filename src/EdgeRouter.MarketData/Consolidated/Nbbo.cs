using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Consolidated;

/// <summary>Best protected bid and offer over the venues of one instrument.</summary>
public readonly record struct Nbbo
{
    /// <summary>Best bid; meaningful when <see cref="BidVenues"/> is not 0.</summary>
    public Price Bid { get; init; }

    /// <summary>Best offer; meaningful when <see cref="AskVenues"/> is not 0.</summary>
    public Price Ask { get; init; }

    /// <summary>Shares at the best bid, all venues there together.</summary>
    public long BidQuantity { get; init; }

    /// <summary>Shares at the best offer, all venues there together.</summary>
    public long AskQuantity { get; init; }

    /// <summary>Bit v set: venue v shows the best bid.</summary>
    public ulong BidVenues { get; init; }

    /// <summary>Bit v set: venue v shows the best offer.</summary>
    public ulong AskVenues { get; init; }

    /// <summary>Whether there is a bid and an offer.</summary>
    public bool IsTwoSided => BidVenues != 0 && AskVenues != 0;

    /// <summary>Bid equals offer.</summary>
    public bool IsLocked => IsTwoSided && Bid == Ask;

    /// <summary>Bid above offer.</summary>
    public bool IsCrossed => IsTwoSided && Bid > Ask;

    /// <summary>Offer minus bid, nanos; negative when crossed.</summary>
    public long SpreadNanos => Ask.Nanos - Bid.Nanos;

    /// <summary>Midpoint; half a nano is cut off towards the bid. Meaningful when <see cref="IsTwoSided"/>.</summary>
    public Price Midpoint => new(Bid.Nanos + (SpreadNanos / 2));

    /// <summary>The touch that an order of a side trades against.</summary>
    /// <param name="side">Buy gives the offer.</param>
    public Price FarTouch(Side side) => side == Side.Buy ? Ask : Bid;

    /// <summary>The touch of an order's own side.</summary>
    /// <param name="side">Buy gives the bid.</param>
    public Price NearTouch(Side side) => side == Side.Buy ? Bid : Ask;

    /// <summary>Shares at the far touch.</summary>
    /// <param name="side">Buy gives the offer's.</param>
    public long FarQuantity(Side side) => side == Side.Buy ? AskQuantity : BidQuantity;

    /// <summary>Venues at the far touch.</summary>
    /// <param name="side">Buy gives the offer's.</param>
    public ulong FarVenues(Side side) => side == Side.Buy ? AskVenues : BidVenues;
}
