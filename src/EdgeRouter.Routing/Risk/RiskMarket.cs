using EdgeRouter.Core.Domain;

namespace EdgeRouter.Routing.Risk;

/// <summary>The market as the risk gate sees it at a child order.</summary>
public readonly record struct RiskMarket
{
    /// <summary>National best bid.</summary>
    public Price Bid { get; init; }

    /// <summary>Whether there is a bid to be trusted.</summary>
    public bool HasBid { get; init; }

    /// <summary>National best offer.</summary>
    public Price Ask { get; init; }

    /// <summary>Whether there is an offer to be trusted.</summary>
    public bool HasAsk { get; init; }

    /// <summary>Engine time; never falls (an earlier time counts as the latest one seen).</summary>
    public long NowNs { get; init; }
}
