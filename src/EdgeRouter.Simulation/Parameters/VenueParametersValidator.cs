using System.Globalization;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>Holds one venue's parameters against their ranges.</summary>
internal static class VenueParametersValidator
{
    private const long Second = 1_000_000_000;
    private const long Millisecond = 1_000_000;
    private const long FeeMax = 10_000_000;

    public static void Validate(VenueParameters p, RangeCheck check)
    {
        check.That(p.Name.Length is >= 1 and <= 16, "name", p.Name, "1 to 16 characters");
        check.That(p.Kind <= VenueKind.Auction, "kind", p.Kind.ToString(), "Lit, Inverted, Midpoint or Auction");
        check.That(p.Kind == VenueKind.Midpoint == p.Hidden is not null, "hidden", Given(p.Hidden), "given for Midpoint venues and only for them");
        check.That(p.Kind == VenueKind.Auction == p.Auction is not null, "auction", Given(p.Auction), "given for Auction venues and only for them");
        check.That(p.ProRata is null || IsDisplayed(p), "proRata", Given(p.ProRata), "absent for venues that display nothing");
        check.In("staticRank", p.StaticRank, 0, 100);
        check.In("lotShares", p.LotShares, 1, 1_000_000);
        check.In("midpointTakerShare", p.MidpointTakerShare, 0, p.Kind == VenueKind.Midpoint ? 1 : 0);
        check.That(p.SelfTrade <= SelfTradePolicy.DecrementAndCancel, "selfTrade", p.SelfTrade.ToString(), "one of the policies");
        check.In("bustProbability", p.BustProbability, 0, 1);
        check.In("bustDelayNs", p.BustDelayNs, Millisecond, 3_600 * Second);
        check.In("firmUpWindowNs", p.FirmUpWindowNs, 1_000, 60 * Second);
        check.In("firmUpPauseNs", p.FirmUpPauseNs, 0, 600 * Second);
        ValidateFees(p, check);
        ValidateLatencies(p, check);
        ValidateMakers(p, check);
        if (p.Hidden is not null)
        {
            ValidateHidden(p.Hidden, check.At("hidden"));
        }

        if (p.Auction is not null)
        {
            ValidateAuction(p.Auction, check.At("auction"));
        }

        if (p.ProRata is not null)
        {
            check.In("proRata.firstShareBps", p.ProRata.FirstShareBps, 0, 10_000);
            check.In("proRata.minimumAllocationShares", p.ProRata.MinimumAllocationShares, 1, 1_000_000);
        }
    }

    private static string Given(object? part) => part is null ? "absent" : "given";

    private static bool IsDisplayed(VenueParameters p) => p.Kind is VenueKind.Lit or VenueKind.Inverted;

    private static void ValidateFees(VenueParameters p, RangeCheck check)
    {
        check.In("takerFeeNanos", p.TakerFeeNanos, -FeeMax, FeeMax);
        check.In("makerFeeNanos", p.MakerFeeNanos, -FeeMax, FeeMax);
        check.In("midpointFeeNanos", p.MidpointFeeNanos, -FeeMax, FeeMax);
        long last = 0;
        for (int i = 0; i < (p.FeeTiers?.Count ?? 0); i++)
        {
            FeeTierParameters tier = p.FeeTiers![i];
            RangeCheck at = check.At($"feeTiers[{i}]");
            at.That(tier.FromShares > last, "fromShares", tier.FromShares.ToString(CultureInfo.InvariantCulture), "above 0 and above that of the tier before");
            at.In("takerFeeNanos", tier.TakerFeeNanos, -FeeMax, FeeMax);
            at.In("makerFeeNanos", tier.MakerFeeNanos, -FeeMax, FeeMax);
            at.In("midpointFeeNanos", tier.MidpointFeeNanos, -FeeMax, FeeMax);
            last = tier.FromShares;
        }
    }

