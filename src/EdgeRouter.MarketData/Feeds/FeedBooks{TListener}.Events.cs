using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Feeds;

/// <content>Levels, orders and trades.</content>
public sealed partial class FeedBooks<TListener>
{
    /// <summary>A price level changed.</summary>
    /// <param name="update">The update.</param>
    public void OnLevel(in LevelUpdate update)
    {
        if (!TryFind(update.SecurityId, out int book))
        {
            return;
        }

        Follow(book, update.ReportSequence, update.EventTimeNs);
        if (_levels.Apply(book, update))
        {
            MarkUpdated(book);
        }
    }

    /// <summary>An order came onto the book.</summary>
    /// <param name="added">The order.</param>
    public void OnOrderAdded(in OrderAdded added)
    {
        if (!TryFind(added.SecurityId, out int book) || !HasOrders())
        {
            return;
        }

        Follow(book, 0, added.EventTimeNs);
        if (_orders!.Add(_state.InstrumentOf(book), added))
        {
            MarkUpdated(book);
        }
    }

    /// <summary>An order lost quantity, or all of it.</summary>
    /// <param name="securityId">The venue's number.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="quantity">By how much; <see cref="long.MaxValue"/> = it left the book.</param>
    /// <param name="eventTimeNs">The venue's time.</param>
    public void OnOrderTaken(long securityId, ulong orderId, long quantity, long eventTimeNs)
    {
        if (TryFind(securityId, out int book) && HasOrders())
        {
            Follow(book, 0, eventTimeNs);
            Take(orderId, quantity, out _);
        }
    }

    /// <summary>A displayed order traded.</summary>
    /// <param name="executed">The execution.</param>
    public void OnOrderExecuted(in OrderExecuted executed)
    {
        if (!TryFind(executed.SecurityId, out int book) || !HasOrders())
        {
            return;
        }

        Follow(book, 0, executed.EventTimeNs);
        Take(executed.OrderId, executed.Quantity, out Side resting);
        Print(book, executed.Price, executed.Quantity, resting == Side.None ? Side.None : resting.Opposite());
    }

    /// <summary>A trade was printed that changes no displayed order.</summary>
    /// <param name="trade">The trade.</param>
    public void OnTrade(in TradePrint trade)
    {
        if (TryFind(trade.SecurityId, out int book))
        {
            Follow(book, trade.ReportSequence, trade.EventTimeNs);
            Print(book, trade.Price, trade.Quantity, trade.Aggressor);
        }
    }

    /// <summary>The venue's event is complete: counts books that it left crossed.</summary>
    public void OnEndOfEvent()
    {
        for (int i = 0; i < _dirtyCount; i++)
        {
            var view = new VenueBookView(_state, _dirty[i]);
            if (view.HasBid && view.HasAsk && view.BestBid > view.BestAsk && view.Trust != BookTrust.Stale)
            {
                _counters.CrossedBooks++;
            }
        }
    }

    private bool HasOrders()
    {
        if (_orders is not null)
        {
            return true;
        }

        _counters.UnsupportedEvents++;
        return false;
    }

    private void Take(ulong orderId, long quantity, out Side side)
    {
        if (_orders!.Take(orderId, quantity, out InstrumentId instrumentId, out side))
        {
            MarkUpdated(_state.BookIndexOf(instrumentId, _venueId));
        }
    }

    private void Print(int book, Price price, long quantity, Side aggressor)
    {
        ref VenueBookHeader header = ref _state.HeaderOf(book);
        header.LastTradePriceNanos = price.Nanos;
        header.LastTradeQuantity = quantity;
        header.LastTradeAggressor = aggressor;
        header.LastTradeTimeNs = NowNs;
        header.TradeCount++;
        _counters.Trades++;
        _listener.OnTrade(_state.InstrumentOf(book), _venueId, price, quantity, aggressor, NowNs);
    }
}
