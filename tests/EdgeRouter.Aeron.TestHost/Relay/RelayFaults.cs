using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.TestHost.Relay;

/// <summary>What becomes of each datagram, by its number and the seed.</summary>
/// <param name="seed">The seed.</param>
/// <param name="stream">A number for the direction.</param>
/// <param name="lossShare">Share that is lost.</param>
/// <param name="duplicateShare">Share that comes twice.</param>
/// <param name="reorderShare">Share that is held back until up to eight later ones have passed.</param>
/// <param name="setupLossShare">Share of SETUPs that is lost besides.</param>
internal sealed class RelayFaults(ulong seed, ulong stream, double lossShare, double duplicateShare, double reorderShare, double setupLossShare)
{
    private const int HeldPacketsMax = 8;
    private const int TypeOffset = 6;
    private const byte SetupType = 5;
    private DeterministicRandom _random = new(seed, stream);

    public bool IsLost(ReadOnlySpan<byte> datagram) =>
        _random.NextBool(lossShare) || (datagram.Length > TypeOffset && datagram[TypeOffset] == SetupType && _random.NextBool(setupLossShare));

    public bool IsDuplicated() => _random.NextBool(duplicateShare);

    /// <summary>How many later datagrams pass first.</summary>
    public int HeldFor() => _random.NextBool(reorderShare) ? 1 + _random.NextInt32(HeldPacketsMax) : 0;
}
