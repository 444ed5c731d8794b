using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Books;

/// <summary>One instrument's book at one venue, read in place: the spans show the live memory, so read them before the next packet is handled.
/// Levels are best first; an empty level has quantity 0 and price 0. In an unverified book empty levels may stand above full ones.</summary>
public readonly struct VenueBookView
{
    private readonly MarketState _state;
    private readonly int _bookIndex;

    internal VenueBookView(MarketState state, int bookIndex)
    {
        _state = state;
        _bookIndex = bookIndex;
    }

    /// <summary>Bid prices, nanos of currency, best first.</summary>
    public ReadOnlySpan<long> BidPrices => _state.PricesOf(_bookIndex, MarketState.BidIndex);

    /// <summary>Bid quantities; 0 = empty level.</summary>
    public ReadOnlySpan<long> BidQuantities => _state.QuantitiesOf(_bookIndex, MarketState.BidIndex);

    /// <summary>Orders at each bid level; 0 where the venue does not say.</summary>
    public ReadOnlySpan<int> BidOrderCounts => _state.OrderCountsOf(_bookIndex, MarketState.BidIndex);

    /// <summary>Ask prices, nanos of currency, best first.</summary>
    public ReadOnlySpan<long> AskPrices => _state.PricesOf(_bookIndex, MarketState.AskIndex);

    /// <summary>Ask quantities; 0 = empty level.</summary>
    public ReadOnlySpan<long> AskQuantities => _state.QuantitiesOf(_bookIndex, MarketState.AskIndex);

    /// <summary>Orders at each ask level; 0 where the venue does not say.</summary>
    public ReadOnlySpan<int> AskOrderCounts => _state.OrderCountsOf(_bookIndex, MarketState.AskIndex);

    /// <summary>Whether the first bid level is known and not empty.</summary>
    public bool HasBid => BidQuantities[0] > 0;

    /// <summary>Whether the first ask level is known and not empty.</summary>
    public bool HasAsk => AskQuantities[0] > 0;

    /// <summary>Price of the first bid level; meaningful with <see cref="HasBid"/>.</summary>
    public Price BestBid => new(BidPrices[0]);

    /// <summary>Price of the first ask level; meaningful with <see cref="HasAsk"/>.</summary>
    public Price BestAsk => new(AskPrices[0]);

    /// <summary>Quantity at the first bid level; 0 = none.</summary>
    public long BestBidQuantity => BidQuantities[0];

    /// <summary>Quantity at the first ask level; 0 = none.</summary>
    public long BestAskQuantity => AskQuantities[0];

    /// <summary>How far the book can be believed.</summary>
    public BookTrust Trust => _state.HeaderOf(_bookIndex).Trust;

    /// <summary>Trading status at the venue.</summary>
    public TradingStatus Status => _state.HeaderOf(_bookIndex).Status;

    /// <summary>Receive time of the last packet that changed a level, ns since the Unix epoch; 0 = never.</summary>
    public long LastUpdateTimeNs => _state.HeaderOf(_bookIndex).LastUpdateTimeNs;

    /// <summary>The venue's own time of its last event, ns since the Unix epoch; 0 = never.</summary>
    public long LastEventTimeNs => _state.HeaderOf(_bookIndex).LastEventTimeNs;

    /// <summary>Price of the last trade; meaningful when <see cref="TradeCount"/> is above 0.</summary>
    public Price LastTradePrice => new(_state.HeaderOf(_bookIndex).LastTradePriceNanos);

    /// <summary>Quantity of the last trade.</summary>
    public long LastTradeQuantity => _state.HeaderOf(_bookIndex).LastTradeQuantity;

    /// <summary>Taker of the last trade; None where unknown.</summary>
    public Side LastTradeAggressor => _state.HeaderOf(_bookIndex).LastTradeAggressor;

    /// <summary>Receive time of the last trade, ns since the Unix epoch; 0 = never.</summary>
    public long LastTradeTimeNs => _state.HeaderOf(_bookIndex).LastTradeTimeNs;

    /// <summary>Level or order events applied so far.</summary>
    public long UpdateCount => _state.HeaderOf(_bookIndex).UpdateCount;

    /// <summary>Trades seen so far.</summary>
    public long TradeCount => _state.HeaderOf(_bookIndex).TradeCount;

    /// <summary>Prices of one side, best first.</summary>
    /// <param name="side">Buy = bids.</param>
    public ReadOnlySpan<long> Prices(Side side) => side == Side.Buy ? BidPrices : AskPrices;

    /// <summary>Quantities of one side, best first.</summary>
    /// <param name="side">Buy = bids.</param>
    public ReadOnlySpan<long> Quantities(Side side) => side == Side.Buy ? BidQuantities : AskQuantities;

    /// <summary>Order counts of one side, best first.</summary>
    /// <param name="side">Buy = bids.</param>
    public ReadOnlySpan<int> OrderCounts(Side side) => side == Side.Buy ? BidOrderCounts : AskOrderCounts;
}
