using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Routing.Policies;

/// <summary>Chance that depends on a seed and an order's id alone, so that a replay draws the same.</summary>
internal static class KeyedChance
{
    /// <summary>Uniform in [0, 1): one draw a parent.</summary>
    public static double OfParent(ulong seed, ParentOrderId parentId) => SplitMix64.ToUnit(Key(seed, parentId));

    /// <summary>Uniform in 0 … count − 1: one draw a decision, independent of the parent's own.</summary>
    public static int OfDecision(ulong seed, ParentOrderId parentId, int decisionIndex, int count)
    {
        ulong draw = SplitMix64.Mix(Key(~seed, parentId) + (ulong)decisionIndex);
        return (int)Math.BigMul(draw, (ulong)count, out _);
    }

    private static ulong Key(ulong seed, ParentOrderId parentId) => SplitMix64.Mix(seed) ^ SplitMix64.Mix(~(ulong)parentId.Value);
}
