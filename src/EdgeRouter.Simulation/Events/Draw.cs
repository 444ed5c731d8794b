using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Simulation.Events;

/// <summary>Draws that are functions of their key alone. Whatever is drawn in answer to the state of the market is drawn here,
/// so that an order of ours can never shift anybody's later draws.</summary>
internal static class Draw
{
    public static ulong Key(ulong seed, ulong agent, long a, long b)
    {
        ulong mixed = SplitMix64.Mix(seed ^ (agent * 0xD6E8_FEB8_6659_FD93UL));
        return SplitMix64.Mix(mixed ^ ((ulong)a * 0xA076_1D64_78BD_642FUL) ^ ulong.RotateLeft((ulong)b * 0xE703_7ED1_A0B4_28DBUL, 32));
    }

    public static double Unit(ulong key) => (key >> 11) * (1.0 / (1UL << 53));

    public static long Between(ulong key, long min, long max) => min + (long)Math.BigMul(key, (ulong)(max - min + 1), out _);
}
