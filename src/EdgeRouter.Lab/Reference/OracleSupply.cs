using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Simulation.Inside;

namespace EdgeRouter.Lab.Reference;

/// <summary>What an oracle expects to come back while it waits: at each venue the mean rate at which executed shares are put back, at the price of now once
/// makers no longer step back, and the venue's fee.</summary>
internal sealed class OracleSupply
{
    private readonly IMarketInside _inside;
    private readonly Universe _universe;
    private readonly (double CostNanos, double Shares)[] _sources = new (double, double)[RoutingContext.RowCountLimit];
    private int _count;

    public OracleSupply(IMarketInside inside, Universe universe)
    {
        _inside = inside;
        _universe = universe;
    }

    /// <summary>The most that a share may cost to be taken now: the cost at which the expected supply covers the rest; no bound where it does not.</summary>
    /// <param name="context">The decision.</param>
    /// <param name="midpoint">Midpoint of now.</param>
    /// <param name="leftNs">Time to wait, above zero.</param>
    public double WorthNanos(RoutingContext context, Price midpoint, long leftNs)
    {
        _count = 0;
        foreach (ref readonly RowQuote row in context.Rows)
        {
            Add(context, row, midpoint, leftNs);
        }

        _sources.AsSpan(0, _count).Sort();
        double covered = 0.0;
        for (int i = 0; i < _count; i++)
        {
            covered += _sources[i].Shares;
            if (covered >= context.RemainingQuantity)
            {
                return _sources[i].CostNanos;
            }
        }

        return double.MaxValue;
    }

    private void Add(RoutingContext context, in RowQuote row, Price midpoint, long leftNs)
    {
        long replenishNs = _inside.ReplenishNs(row.VenueId);
        if (row.Action == RouteAction.Midpoint)
        {
            long standing = _inside.Available(row.VenueId, context.InstrumentId, context.Side, context.WorstPrice);
            _sources[_count++] = (row.FeeNanos, standing * (1.0 + ((double)leftNs / replenishNs)));
            return;
        }

        if (row.Action != RouteAction.Take)
        {
            return;
        }

        // Makers that step back stand a tick behind; when it is over they are at the touch again.
        long fadeEndNs = _inside.FadeEndNs(row.VenueId, context.InstrumentId, context.Side);
        bool isBackInTime = fadeEndNs > 0 && fadeEndNs < context.NowNs + leftNs;
        long tick = _universe[context.InstrumentId].TickNanos;
        long price = context.Side.Sign() * (row.FarPrice.Nanos - midpoint.Nanos);
        double expected = Math.Max(isBackInTime ? price - tick : price, 0);
        double cycles = Math.Max(0.0, (double)(leftNs - Math.Max(0, fadeEndNs - context.NowNs)) / replenishNs);
        _sources[_count++] = (expected + row.FeeNanos, cycles * _inside.LevelShares(row.VenueId, context.InstrumentId));
    }
}
