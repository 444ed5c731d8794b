using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Orders;

/// <summary>A venue's fees for us: by our shares executed there on the day before the fill.</summary>
/// <param name="venue">Parameters.</param>
/// <param name="condition">What the venue charges instead, where the schedule has changed that.</param>
internal sealed class FeeSchedule(VenueParameters venue, VenueCondition condition)
{
    private long _shares;
    private int _tier;

    /// <summary>The fee of a fill, whole fill, nanos of currency; counts its shares for the fills that follow.</summary>
    public long Charge(LiquidityFlag flag, long shares)
    {
        long fee = Rate(flag) * shares;
        _shares += shares;
        while (venue.FeeTiers is { } tiers && _tier < tiers.Count && _shares >= tiers[_tier].FromShares)
        {
            _tier++;
        }

        return fee;
    }

    private long Rate(LiquidityFlag flag)
    {
        FeeTierParameters? tier = _tier == 0 ? null : venue.FeeTiers![_tier - 1];
        return flag switch
        {
            LiquidityFlag.Removed => condition.TakerFeeNanos ?? tier?.TakerFeeNanos ?? venue.TakerFeeNanos,
            LiquidityFlag.Added => condition.MakerFeeNanos ?? tier?.MakerFeeNanos ?? venue.MakerFeeNanos,
            _ => tier?.MidpointFeeNanos ?? venue.MidpointFeeNanos,
        };
    }
}
