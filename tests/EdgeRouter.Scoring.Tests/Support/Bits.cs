namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>SplitMix64: a seeded stream of bits for tests.</summary>
internal sealed class Bits(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public float Unit() => (Next() >> 40) / 16777216f;
}
