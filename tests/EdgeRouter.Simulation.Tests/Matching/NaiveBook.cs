using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Tests.Matching;

/// <summary>A displayed venue the slow and obvious way: sort everything, every time; count what could trade by trying it on a copy.</summary>
internal sealed class NaiveBook(SelfTradePolicy policy = SelfTradePolicy.CancelNewest, ProRataParameters? proRata = null)
{
    private List<Resting> _orders = [];
    private int _arrivals;

    public List<(int Tag, long Quantity, long Price)> Fills { get; } = [];

    public List<int> Cancelled { get; } = [];

    /// <summary>Tag and shares of orders that went on after self-trade prevention shortened them.</summary>
    public List<(int Tag, long Quantity)> Shortened { get; } = [];

    public List<(int Tag, long Quantity, long Price)> Submit(Side side, long quantity, long limit, long owner, int tag, bool rests)
    {
        Submit(new IncomingOrder { Side = side, Quantity = quantity, LimitNanos = limit, Owner = owner, Tag = tag, Rests = rests });
        return Fills;
    }

    public void Submit(in IncomingOrder incoming)
    {
        Forget();
        long least = incoming.IsAllOrNothing ? incoming.Quantity : incoming.Minimum;
        if (least > 0 && CountAvailable(incoming) < least)
        {
            return;
        }

        long left = Match(incoming, out bool isStopped);
        if (left > 0 && incoming.Rests && !isStopped)
        {
            long shown = incoming.DisplayQuantity > 0 && !incoming.IsHidden ? Math.Min(incoming.DisplayQuantity, left) : left;
            _orders.Add(new Resting
            {
                Side = incoming.Side,
                Price = incoming.LimitNanos,
                Shown = shown,
                Reserve = left - shown,
                Display = shown,
                IsHidden = incoming.IsHidden,
                Owner = incoming.Owner,
                Tag = incoming.Tag,
                Arrival = _arrivals++,
            });
        }
    }

    public bool Remove(int tag) => _orders.RemoveAll(o => o.Tag == tag) > 0;

    public List<(long Price, long Quantity, int Count)> Levels(Side side, bool isHidden = false) =>
    [
        .. _orders.Where(o => o.Side == side && o.IsHidden == isHidden).GroupBy(o => o.Price).OrderBy(g => -side.Sign() * g.Key)
            .Select(g => (g.Key, g.Sum(o => o.Shown), g.Count())),
    ];

    public long TotalOf(int tag) => _orders.Where(o => o.Tag == tag).Sum(o => o.Shown + o.Reserve);

    private void Forget()
    {
        Fills.Clear();
        Cancelled.Clear();
        Shortened.Clear();
    }

    private long CountAvailable(IncomingOrder incoming)
    {
        SelfTradePolicy counting = policy == SelfTradePolicy.CancelOldest ? policy : SelfTradePolicy.CancelNewest;
        var copy = new NaiveBook(counting, proRata) { _orders = [.. _orders.Select(o => o.Copy())], _arrivals = _arrivals };
        copy.Match(incoming, out _);
        return copy.Fills.Sum(f => f.Quantity);
    }

    private long Match(IncomingOrder incoming, out bool isStopped)
    {
        long left = incoming.Quantity;
        isStopped = false;
        while (left > 0 && !isStopped)
        {
            List<Resting> contra =
            [
                .. _orders.Where(o => o.Side != incoming.Side && (incoming.Side == Side.Buy ? o.Price <= incoming.LimitNanos : o.Price >= incoming.LimitNanos))
                    .OrderBy(o => incoming.Side.Sign() * o.Price).ThenBy(o => o.IsHidden).ThenBy(o => o.Arrival),
            ];
            if (contra.Count == 0)
            {
                break;
            }

            bool isBySize = proRata is not null && !contra[0].IsHidden;
            List<Resting> group = isBySize ? [.. contra.Where(o => o.Price == contra[0].Price && !o.IsHidden)] : [contra[0]];
            left = Step(incoming, group, left, ref isStopped);
        }

        return left;
    }

    private long Step(IncomingOrder incoming, List<Resting> group, long left, ref bool isStopped)
    {
        if (group.Find(o => incoming.Owner != 0 && o.Owner == incoming.Owner) is { } own)
        {
            return Prevent(incoming, own, left, ref isStopped);
        }

        long[] shares = group.Count == 1 && proRata is null ? [Math.Min(left, group[0].Shown)] : Share(group, left);
        for (int i = 0; i < group.Count; i++)
        {
            if (shares[i] > 0)
            {
                Fill(group[i], shares[i]);
                left -= shares[i];
            }
        }

        return left;
    }

    private long[] Share(List<Resting> group, long left)
    {
        long quantity = Math.Min(left, group.Sum(o => o.Shown));
        var shares = new long[group.Count];
        shares[0] = Math.Min(group[0].Shown, (long)(new BigInteger(quantity) * proRata!.FirstShareBps / 10_000));
        long ahead = shares[0];
        BigInteger rest = quantity - ahead;
        BigInteger weights = group.Sum(o => o.Shown) - ahead;
        for (int i = 0; i < group.Count && weights > 0; i++)
        {
            long weight = group[i].Shown - (i == 0 ? ahead : 0);
            long share = (long)(rest * weight / weights);
            shares[i] += share >= proRata.MinimumAllocationShares ? share : 0;
        }

        for (int i = 0; i < group.Count; i++)
        {
            shares[i] += Math.Min(quantity - shares.Sum(), group[i].Shown - shares[i]);
        }

        return shares;
    }

    private void Fill(Resting order, long quantity)
    {
        Fills.Add((order.Tag, quantity, order.Price));
        order.Shown -= quantity;
        if (order.Shown == 0 && order.Reserve > 0)
        {
            order.Shown = Math.Min(order.Display, order.Reserve);
            order.Reserve -= order.Shown;
            order.Arrival = _arrivals++;
        }

        _orders.RemoveAll(o => o.Shown == 0);
    }

    private long Prevent(IncomingOrder incoming, Resting own, long left, ref bool isStopped)
    {
        isStopped = policy is SelfTradePolicy.CancelNewest or SelfTradePolicy.CancelBoth;
        if (policy is SelfTradePolicy.CancelOldest or SelfTradePolicy.CancelBoth)
        {
            _orders.Remove(own);
            Cancelled.Add(own.Tag);
        }

        if (policy != SelfTradePolicy.DecrementAndCancel)
        {
            return left;
        }

        long total = own.Shown + own.Reserve;
        long smaller = Math.Min(left, total);
        if (smaller == total)
        {
            _orders.Remove(own);
            Cancelled.Add(own.Tag);
        }
        else
        {
            long ofReserve = Math.Min(own.Reserve, smaller);
            own.Reserve -= ofReserve;
            own.Shown -= smaller - ofReserve;
            Shortened.Add((own.Tag, smaller));
        }

        if (smaller < left)
        {
            Shortened.Add((incoming.Tag, smaller));
        }

        return left - smaller;
    }

    private sealed class Resting
    {
        public Side Side;
        public long Price;
        public long Shown;
        public long Reserve;
        public long Display;
        public long Owner;
        public int Tag;
        public int Arrival;
        public bool IsHidden;

        public Resting Copy() => (Resting)MemberwiseClone();
    }
}
