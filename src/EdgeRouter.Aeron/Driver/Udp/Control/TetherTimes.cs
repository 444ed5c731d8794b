using EdgeRouter.Aeron.Driver.Udp.Channels;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Times of an untethered subscriber.</summary>
/// <param name="WindowLimitNs">So long it may lag, ns.</param>
/// <param name="LingerNs">So long its log stays, ns.</param>
/// <param name="RestingNs">So long it rests, ns.</param>
internal readonly record struct TetherTimes(long WindowLimitNs, long LingerNs, long RestingNs)
{
    /// <summary>What a channel says, or the driver.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="options">The driver.</param>
    public static TetherTimes Of(UdpChannel channel, NetworkOptions options) => new(
        channel.UntetheredWindowLimitNs ?? options.UntetheredWindowLimitNs,
        channel.UntetheredLingerNs ?? options.UntetheredLingerNs,
        channel.UntetheredRestingNs ?? options.UntetheredRestingNs);
}
