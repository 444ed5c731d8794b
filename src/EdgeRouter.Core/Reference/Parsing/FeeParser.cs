namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Reads fee tiers, which one is in force, and puts the two together.</summary>
internal static class FeeParser
{
    private const long All = 1_000_000_000;

    internal static FeeTier[] ReadTiers(JsonEntry version)
    {
        JsonValue[] values = version["tiers"].AsList(1, ReferenceLimits.BandsMax);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var tiers = new FeeTier[values.Length];
        long shareNanos = 0;
        for (int i = 0; i < tiers.Length; i++)
        {
            tiers[i] = ReadTier(values[i], shareNanos);
            shareNanos = tiers[i].ShareToNanos;
            if (!names.Add(tiers[i].Name))
            {
                throw values[i].Error("ER1152", $"tier {tiers[i].Name} stands twice; keep one");
            }
        }

        return shareNanos == All ? tiers : throw values[^1].Error("ER1157", "leaves a gap up to a volume share of 1; end the last tier at 1");
    }

    internal static TierChoice ReadChoice(JsonEntry version)
    {
        bool isNamed = version.TryGet("tier", out JsonValue tier);
        bool isByShare = version.TryGet("volumeShare", out JsonValue share);
        if (isNamed == isByShare)
        {
            throw version.Self.Error("ER1154", "needs either 'tier', the name of a tier, or 'volumeShare', our share of the market's volume");
        }

        return isNamed ? new TierChoice(tier.AsName(), 0) : new TierChoice(null, share.AsNanos(0, All));
    }

    /// <summary>The tier in force over time.</summary>
    internal static Timeline<FeeTier> Resolve(JsonValue place, Timeline<FeeTier[]> schedules, Timeline<TierChoice> choices)
    {
        long firstNs = Math.Max(schedules.FromNs[0], choices.FromNs[0]);
        long[] fromNs = [.. new SortedSet<long>([firstNs, .. schedules.FromNs, .. choices.FromNs]).Where(atNs => atNs >= firstNs)];
        FeeTier[] tiers = Array.ConvertAll(fromNs, atNs => choices.At(atNs).Of(schedules.At(atNs))
            ?? throw place.Error("ER1156", $"names the tier {choices.At(atNs).Name}, which the fee schedule in force at {TimeText.Instant(atNs)} does not have; correct the name or add the tier"));
        return new Timeline<FeeTier>(fromNs, tiers);
    }

    private static FeeTier ReadTier(JsonValue value, long dueNanos)
    {
        const long Max = ReferenceLimits.FeeNanosMax;
        JsonEntry tier = value.AsEntry("name", "volumeShareFrom", "volumeShareTo", "taker", "maker", "midpoint");
        long fromNanos = tier["volumeShareFrom"].AsNanos(0, All);
        long toNanos = tier["volumeShareTo"].AsNanos(0, All);
        if (fromNanos != dueNanos)
        {
            string what = fromNanos > dueNanos ? "leaves a gap" : "overlaps the tier before";
            throw tier["volumeShareFrom"].Error("ER1157", $"{what}; it must be {new Domain.Price(dueNanos)}, where the tier before ends");
        }

        if (toNanos <= fromNanos)
        {
            throw tier["volumeShareTo"].Error("ER1157", "must be above volumeShareFrom; order the tiers by share");
        }

        return new FeeTier(tier["name"].AsName(), fromNanos, toNanos, tier["taker"].AsNanos(-Max, Max), tier["maker"].AsNanos(-Max, Max), tier["midpoint"].AsNanos(-Max, Max));
    }
}
