using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Engine;

/// <summary>What an engine's latest decision saw and wrote, for those who explain it. Owned by the engine and overwritten by the next decision: read only.</summary>
public sealed class DecisionFacts
{
    private readonly VenueQuote[] _quotes;

    internal DecisionFacts(RoutingContext context, DecisionRecord record, VenueQuote[] quotes)
    {
        Context = context;
        Record = record;
        _quotes = quotes;
    }

    /// <summary>Order, market, rows, statistics and scores.</summary>
    public RoutingContext Context { get; }

    /// <summary>Features and, once the policy decided, the waterfall.</summary>
    public DecisionRecord Record { get; }

    /// <summary>What each venue shows, in id order.</summary>
    public ReadOnlySpan<VenueQuote> Quotes => _quotes;
}
