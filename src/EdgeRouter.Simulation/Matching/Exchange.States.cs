using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <content>Trading states, outages, and where an order stands in its queue.</content>
internal sealed partial class Exchange
{
    private readonly bool[] _isTrading;
    private readonly TradingStatus[] _status;
    private readonly List<(int Instrument, ulong OrderId)> _unsaid = [];
    private TradingStatus _venueStatus = TradingStatus.Trading;

    /// <summary>Whether the venue answers nobody.</summary>
    public bool IsOut { get; private set; }

    /// <summary>Whether an instrument trades here now: neither it nor the venue is halted, and the venue is not out.</summary>
    public bool IsTrading(int instrument) => _isTrading[instrument];

    /// <summary>Whether the whole venue is in a state in which it takes no orders.</summary>
    public bool IsHalted => _venueStatus != TradingStatus.Trading;

    /// <summary>Changes the trading state and tells the public. Only in <see cref="TradingStatus.Trading"/> orders are taken and matched;
    /// what rests goes on resting and may be taken out in every state. A halted instrument trades again when both it and the venue do.</summary>
    /// <param name="instrument">Instrument; −1 = the whole venue.</param>
    /// <param name="status">New state: Trading, Quoting, Paused or Halted.</param>
    public void SetTradingStatus(int instrument, TradingStatus status)
    {
        if (instrument < 0)
        {
            _venueStatus = status;
        }
        else
        {
            _status[instrument] = status;
        }

        if (!IsOut)
        {
            Publish(instrument);
        }

        RefreshTrading();
    }

    /// <summary>An outage begins: every order is lost at once, and the public hears nothing of it. Or it ends: the public learns of the lost orders and of the state.</summary>
    /// <param name="isOut">Whether the venue is out from now on.</param>
    public void SetOutage(bool isOut)
    {
        if (isOut == IsOut)
        {
            return;
        }

        IsOut = isOut;
        RefreshTrading();
        if (isOut)
        {
            LoseOrders();
            return;
        }

        foreach ((int instrument, ulong orderId) in _unsaid)
        {
            Publisher?.OrderDeleted(instrument, orderId);
        }

        _unsaid.Clear();
        Publish(-1);
    }

    /// <summary>What stands ahead of a resting order at its price: shown orders ahead of a shown one; all that is shown and the hidden ones ahead for a hidden one;
    /// all that came before where nothing is shown. Reserves queue behind and do not count.</summary>
    /// <param name="instrument">Instrument.</param>
    /// <param name="slot">Slot of the order.</param>
    /// <param name="sharesAhead">Shares.</param>
    /// <param name="ordersAhead">Orders.</param>
    public void GetQueue(int instrument, int slot, out long sharesAhead, out int ordersAhead)
    {
        LimitBook book = _books[instrument];
        ref BookOrder order = ref book.Order(slot);
        sharesAhead = 0;
        ordersAhead = 0;
        for (int ahead = order.Previous; ahead >= 0; ahead = book.Order(ahead).Previous)
        {
            sharesAhead += book.Order(ahead).Quantity;
            ordersAhead++;
        }

        LevelLadder shown = book.Ladder(order.Side);
        for (int i = 0; order.IsHidden && i < shown.Count; i++)
        {
            bool isSame = shown[i].PriceNanos == order.PriceNanos;
            sharesAhead += isSame ? shown[i].Quantity : 0;
            ordersAhead += isSame ? shown[i].OrderCount : 0;
        }
    }

    // The wire knows states of instruments only, so the venue's is said of each.
    private void Publish(int instrument)
    {
        for (int i = Math.Max(0, instrument); i < (instrument < 0 ? _books.Length : instrument + 1); i++)
        {
            Publisher?.StatusChanged(i, _venueStatus == TradingStatus.Trading ? _status[i] : _venueStatus);
        }
    }

    private void RefreshTrading()
    {
        for (int i = 0; i < _books.Length; i++)
        {
            _isTrading[i] = !IsOut && _venueStatus == TradingStatus.Trading && _status[i] == TradingStatus.Trading;
            _national?.OnBookChanged(i);
        }
    }

    private void LoseOrders()
    {
        for (int i = 0; i < _books.Length; i++)
        {
            LoseOrders(i, _books[i].Ladder(Side.Buy));
            LoseOrders(i, _books[i].Ladder(Side.Sell));
            LoseOrders(i, _books[i].Hidden(Side.Buy));
            LoseOrders(i, _books[i].Hidden(Side.Sell));
        }
    }

    private void LoseOrders(int instrument, LevelLadder? ladder)
    {
        LimitBook book = _books[instrument];
        while (ladder is { Count: > 0 })
        {
            int slot = ladder[0].Head;
            ref BookOrder order = ref book.Order(slot);
            if (IsShown(in order))
            {
                _unsaid.Add((instrument, order.Id));
            }

            int tag = order.Tag;
            Take(instrument, slot, order.Quantity);
            _listener.OnCancelled(this, instrument, tag);
        }
    }
}
