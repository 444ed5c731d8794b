using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Simulation.Inside;

namespace EdgeRouter.Lab.Reference;

/// <summary>What an oracle expects to come back while it waits: at each venue the mean rate at which executed shares are put back, at the price where the maker
/// wants to stand when it does not step back, and the venue's fee.</summary>
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
        ulong barred = context.ExcludedVenues | context.ClosedVenues | context.HaltedVenues | context.BarredVenues | context.StaleVenues;
        foreach (Venue venue in _universe.Venues)
        {
            if (((barred >> venue.Id.Value) & 1) == 0)
            {
                Add(context, venue, midpoint, leftNs);
            }
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

    private void Add(RoutingContext context, Venue venue, Price midpoint, long leftNs)
    {
        long replenishNs = _inside.ReplenishNs(venue.Id);
        if (venue.Kind == VenueKind.Midpoint && (context.PermittedActions & RouteActions.Midpoint) != 0)
        {
            long standing = _inside.Available(venue.Id, context.InstrumentId, context.Side, context.WorstPrice);
            _sources[_count++] = (venue.MidpointFeeNanos, standing * (1.0 + ((double)leftNs / replenishNs)));
        }
        else if (venue.IsDisplayed && (context.PermittedActions & RouteActions.Take) != 0
            && _inside.TryGetSettled(venue.Id, context.InstrumentId, context.Side, out Price settled) && context.IsWithin(settled, context.WorstPrice))
        {
            long fadeNs = Math.Max(0, _inside.FadeEndNs(venue.Id, context.InstrumentId, context.Side) - context.NowNs);
            double paid = Math.Max(0, context.Side.Sign() * (settled.Nanos - midpoint.Nanos));
            double cycles = Math.Max(0.0, (double)(leftNs - fadeNs) / replenishNs);
            _sources[_count++] = (paid + venue.TakerFeeNanos, cycles * _inside.LevelShares(venue.Id, context.InstrumentId));
        }
    }
}
