namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>Always the same waits: one receiver.</summary>
/// <param name="firstNs">Before the first NAK, ns.</param>
/// <param name="nextNs">Between NAKs, ns.</param>
internal sealed class StaticDelay(long firstNs, long nextNs) : IRetryDelay
{
    /// <inheritdoc/>
    public bool IsImmediate => firstNs == 0;

    /// <inheritdoc/>
    public long FirstNs() => firstNs;

    /// <inheritdoc/>
    public long NextNs() => nextNs;
}
