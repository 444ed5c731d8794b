namespace EdgeRouter.Sbe.Properties.Tests.Fuzz;

/// <summary>SplitMix64: a seeded stream of numbers (Steele, Lea, Flood 2014).</summary>
public struct Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    public int Next(int limit) => limit <= 0 ? 0 : (int)(Next() % (ulong)limit);
}
