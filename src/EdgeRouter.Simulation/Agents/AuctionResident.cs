using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <summary>Who is there to be met in the auctions of one instrument: in every slot of time there may be a buyer, a seller, both or nobody, at the midpoint.
/// Presence, size and instant are functions of the slot alone; interest that was executed does not come back within its slot, and nothing outlives it.</summary>
internal sealed class AuctionResident
{
    private const long ResidentOwner = -3;

    private readonly Exchange _exchange;
    private readonly int _instrument;
    private readonly AuctionParameters _auction;
    private readonly LogNormalTable _sizes;
    private readonly int _roundLot;
    private readonly ulong _seed;
    private readonly int _agent;
    private readonly int[] _bookSlots = [-1, -1];
    private readonly long[] _placedIn = [-1, -1];

    public AuctionResident(MarketParameters market, Exchange exchange, int instrument, ulong seed)
    {
        _exchange = exchange;
        _instrument = instrument;
        _auction = exchange.Parameters.Auction!;
        _roundLot = market.Instruments[instrument].RoundLot;
        _sizes = new LogNormalTable(_auction.ResidentLotsMean * market.Instruments[instrument].SizeScale, _auction.ResidentLotsSigma);
        _seed = seed;
        _agent = (exchange.Index * market.Instruments.Count) + instrument;
    }

    /// <summary>An order traded, or was taken away by the venue.</summary>
    /// <param name="slot">Slot from the order's tag: 0 = the buyer.</param>
    /// <param name="leaves">What it has left.</param>
    public void OnExecuted(int slot, long leaves) => _bookSlots[slot] = leaves == 0 ? -1 : _bookSlots[slot];

    /// <summary>Brings the interest to what it should be now.</summary>
    /// <returns>When that changes next.</returns>
    public long Refresh(long nowNs)
    {
        long slot = nowNs / _auction.ResidentPeriodNs;
        long next = (slot + 1) * _auction.ResidentPeriodNs;
        for (int side = 0; side < 2; side++)
        {
            if (_placedIn[side] != slot)
            {
                Withdraw(side);
            }

            ulong key = Draw.Key(_seed, DrawStream.Resident, (_agent * 2) + side, slot);
            long comes = (slot * _auction.ResidentPeriodNs) + Draw.Between(key * 3, 0, _auction.ResidentPeriodNs - 1);
            bool isThere = Draw.Unit(key) < _auction.ResidentProbability;
            if (isThere && _placedIn[side] != slot && comes <= nowNs)
            {
                Place(side, slot, _sizes.Lots(key * 5));
            }
            else if (isThere && comes > nowNs)
            {
                next = Math.Min(next, comes);
            }
        }

        return next;
    }

    /// <summary>Takes all interest out: the session is over.</summary>
    public void Withdraw()
    {
        Withdraw(0);
        Withdraw(1);
    }

    private void Withdraw(int side)
    {
        if (_bookSlots[side] >= 0)
        {
            _exchange.Remove(_instrument, _bookSlots[side]);
            _bookSlots[side] = -1;
        }
    }

    private void Place(int side, long slot, int lots)
    {
        _placedIn[side] = slot;
        _bookSlots[side] = _exchange.Submit(_instrument, new IncomingOrder
        {
            Side = side == 0 ? Side.Buy : Side.Sell,
            Quantity = (long)lots * _roundLot,
            LimitNanos = side == 0 ? long.MaxValue : long.MinValue,
            Owner = side == 0 ? ResidentOwner : ResidentOwner - 1,
            Tag = OrderTag.OfMaker(side),
            Rests = true,
            Peg = PegKind.Midpoint,
        }).RestingSlot;
    }
}
