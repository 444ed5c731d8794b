using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>A place that a subscription receives at: one socket. A channel has one; of <c>control-mode=manual</c> as many as the client adds.</summary>
/// <param name="channel">Its channel.</param>
/// <param name="port">Its socket.</param>
internal sealed class ReceiveDestination(UdpChannel channel, IDatagramPort port)
{
    private bool _isReleased;

    /// <summary>Its channel.</summary>
    public UdpChannel Channel { get; } = channel;

    /// <summary>Its socket.</summary>
    public IDatagramPort Port { get; } = port;

    /// <summary>Where status messages go if the channel says so; none: where the data comes from.</summary>
    public UdpAddress Control { get; set; } =
        channel.IsMulticast ? channel.RemoteControl : channel.Control.HasValue ? channel.Local : default;

    /// <summary>Whether the sender only knows of us by our asking.</summary>
    public bool AsksForSetup => Channel.Control.HasValue && !Channel.IsMulticast;

    /// <summary>When it last received, or asked, ns. The receiver.</summary>
    public long LastActivityNs { get; set; }

    /// <summary>When the sender was last asked for a SETUP, ns. The receiver.</summary>
    public long LastAskNs { get; set; } = long.MinValue / 2;

    /// <summary>Whether the receiver has let go of it. Any thread.</summary>
    public bool IsReleased
    {
        get => Volatile.Read(ref _isReleased);
        set => Volatile.Write(ref _isReleased, value);
    }
}
