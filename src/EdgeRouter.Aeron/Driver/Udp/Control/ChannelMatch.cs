using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Whether a channel's parameters can be had, beside what is there already. What cannot be is told, never passed over.</summary>
internal static class ChannelMatch
{
    /// <summary>Requires that a publication of the channel has somewhere to send to.</summary>
    /// <param name="channel">The channel.</param>
    /// <exception cref="CommandRefusedException">It has not.</exception>
    public static void RequireSendable(UdpChannel channel)
    {
        string? fault = channel.IsMultiDestination ? null
            : channel.Endpoint is { Port: 0 } ? "a publication needs the port of its endpoint"
            : channel.Control.HasValue && channel.Endpoint == null ? "control needs an endpoint, or control-mode=dynamic or manual"
            : null;
        Refuse(channel, fault);
    }

    /// <summary>Requires that a publication can share a socket.</summary>
    /// <param name="existing">The socket's channel.</param>
    /// <param name="channel">The publication's.</param>
    /// <param name="options">Buffers of channels that name none.</param>
    /// <exception cref="CommandRefusedException">It cannot.</exception>
    public static void RequireSameSender(UdpChannel existing, UdpChannel channel, NetworkOptions options)
    {
        RequireSamePlace(existing, channel);
        RequireSame(existing, channel, "so-sndbuf", channel.SendBufferBytes, existing.SendBufferBytes ?? options.SendBufferBytes);
        RequireSame(existing, channel, "so-rcvbuf", channel.ReceiveBufferBytes, existing.ReceiveBufferBytes ?? options.ReceiveBufferBytes);
    }

    /// <summary>Requires that a subscription can share a socket.</summary>
    /// <param name="existing">The socket's channel.</param>
    /// <param name="channel">The subscription's.</param>
    /// <param name="options">Buffers and tag of channels that name none.</param>
    /// <exception cref="CommandRefusedException">It cannot.</exception>
    public static void RequireSameReceiver(UdpChannel existing, UdpChannel channel, NetworkOptions options)
    {
        RequireSameSender(existing, channel, options);
        RequireSame(existing, channel, "gtag", channel.GroupTag, existing.GroupTag ?? options.GroupTag);
    }

    /// <summary>Requires that a subscription can share the images of another.</summary>
    /// <param name="existing">The other's channel.</param>
    /// <param name="channel">The subscription's.</param>
    /// <param name="streamId">Their stream.</param>
    /// <param name="options">Windows of channels that name none.</param>
    /// <exception cref="CommandRefusedException">It cannot.</exception>
    public static void RequireSameImage(UdpChannel existing, UdpChannel channel, int streamId, NetworkOptions options)
    {
        string? differs = existing.IsReliable != channel.IsReliable ? "reliable" : existing.Rejoins != channel.Rejoins ? "rejoin" : null;
        Refuse(channel, differs == null ? null : $"{differs} differs from that of {existing.Text} on stream {streamId}");
        RequireSame(existing, channel, "rcv-wnd", channel.ReceiverWindowBytes, existing.ReceiverWindowBytes ?? options.InitialWindowBytes);
    }

    /// <summary>Requires that a publisher can share a publication.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="channel">The publisher's channel.</param>
    /// <exception cref="CommandRefusedException">It cannot.</exception>
    public static void RequireEqual(NetworkPublication publication, UdpChannel channel)
    {
        LogBuffer log = publication.Log;
        long start = publication.Spec.StartPosition;
        int termId = LogPosition.TermIdAt(start, log.PositionShift, log.InitialTermId);
        int termOffset = LogPosition.OffsetAt(start, log.TermBytes);
        string? clash =
            channel.SessionId is { } session && session != publication.SessionId ? $"session-id={session} is not {publication.SessionId}"
            : channel.MtuBytes is { } mtu && mtu != log.MtuBytes ? $"mtu={mtu} is not {log.MtuBytes}"
            : channel.TermLengthBytes is { } term && term != log.TermBytes ? $"term-length={term} is not {log.TermBytes}"
            : channel.InitialTermId is not { } initial ? null
            : initial != log.InitialTermId ? $"init-term-id={initial} is not {log.InitialTermId}"
            : channel.TermId != termId ? $"term-id={channel.TermId} is not {termId}"
            : channel.TermOffset != termOffset ? $"term-offset={channel.TermOffset} is not {termOffset}"
            : null;
        Refuse(channel, clash == null ? null : $"a publication of this channel and stream is there, and {clash}");
    }

    private static void RequireSamePlace(UdpChannel existing, UdpChannel channel)
    {
        bool isByTagAlone = channel.Endpoint == null && channel.Control == null && channel.ControlMode == ControlMode.None;
        if (isByTagAlone)
        {
            return;
        }

        Refuse(
            channel,
            existing.CanonicalForm != channel.CanonicalForm ? $"the tag {channel.Tag} is that of {existing.Text}, which has another endpoint or control"
            : existing.ControlMode != channel.ControlMode ? $"its control-mode differs from that of {existing.Text}"
            : null);
    }

    private static void RequireSame(UdpChannel existing, UdpChannel channel, string key, long? wanted, long? there) =>
        Refuse(channel, wanted is null or 0 || wanted == there ? null : $"{key}={wanted} is not that of {existing.Text}: {there}");

    private static void Refuse(UdpChannel channel, string? fault)
    {
        if (fault != null)
        {
            throw UdpChannelParser.Invalid(channel.Text, fault);
        }
    }
}
