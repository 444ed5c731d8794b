using System.Globalization;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>Ranges of <see cref="FeedParameters"/>.</summary>
internal static class FeedParametersCheck
{
    private const long Second = 1_000_000_000;
    private const long SnapshotPeriodMinNs = 10_000_000;
    private const long SnapshotPeriodMaxNs = 3_600 * Second;

    public static void Validate(FeedParameters? p, RangeCheck check)
    {
        if (p is null)
        {
            return;
        }

        ValidateLine(p.LineA, check.At("lineA"));
        ValidateLine(p.LineB, check.At("lineB"));
        ValidateLine(p.SnapshotLine, check.At("snapshotLine"));
        check.That(
            p.SnapshotPeriodNs is 0 or (>= SnapshotPeriodMinNs and <= SnapshotPeriodMaxNs),
            "snapshotPeriodNs",
            p.SnapshotPeriodNs.ToString(CultureInfo.InvariantCulture),
            "0 (on request alone) or 10000000 to 3600000000000");
    }

    private static void ValidateLine(FeedFaults? p, RangeCheck check)
    {
        if (p is null)
        {
            return;
        }

        check.In("lossProbability", p.LossProbability, 0, 1);
        check.In("burstProbability", p.BurstProbability, 0, 1);
        check.In("burstPacketsMax", p.BurstPacketsMax, 1, FeedFaults.PacketCountMax);
        check.In("reorderProbability", p.ReorderProbability, 0, 1);
        check.In("reorderPacketsMax", p.ReorderPacketsMax, 1, FeedFaults.PacketCountMax);
        check.In("duplicateProbability", p.DuplicateProbability, 0, 1);
        check.In("latencyNs", p.LatencyNs, 0, Second);
        check.In("jitterNs", p.JitterNs, 0, Second);
    }
}
