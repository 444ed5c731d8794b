using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>Random waits of a group, so that one NAK serves many receivers: truncated exponential, most of the mass at the far end (Nonnenmacher and
/// Biersack, "Scalable feedback for large groups", 1999).</summary>
internal sealed class OptimalMulticastDelay : IRetryDelay
{
    private readonly double _range;
    private readonly double _base;
    private readonly double _scaleNs;
    private readonly double _factor;
    private DeterministicRandom _random;

    /// <summary>A generator.</summary>
    /// <param name="maxBackoffNs">Longest wait, ns.</param>
    /// <param name="groupSize">Receivers expected, 1 or more.</param>
    /// <param name="seed">Seed of this receiver.</param>
    public OptimalMulticastDelay(long maxBackoffNs, int groupSize, ulong seed)
    {
        double lambda = Math.Log(groupSize) + 1;
        double growth = Math.Exp(lambda) - 1;
        _range = lambda / maxBackoffNs;
        _base = lambda / (maxBackoffNs * growth);
        _scaleNs = maxBackoffNs / lambda;
        _factor = growth * _scaleNs;
        _random = new DeterministicRandom(seed);
    }

    /// <inheritdoc/>
    public bool IsImmediate => false;

    /// <inheritdoc/>
    public long FirstNs() => NextNs();

    /// <inheritdoc/>
    public long NextNs() => (long)(_scaleNs * Math.Log(((_random.NextDouble() * _range) + _base) * _factor));
}
