using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Faults;

/// <summary>Reference data that come during a run. Each file changes ticks, bands and restrictions several times within the next moments.</summary>
internal sealed class ReferenceFlow(ulong seed, Func<int, long> fairTicks)
{
    private const double FileRate = 0.03;
    private const int ChangesMax = 5;
    private static readonly long[] Ticks = [FaultWorld.Tick, FaultWorld.Tick, 2 * FaultWorld.Tick, 5 * FaultWorld.Tick];
    private readonly ReferenceTerms[][] _terms = [.. Enumerable.Range(0, FaultWorld.InstrumentCount).Select(_ => new[] { ReferenceTerms.None })];
    private DeterministicRandom _random = new(seed, 12);

    public bool IsDue() => _random.NextBool(FileRate);

    /// <summary>The price step that venues quote in.</summary>
    public long TickNanos(int instrument, long nowNs) => _terms[instrument].Last(t => t.FromNs <= nowNs).TickNanos;

    /// <summary>A new file, valid at once.</summary>
    public byte[] Next(long nowNs)
    {
        for (int i = 0; i < _terms.Length; i++)
        {
            _terms[i] = [.. Changes(i, nowNs)];
        }

        return ReferenceText.Write(_terms);
    }

    private IEnumerable<ReferenceTerms> Changes(int instrument, long nowNs)
    {
        yield return Terms(instrument, 0);
        int count = _random.NextInt32(ChangesMax + 1);
        long fromNs = nowNs;
        for (int i = 0; i < count; i++)
        {
            fromNs += 1 + _random.NextInt32((int)(300 * TimeUnits.Millisecond));
            yield return Terms(instrument, fromNs);
        }
    }

    private ReferenceTerms Terms(int instrument, long fromNs)
    {
        long tick = Ticks[_random.NextInt32(Ticks.Length)];
        long fair = fairTicks(instrument) * FaultWorld.Tick;
        long width = _random.NextBool(0.4) ? (3 + _random.NextInt32(20)) * FaultWorld.Tick : 0;
        InstrumentRestrictions restrictions = _random.NextInt32(8) switch
        {
            0 => InstrumentRestrictions.Untradable,
            1 => InstrumentRestrictions.HardToBorrow,
            2 => InstrumentRestrictions.ShortSaleRestricted,
            3 => InstrumentRestrictions.ShortSaleRestricted | InstrumentRestrictions.HardToBorrow,
            _ => InstrumentRestrictions.None,
        };
        return new ReferenceTerms(fromNs, tick, width > 0 ? fair - width : 0, width > 0 ? fair + width : 0, restrictions);
    }
}
