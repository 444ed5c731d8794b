using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <content>Its orders: put in, topped up, trimmed, taken away.</content>
internal sealed partial class MarketMaker
{
    private void Quote(Side side, long tick, long nowNs)
    {
        if (tick <= 0)
        {
            return;
        }

        int first = (side == Side.Buy ? 0 : SideSlots) + ((int)(tick & (TickSlots - 1)) * OrdersPerLevel);
        long missing = 0;
        for (int layer = 0; layer < LayerCount; layer++)
        {
            long wanted = SizeOf(side, tick, layer, nowNs);
            if (_isPartlyShown && ShownOf(side, tick, layer, wanted) is var shown && shown < wanted)
            {
                Restore(side, tick, first + layer, wanted, shown);
                continue;
            }

            if (_bookSlots[first + layer] < 0)
            {
                Add(side, tick, first + layer, wanted, wanted);
                continue;
            }

            missing += wanted - Trim(first + layer, wanted);
        }

        MakeUp(side, tick, first + LayerCount, missing);
    }

    private void MakeUp(Side side, long tick, int slot, long quantity)
    {
        if (_bookSlots[slot] >= 0)
        {
            if (quantity > 0 && Trim(slot, quantity) == quantity)
            {
                return;
            }

            _exchange.Remove(_instrument, _bookSlots[slot]);
            _bookSlots[slot] = -1;
        }

        if (quantity > 0)
        {
            Add(side, tick, slot, quantity, quantity);
        }
    }

    // What an order shows of its size: all, a part, or nothing; a function of its price alone.
    private long ShownOf(Side side, long tick, int layer, long wanted)
    {
        VenueParameters venue = _exchange.Parameters;
        double draw = Draw.Unit(Draw.Key(_seed, DrawStream.MakerDisplay, (_agent * 8) + ((int)side * 2) + layer, tick));
        if (draw < venue.MakerHiddenShare)
        {
            return 0;
        }

        long lot = _instrumentParameters.RoundLot;
        long part = (long)Math.Ceiling(wanted / lot * venue.MakerDisplayShare) * lot;
        return draw < venue.MakerHiddenShare + venue.MakerReserveShare ? Math.Min(wanted, part) : wanted;
    }

    // What shows a part of itself or nothing is put in anew once anything of it was executed: nobody can tell how much stood behind.
    private void Restore(Side side, long tick, int slot, long wanted, long shown)
    {
        if (_bookSlots[slot] >= 0)
        {
            ref BookOrder order = ref _exchange.Book(_instrument).Order(_bookSlots[slot]);
            if (order.Total == wanted && (order.IsHidden || order.Quantity == shown))
            {
                return;
            }

            _exchange.Remove(_instrument, _bookSlots[slot]);
            _bookSlots[slot] = -1;
        }

        Add(side, tick, slot, wanted, shown);
    }

    // What stands after it was cut to what is wanted.
    private long Trim(int slot, long wanted)
    {
        long standing = _exchange.Book(_instrument).Order(_bookSlots[slot]).Quantity;
        if (standing > wanted)
        {
            _exchange.Reduce(_instrument, _bookSlots[slot], standing - wanted);
        }

        return Math.Min(standing, wanted);
    }

    private void Add(Side side, long tick, int slot, long quantity, long shown)
    {
        _ticks[slot] = tick;
        _bookSlots[slot] = _exchange.Submit(_instrument, new IncomingOrder
        {
            Side = side,
            Quantity = quantity,
            LimitNanos = tick * _instrumentParameters.TickNanos,
            Owner = MakerOwner,
            Tag = OrderTag.OfMaker(slot),
            Rests = true,
            IsHidden = shown == 0,
            DisplayQuantity = shown < quantity ? shown : 0,
        }).RestingSlot;
    }

    private void RemoveOutside(int firstSlot, long lowTick, long highTick)
    {
        for (int slot = firstSlot; slot < firstSlot + SideSlots; slot++)
        {
            if (_bookSlots[slot] >= 0 && (_ticks[slot] < lowTick || _ticks[slot] > highTick))
            {
                _exchange.Remove(_instrument, _bookSlots[slot]);
                _bookSlots[slot] = -1;
            }
        }
    }
}
