using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <content>Auctions: orders are collected from the first one on and uncrossed when the market says that the time has come.</content>
internal sealed partial class Exchange
{
    private readonly AuctionCross? _auctions;
    private readonly bool[] _isAuctionOn;

    /// <summary>Ends the auction of an instrument: trades what can trade at one price and lets go of orders that were for this auction only.
    /// Nothing trades while the instrument does not trade here, or the national best is missing, locked or crossed.</summary>
    public void Uncross(int instrument)
    {
        _isAuctionOn[instrument] = false;
        AuctionCross cross = _auctions!;
        cross.Clear();
        if (_isTrading[instrument] && _national!.TryGetMidpoint(instrument, out long mid))
        {
            Enter(instrument, Side.Buy, mid);
            Enter(instrument, Side.Sell, mid);
            cross.Cross(_national.BidNanos(instrument), _national.AskNanos(instrument));
            double surplusMax = Parameters.Auction!.SurplusFactorMax;
            if (cross.Volume > 0 && (surplusMax == 0.0 || cross.Surplus <= surplusMax * cross.Volume))
            {
                Trade(instrument);
            }
        }

        EndAuctionOrders(instrument, Side.Buy);
        EndAuctionOrders(instrument, Side.Sell);
    }

    // The order waits; one of the same owner on the other side is dealt with now, so that the two can never meet.
    private int Collect(int instrument, in IncomingOrder incoming)
    {
        LimitBook book = _books[instrument];
        LevelLadder contra = book.Ladder(incoming.Side.Opposite());
        long left = incoming.Quantity;
        bool isStopped = false;
        for (int slot = contra.Count == 0 ? -1 : contra[0].Head; slot >= 0 && left > 0 && !isStopped;)
        {
            int next = book.Order(slot).Next;
            if (IsSameOwner(in incoming, in book.Order(slot)))
            {
                left = PreventSelfTrade(instrument, in incoming, slot, left, ref isStopped);
            }

            slot = next;
        }

        return left == 0 || isStopped ? -1 : Call(instrument, in incoming, left);
    }

    private int Call(int instrument, in IncomingOrder incoming, long quantity)
    {
        int slot = _books[instrument].Add(new BookOrder
        {
            Owner = incoming.Owner,
            LimitNanos = incoming.LimitNanos,
            Quantity = quantity,
            Minimum = incoming.IsAllOrNothing ? quantity : Math.Min(incoming.Minimum, quantity),
            Tag = incoming.Tag,
            Side = incoming.Side,
            IsAtMidpoint = incoming.Peg != PegKind.None,
            EndsAtUncross = !incoming.Rests,
        });
        if (!_isAuctionOn[instrument])
        {
            _isAuctionOn[instrument] = true;
            _listener.OnAuctionCalled(this, instrument);
        }

        return slot;
    }

    private void Enter(int instrument, Side side, long mid)
    {
        LimitBook book = _books[instrument];
        LevelLadder ladder = book.Ladder(side);
        for (int slot = ladder.Count == 0 ? -1 : ladder[0].Head; slot >= 0; slot = book.Order(slot).Next)
        {
            ref BookOrder order = ref book.Order(slot);
            _auctions!.Add(side, new AuctionEntry
            {
                Slot = slot,
                LimitNanos = order.IsAtMidpoint ? Bounded(side, mid, order.LimitNanos) : order.LimitNanos,
                Quantity = order.Quantity,
                Minimum = Math.Min(order.Minimum, order.Quantity),
            });
        }
    }

    // Buyers and sellers are paired in their order; every pair is a trade.
    private void Trade(int instrument)
    {
        ReadOnlySpan<AuctionEntry> buys = _auctions!.Entries(Side.Buy);
        ReadOnlySpan<AuctionEntry> sells = _auctions.Entries(Side.Sell);
        int sell = 0;
        long sellLeft = sells[0].Allocation;
        foreach (ref readonly AuctionEntry buy in buys)
        {
            for (long buyLeft = buy.Allocation; buyLeft > 0;)
            {
                while (sellLeft == 0)
                {
                    sellLeft = sells[++sell].Allocation;
                }

                long quantity = Math.Min(buyLeft, sellLeft);
                TradePair(instrument, buy.Slot, sells[sell].Slot, quantity);
                buyLeft -= quantity;
                sellLeft -= quantity;
            }
        }
    }

    private void TradePair(int instrument, int buySlot, int sellSlot, long quantity)
    {
        LimitBook book = _books[instrument];
        ref BookOrder buy = ref book.Order(buySlot);
        ref BookOrder sell = ref book.Order(sellSlot);
        ulong tradeId = ++_lastTradeId;
        Publisher?.Trade(instrument, tradeId, _auctions!.PriceNanos, quantity, Side.Buy);
        var execution = new Execution(
            sell.Tag, sell.Quantity - quantity, buy.Tag, Side.Buy, quantity, _auctions!.PriceNanos, tradeId, buy.Quantity - quantity);
        Take(instrument, buySlot, quantity);
        Take(instrument, sellSlot, quantity);
        _listener.OnExecution(this, instrument, in execution);
    }

    private void EndAuctionOrders(int instrument, Side side)
    {
        LimitBook book = _books[instrument];
        LevelLadder ladder = book.Ladder(side);
        for (int slot = ladder.Count == 0 ? -1 : ladder[0].Head; slot >= 0;)
        {
            ref BookOrder order = ref book.Order(slot);
            int next = order.Next;
            if (order.EndsAtUncross)
            {
                CancelResting(instrument, slot);
            }

            slot = next;
        }
    }
}
