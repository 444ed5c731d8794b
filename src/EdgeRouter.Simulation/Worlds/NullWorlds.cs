using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Worlds;

/// <summary>Null markets with structure in everything but the routing: venues stay alike, the price stays a martingale of whole ticks that no flow moves.</summary>
internal static class NullWorlds
{
    /// <summary>Volatility that clusters, surges and jumps: how much the price moves can be foretold, whither it moves cannot.</summary>
    public static MarketParameters CreateMoves()
    {
        MarketParameters market = MarketParameters.CreateNull();
        return market with
        {
            Price = market.Price with
            {
                VolatilityBps = 0.7,
                Volatility = [new() { DecaySeconds = 10.0, LogSigma = 0.5 }, new() { DecaySeconds = 120.0, LogSigma = 0.4 }],
                VolatilityProfile = [2.0, 1.0, 0.8, 0.8, 1.2],
            },
            Schedule =
            [
                new() { Kind = ScheduleKind.Surge, From = 0.3, Surge = new() { VolatilityFactor = 3.0, RateFactor = 3.0, DecaySeconds = 60.0 } },
                new() { Kind = ScheduleKind.Surge, From = 0.7, Surge = new() { VolatilityFactor = 3.0, RateFactor = 3.0, DecaySeconds = 60.0 } },
            ],
        };
    }

    /// <summary>Takers that excite one another, institutions and one-sided spells: signs have long memory, and no price hears of them.</summary>
    public static MarketParameters CreateFlow()
    {
        MarketParameters market = MarketParameters.CreateNull();
        return market with
        {
            Flow = market.Flow with
            {
                OneSidedShare = 0.6,
                RateProfile = [1.5, 0.8, 0.8, 1.3],
                Hawkes = new()
                {
                    Kernels = [new() { BranchingRatio = 0.4, DecaySeconds = 0.05 }, new() { BranchingRatio = 0.3, DecaySeconds = 2.0 }],
                },
                Metaorders = new() { SecondsMean = 60.0, SecondsBetweenChildren = 1.5 },
            },
        };
    }
}
