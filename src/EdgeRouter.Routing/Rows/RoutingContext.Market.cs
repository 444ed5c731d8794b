using EdgeRouter.Core.Domain;
using EdgeRouter.Routing.Protection;

namespace EdgeRouter.Routing.Rows;

/// <content>The market of a decision: the national best quote, venue masks, bands, and what protection makes of them.</content>
public sealed partial class RoutingContext
{
    /// <summary>National best bid.</summary>
    public Price Bid { get; set; }

    /// <summary>Shares at it; 0 = there is no bid.</summary>
    public long BidQuantity { get; set; }

    /// <summary>National best offer.</summary>
    public Price Ask { get; set; }

    /// <summary>Shares at it; 0 = there is no offer.</summary>
    public long AskQuantity { get; set; }

    /// <summary>Lowest price of the instrument's limit band; 0 = none. <see cref="Load"/> takes it from the reference data.</summary>
    public Price LimitBandLow { get; set; }

    /// <summary>Highest price of the instrument's limit band; 0 = none. <see cref="Load"/> takes it from the reference data.</summary>
    public Price LimitBandHigh { get; set; }

    /// <summary>Bit v set: venue v does not trade the instrument continuously. Its quote is not protected. <see cref="RowSet.Build"/> writes it.</summary>
    public ulong ClosedVenues { get; set; }

    /// <summary>Bit v set: nothing may be sent to venue v (disabled, backed off, link down). Its quote counts and is protected all the same.</summary>
    public ulong BarredVenues { get; set; }

    /// <summary>Bit v set: venue v says that the instrument is halted or paused.</summary>
    public ulong HaltedVenues { get; set; }

    /// <summary>Bit v set: venue v's book is not to be trusted. <see cref="RowSet.Build"/> writes it.</summary>
    public ulong StaleVenues { get; set; }

    /// <summary>Bit v set: self-help is declared against venue v; its quote is not protected.</summary>
    public ulong SelfHelpVenues { get; set; }

    /// <summary>Whether the whole instrument counts as halted: there are no rows.</summary>
    public bool IsHalted { get; internal set; }

    /// <summary>Whether any readable quote is protected on the other side.</summary>
    public bool HasProtectedTouch { get; internal set; }

    /// <summary>Best protected price on the other side over all venues, also those that this parent may not use; see <see cref="HasProtectedTouch"/>.</summary>
    public Price ProtectedTouch { get; internal set; }

    /// <summary>A venue that shows it; see <see cref="HasProtectedTouch"/>.</summary>
    public VenueId ProtectedTouchVenue { get; internal set; }

    /// <summary>What no sweep may pass: the best protected quote that has no take row, or a protected venue whose book is not to be trusted
    /// (then its price is the touch). Reason None where a sweep may go as far as it needs.</summary>
    public ProtectionFinding SweepBarrier { get; internal set; }

    /// <summary>What protection held back in this decision's waterfall; reason None where nothing. Written by the policies.</summary>
    public ProtectionFinding ProtectionBlock { get; internal set; }

    /// <summary>Whether there is a national best quote on the other side.</summary>
    public bool HasFarTouch => (Side == Side.Buy ? AskQuantity : BidQuantity) > 0;

    /// <summary>Whether there is a national best quote on our side.</summary>
    public bool HasNearTouch => (Side == Side.Buy ? BidQuantity : AskQuantity) > 0;

    /// <summary>National best price on the other side.</summary>
    public Price FarTouch => Side == Side.Buy ? Ask : Bid;

    /// <summary>National best price on our side.</summary>
    public Price NearTouch => Side == Side.Buy ? Bid : Ask;

    /// <summary>Whether the national best bid stands above the offer.</summary>
    public bool IsCrossed => BidQuantity > 0 && AskQuantity > 0 && Bid > Ask;

    /// <summary>Midpoint of the national best bid and offer, rounded towards the bid.</summary>
    public Price Midpoint => new(Bid.Nanos + ((Ask.Nanos - Bid.Nanos) / 2));

    /// <summary>Worst price of any child: the parent's limit or the edge of the limit band, whichever is tighter.</summary>
    public Price WorstPrice
    {
        get
        {
            Price edge = Side == Side.Buy ? LimitBandHigh : LimitBandLow;
            return edge.Nanos > 0 && !IsWithin(LimitPrice, edge) ? Ticks.Inside(edge, Side) : LimitPrice;
        }
    }

    /// <summary>Whether a price lies within the limit band.</summary>
    /// <param name="price">A price to trade at.</param>
    public bool IsInBand(Price price) =>
        (LimitBandLow.Nanos <= 0 || price >= LimitBandLow) && (LimitBandHigh.Nanos <= 0 || price <= LimitBandHigh);

    /// <summary>Whether <paramref name="price"/> is no worse for the parent than <paramref name="bound"/>.</summary>
    /// <param name="price">A price to trade at.</param>
    /// <param name="bound">The worst acceptable one.</param>
    public bool IsWithin(Price price, Price bound) => Side == Side.Buy ? price <= bound : price >= bound;

    /// <summary>The better of two prices for the parent.</summary>
    /// <param name="left">A price.</param>
    /// <param name="right">Another.</param>
    public Price Tighter(Price left, Price right) => IsWithin(left, right) ? left : right;

    private void ForgetProtection()
    {
        IsHalted = false;
        HasProtectedTouch = false;
        ProtectedTouch = default;
        ProtectedTouchVenue = default;
        SweepBarrier = default;
        ProtectionBlock = default;
    }
}
