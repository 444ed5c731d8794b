using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Draws when a midpoint venue holds hidden liquidity, and on which side: natural spells by chance, toxic ones ahead of the price.</summary>
internal static class SpellBuilder
{
    /// <summary>Spells in order of time, never overlapping; a toxic spell cuts natural ones short, and those of metaorders fill what is left.</summary>
    public static Spell[] Build(HiddenParameters hidden, ulong seed, int agent, long startNs, long endNs, InstrumentHistory history, QualityTimes quality)
    {
        Burst[] bursts = history.Known ?? history.Bursts;
        var random = new DeterministicRandom(seed, (DrawStream.HiddenSpell << 32) | (uint)agent);
        var spells = new List<Spell>();
        long lastEnd = startNs;
        int b = 0;
        long time = Next(ref random, startNs, hidden.OffSecondsMean);
        while (time < endNs || b < bursts.Length)
        {
            if (b < bursts.Length && bursts[b].StartNs - hidden.ToxicLeadNs <= time)
            {
                lastEnd = AddToxic(spells, hidden, quality, seed, agent, b, bursts[b], lastEnd);
                b++;
                continue;
            }

            if (time >= endNs)
            {
                break;
            }

            long off = Next(ref random, time, hidden.OnSecondsMean);
            long until = b < bursts.Length && quality.ToxicProbability(time, hidden.ToxicProbability) > 0.0 ? Math.Min(off, bursts[b].StartNs - hidden.ToxicLeadNs) : off;
            int sign = random.NextBool(0.5) ? 1 : -1;
            if (until > Math.Max(time, lastEnd) && Draw.Unit(Draw.Key(seed, DrawStream.NaturalShare, agent, time)) < quality.NaturalProbability(time))
            {
                spells.Add(new Spell(Math.Max(time, lastEnd), until, sign));
                lastEnd = until;
            }

            time = Next(ref random, off, hidden.OffSecondsMean);
        }

        return hidden.MetaorderProbability > 0.0 ? WithMetaorders(spells, hidden, quality, seed, agent, history.Metaorders) : [.. spells];
    }

    // An institution that works an order rests on its side where nobody else does.
    private static Spell[] WithMetaorders(List<Spell> spells, HiddenParameters hidden, QualityTimes quality, ulong seed, int agent, Metaorder[] metaorders)
    {
        var all = new List<Spell>();
        int next = 0;
        long lastEnd = long.MinValue;
        for (int m = 0; m < metaorders.Length; m++)
        {
            double draw = Draw.Unit(Draw.Key(seed, DrawStream.MetaorderRest, agent, m));
            if (draw >= hidden.MetaorderProbability * quality.NaturalProbability(metaorders[m].StartTimeNs))
            {
                continue;
            }

            long start = Math.Max(lastEnd, metaorders[m].StartTimeNs);
            for (; next < spells.Count && spells[next].StartNs < metaorders[m].EndTimeNs; next++)
            {
                AddGap(all, start, spells[next].StartNs, metaorders[m].Side);
                all.Add(spells[next]);
                start = Math.Max(start, spells[next].EndNs);
            }

            AddGap(all, start, metaorders[m].EndTimeNs, metaorders[m].Side);
            lastEnd = Math.Max(start, metaorders[m].EndTimeNs);
        }

        all.AddRange(spells[next..]);
        return [.. all];
    }

    private static void AddGap(List<Spell> all, long startNs, long endNs, Side side)
    {
        if (endNs > startNs)
        {
            all.Add(new Spell(startNs, endNs, side.Sign()));
        }
    }

    // Before a fall informed sellers rest here: whoever buys from them is filled just before the price leaves.
    private static long AddToxic(List<Spell> spells, HiddenParameters hidden, QualityTimes quality, ulong seed, int agent, int index, Burst burst, long lastEndNs)
    {
        ulong key = Draw.Key(seed, DrawStream.Toxic, agent, index);
        long start = Math.Max(lastEndNs, burst.StartNs - hidden.ToxicLeadNs);
        if (Draw.Unit(key) >= quality.ToxicProbability(burst.StartNs, hidden.ToxicProbability) || start >= burst.EndNs)
        {
            return lastEndNs;
        }

        spells.Add(new Spell(start, burst.EndNs, burst.Direction));
        return burst.EndNs;
    }

    private static long Next(ref DeterministicRandom random, long fromNs, double secondsMean) =>
        fromNs + 1 + (long)(random.NextExponential(secondsMean) * TimeUnits.Second);
}
