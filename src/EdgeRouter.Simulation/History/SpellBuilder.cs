using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Draws when a midpoint venue holds hidden liquidity, and on which side: natural spells by chance, toxic ones ahead of the price.</summary>
internal static class SpellBuilder
{
    /// <summary>Spells in order of time, never overlapping; a toxic spell cuts natural ones short.</summary>
    public static Spell[] Build(HiddenParameters hidden, ulong seed, int agent, long startNs, long endNs, Burst[] bursts)
    {
        var random = new DeterministicRandom(seed, (DrawStream.HiddenSpell << 32) | (uint)agent);
        var spells = new List<Spell>();
        long lastEnd = startNs;
        int b = 0;
        long time = Next(ref random, startNs, hidden.OffSecondsMean);
        while (time < endNs || b < bursts.Length)
        {
            if (b < bursts.Length && bursts[b].StartNs - hidden.ToxicLeadNs <= time)
            {
                lastEnd = AddToxic(spells, hidden, seed, agent, b, bursts[b], lastEnd);
                b++;
                continue;
            }

            if (time >= endNs)
            {
                break;
            }

            long off = Next(ref random, time, hidden.OnSecondsMean);
            long until = b < bursts.Length && hidden.ToxicProbability > 0.0 ? Math.Min(off, bursts[b].StartNs - hidden.ToxicLeadNs) : off;
            int sign = random.NextBool(0.5) ? 1 : -1;
            if (until > Math.Max(time, lastEnd))
            {
                spells.Add(new Spell(Math.Max(time, lastEnd), until, sign));
                lastEnd = until;
            }

            time = Next(ref random, off, hidden.OffSecondsMean);
        }

        return [.. spells];
    }

    // Before a fall informed sellers rest here: whoever buys from them is filled just before the price leaves.
    private static long AddToxic(List<Spell> spells, HiddenParameters hidden, ulong seed, int agent, int index, Burst burst, long lastEndNs)
    {
        ulong key = Draw.Key(seed, DrawStream.Toxic, agent, index);
        long start = Math.Max(lastEndNs, burst.StartNs - hidden.ToxicLeadNs);
        if (Draw.Unit(key) >= hidden.ToxicProbability || start >= burst.EndNs)
        {
            return lastEndNs;
        }

        spells.Add(new Spell(start, burst.EndNs, burst.Direction));
        return burst.EndNs;
    }

    private static long Next(ref DeterministicRandom random, long fromNs, double secondsMean) =>
        fromNs + 1 + (long)(random.NextExponential(secondsMean) * TimeUnits.Second);
}
