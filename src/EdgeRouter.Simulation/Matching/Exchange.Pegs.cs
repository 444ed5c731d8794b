using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <content>Orders that follow the national best. The venue moves them itself, after the event that changed it; they never take while they rest.</content>
internal sealed partial class Exchange
{
    /// <summary>Moves the orders of an instrument that follow a price to where they should stand now.</summary>
    public void RepricePegs(int instrument)
    {
        LimitBook book = _books[instrument];
        if (book.PegCount == 0 || !_isTrading[instrument] || !_national!.TryGetPegReference(instrument, out long bid, out long ask))
        {
            return;
        }

        // Twice, since an order may be held back by one on the other side that has yet to move.
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (int slot in book.Pegs)
            {
                ref BookOrder order = ref book.Order(slot);
                long price = Uncrossed(book, order.Side, RestingPegPrice(order.Peg, order.Side, order.LimitNanos, bid, ask, instrument), instrument);
                if (price != order.PriceNanos && price > 0)
                {
                    MovePeg(instrument, slot, price);
                }
            }
        }
    }

    private void MovePeg(int instrument, int slot, long priceNanos)
    {
        LimitBook book = _books[instrument];
        ref BookOrder order = ref book.Order(slot);
        if (order.IsHidden)
        {
            book.Move(slot, priceNanos, 0);
            return;
        }

        Publisher?.OrderDeleted(instrument, order.Id);
        book.Move(slot, priceNanos, ++_lastOrderId);
        Publisher?.OrderAdded(instrument, order.Id, order.Side, priceNanos, order.Quantity);
        _national!.OnBookChanged(instrument);
    }

    // The worst price that an order takes at when it comes in.
    private long LimitOf(int instrument, in IncomingOrder incoming)
    {
        if (incoming.Peg == PegKind.None || !IsDisplayed)
        {
            return incoming.LimitNanos;
        }

        if (!_national!.TryGetPegReference(instrument, out long bid, out long ask))
        {
            return incoming.Side == Side.Buy ? long.MinValue : long.MaxValue;
        }

        long near = incoming.Side == Side.Buy ? bid : ask;
        long far = incoming.Side == Side.Buy ? ask : bid;
        long target = incoming.Peg switch
        {
            PegKind.Primary => near,
            PegKind.Market => far,
            _ => bid + ((ask - bid) / 2),
        };
        return Bounded(incoming.Side, target, incoming.LimitNanos);
    }

    private bool TryGetRestingPrice(int instrument, in IncomingOrder incoming, long limitNanos, out long priceNanos)
    {
        priceNanos = limitNanos;
        if (incoming.Peg == PegKind.None)
        {
            return true;
        }

        if (!_national!.TryGetPegReference(instrument, out long bid, out long ask))
        {
            return false;
        }

        priceNanos = Uncrossed(
            _books[instrument], incoming.Side, RestingPegPrice(incoming.Peg, incoming.Side, incoming.LimitNanos, bid, ask, instrument), instrument);
        return priceNanos > 0;
    }

    private long RestingPegPrice(PegKind peg, Side side, long limitNanos, long bid, long ask, int instrument)
    {
        long target = peg switch
        {
            PegKind.Primary => side == Side.Buy ? bid : ask,
            PegKind.Market => side == Side.Buy ? Below(ask, instrument) : Above(bid, instrument),
            _ => bid + ((ask - bid) / 2),
        };
        return Bounded(side, target, limitNanos);
    }

    // One tick off the best price against it where it would lock or cross that.
    private long Uncrossed(LimitBook book, Side side, long priceNanos, int instrument)
    {
        long contra = book.BestNanos(side.Opposite());
        if (side == Side.Buy)
        {
            return priceNanos < contra ? priceNanos : Below(contra, instrument);
        }

        return priceNanos > contra ? priceNanos : Above(contra, instrument);
    }

    private static long Bounded(Side side, long priceNanos, long limitNanos) =>
        side == Side.Buy ? Math.Min(priceNanos, limitNanos) : Math.Max(priceNanos, limitNanos);

    private long Below(long priceNanos, int instrument)
    {
        TickRule rule = RuleOf(instrument);
        return rule.Inside(new Price(priceNanos - 1), Side.Buy).Nanos;
    }

    private long Above(long priceNanos, int instrument)
    {
        TickRule rule = RuleOf(instrument);
        return rule.Inside(new Price(priceNanos + 1), Side.Sell).Nanos;
    }

    private TickRule RuleOf(int instrument) => _ticks is null ? new TickRule(1) : _ticks[instrument];
}
