using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Orders;

/// <summary>A venue's fees for us: by our shares executed there on the day before the fill.</summary>
/// <param name="venue">Parameters.</param>
internal sealed class FeeSchedule(VenueParameters venue)
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
            LiquidityFlag.Removed => tier?.TakerFeeNanos ?? venue.TakerFeeNanos,
            LiquidityFlag.Added => tier?.MakerFeeNanos ?? venue.MakerFeeNanos,
            _ => tier?.MidpointFeeNanos ?? venue.MidpointFeeNanos,
        };
    }
}