    private static void ValidateLatencies(VenueParameters p, RangeCheck check)
    {
        check.In("latencyNs", p.LatencyNs, 1, Second);
        check.In("latencyJitterNs", p.LatencyJitterNs, 0, Second);
        check.In("returnLatencyNs", p.ReturnLatencyNs, 0, Second);
        check.In("matchingNs", p.MatchingNs, 0, Second);
        check.In("feedLatencyNs", p.FeedLatencyNs, 1, Second);
        check.In("speedBumpNs", p.SpeedBumpNs, 0, Second);
        ValidateTail(p.WayThereTail, check.At("wayThereTail"));
        ValidateTail(p.WayBackTail, check.At("wayBackTail"));
        ValidateTail(p.FeedTail, check.At("feedTail"));
    }

    private static void ValidateTail(LatencyTailParameters? p, RangeCheck check)
    {
        if (p is not null)
        {
            check.In("meanNs", p.MeanNs, 1_000, Second);
            check.In("sigma", p.Sigma, 0, 3);
            check.In("capNs", p.CapNs, p.MeanNs, 10 * Second);
            check.In("spikeProbability", p.SpikeProbability, 0, 1);
            check.In("spikeNs", p.SpikeNs, 0, 10 * Second);
        }
    }

    private static void ValidateMakers(VenueParameters p, RangeCheck check)
    {
        check.In("makerLagNs", p.MakerLagNs, 0, 10 * Second);
        check.In("makerLagJitterNs", p.MakerLagJitterNs, 0, 10 * Second);
        check.In("halfSpreadOffsetTicks", p.HalfSpreadOffsetTicks, 0, 100);
        check.In("atTouchProbability", p.AtTouchProbability, 0, 1);
        check.In("levelLotsMean", p.LevelLotsMean, 0.01, 100_000);
        check.In("levelLotsSigma", p.LevelLotsSigma, 0, 3);
        check.In("replenishNs", p.ReplenishNs, Millisecond, 60 * Second);
        check.In("fadeProbability", p.FadeProbability, 0, 1);
        check.In("makerReserveShare", p.MakerReserveShare, 0, 1);
        check.In("makerDisplayShare", p.MakerDisplayShare, 0.01, 1);
        check.In("makerHiddenShare", p.MakerHiddenShare, 0, 1 - p.MakerReserveShare);
    }

    private static void ValidateAuction(AuctionParameters p, RangeCheck check)
    {
        check.In("periodNs", p.PeriodNs, Millisecond, 60 * Second);
        check.In("randomEndNs", p.RandomEndNs, 0, 60 * Second);
        check.In("surplusFactorMax", p.SurplusFactorMax, 0, 1_000_000);
        check.In("residentPeriodNs", p.ResidentPeriodNs, 0, 600 * Second);
        check.That(p.ResidentPeriodNs is 0 or >= 10 * Millisecond, "residentPeriodNs", p.ResidentPeriodNs.ToString(CultureInfo.InvariantCulture), "0 (nobody comes) or at least 10000000");
        check.In("residentProbability", p.ResidentProbability, 0, 1);
        check.In("residentLotsMean", p.ResidentLotsMean, 0.01, 100_000);
        check.In("residentLotsSigma", p.ResidentLotsSigma, 0, 3);
    }

    private static void ValidateHidden(HiddenParameters p, RangeCheck check)
    {
        check.In("onSecondsMean", p.OnSecondsMean, 0.001, 3_600);
        check.In("offSecondsMean", p.OffSecondsMean, 0.001, 36_000);
        check.In("lotsMean", p.LotsMean, 0.01, 100_000);
        check.In("lotsSigma", p.LotsSigma, 0, 3);
        check.In("epochSeconds", p.EpochSeconds, 0.01, 600);
        check.In("replenishNs", p.ReplenishNs, Millisecond, 600 * Second);
        check.In("toxicProbability", p.ToxicProbability, 0, 1);
        check.In("toxicLeadNs", p.ToxicLeadNs, 0, 60 * Second);
        check.In("leakProbability", p.LeakProbability, 0, 1);
        check.In("leakTicksMax", p.LeakTicksMax, 1, 100);
        check.In("leakMinNs", p.LeakMinNs, Millisecond, 60 * Second);
        check.In("leakMaxNs", p.LeakMaxNs, p.LeakMinNs, 60 * Second);
        check.In("minimumLots", p.MinimumLots, 0, 100_000);
    }
}
