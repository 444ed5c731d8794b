using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.TestHost.Relay;

/// <summary>What becomes of each datagram, by its number and the seed.</summary>
/// <param name="seed">The seed.</param>
/// <param name="stream">A number for the direction.</param>
/// <param name="lossShare">Share that is lost.</param>
/// <param name="duplicateShare">Share that comes twice.</param>
/// <param name="reorderShare">Share that is held back until up to eight later ones have passed.</param>
internal sealed class RelayFaults(ulong seed, ulong stream, double lossShare, double duplicateShare, double reorderShare)
{
    private const int HeldPacketsMax = 8;
    private DeterministicRandom _random = new(seed, stream);

    public bool IsLost() => _random.NextBool(lossShare);

    public bool IsDuplicated() => _random.NextBool(duplicateShare);

    /// <summary>How many later datagrams pass first.</summary>
    public int HeldFor() => _random.NextBool(reorderShare) ? 1 + _random.NextInt32(HeldPacketsMax) : 0;
}
