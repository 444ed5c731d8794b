using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Tests.Matching;

/// <summary>Price-time priority the slow and obvious way: sort everything, every time.</summary>
internal sealed class NaiveBook
{
    private readonly List<Resting> _orders = [];
    private int _arrivals;

    public List<(int Tag, long Quantity, long Price)> Submit(Side side, long quantity, long limit, long owner, int tag, bool rests)
    {
        var fills = new List<(int, long, long)>();
        IEnumerable<Resting> contra = _orders.Where(o => o.Side != side && (side == Side.Buy ? o.Price <= limit : o.Price >= limit));
        bool stopped = false;
        foreach (Resting order in contra.OrderBy(o => side.Sign() * o.Price).ThenBy(o => o.Arrival).ToArray())
        {
            if (quantity == 0)
            {
                break;
            }

            if (owner != 0 && order.Owner == owner)
            {
                stopped = true;
                break;
            }

            long fill = Math.Min(quantity, order.Quantity);
            fills.Add((order.Tag, fill, order.Price));
            order.Quantity -= fill;
            quantity -= fill;
        }

        _orders.RemoveAll(o => o.Quantity == 0);
        if (quantity > 0 && rests && !stopped)
        {
            _orders.Add(new Resting { Side = side, Price = limit, Quantity = quantity, Owner = owner, Tag = tag, Arrival = _arrivals++ });
        }

        return fills;
    }

    public bool Remove(int tag) => _orders.RemoveAll(o => o.Tag == tag) > 0;

    public List<(long Price, long Quantity, int Count)> Levels(Side side) =>
        [.. _orders.Where(o => o.Side == side).GroupBy(o => o.Price).OrderBy(g => -side.Sign() * g.Key).Select(g => (g.Key, g.Sum(o => o.Quantity), g.Count()))];

    private sealed class Resting
    {
        public Side Side;
        public long Price;
        public long Quantity;
        public long Owner;
        public int Tag;
        public int Arrival;
    }
}
