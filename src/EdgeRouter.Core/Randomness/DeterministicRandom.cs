using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Core.Randomness;

/// <summary>A seeded generator whose every bit is the same on every machine: xoshiro256** (Blackman and Vigna, 2018) seeded through SplitMix64.
/// A mutable struct: pass it by reference, keep it in a field.</summary>
public struct DeterministicRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Seeds a stream.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Streams of one seed are independent: one an agent, so that one agent's draws never shift another's.</param>
    public DeterministicRandom(ulong seed, ulong stream = 0)
    {
        ulong state = SplitMix64.Mix(seed) ^ SplitMix64.Mix(stream + 0x9E37_79B9_7F4A_7C15UL);
        _s0 = SplitMix64.Next(ref state);
        _s1 = SplitMix64.Next(ref state);
        _s2 = SplitMix64.Next(ref state);
        _s3 = SplitMix64.Next(ref state);
    }

    /// <summary>A generator in a given state: for checks against published sequences.</summary>
    internal DeterministicRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1): 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform integer in [0, bound), without bias beyond 2^-64 · bound.</summary>
    /// <param name="bound">Above zero.</param>
    public int NextInt32(int bound) => (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);

    /// <summary>Whether an event of probability <paramref name="probability"/> happens.</summary>
    /// <param name="probability">0 to 1.</param>
    public bool NextBool(double probability) => NextDouble() < probability;

    /// <summary>Exponential with the given mean; never negative.</summary>
    /// <param name="mean">Above zero.</param>
    public double NextExponential(double mean) => -mean * DeterministicMath.Log(1.0 - NextDouble());

    /// <summary>Standard normal, by Marsaglia's polar method (1964); the second variate is thrown away to keep the state small.</summary>
    public double NextGaussian()
    {
        while (true)
        {
            double u = (2.0 * NextDouble()) - 1.0;
            double v = (2.0 * NextDouble()) - 1.0;
            double s = (u * u) + (v * v);
            if (s is > 0.0 and < 1.0)
            {
                return u * Math.Sqrt(-2.0 * DeterministicMath.Log(s) / s);
            }
        }
    }
}
