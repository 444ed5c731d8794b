using EdgeRouter.Aeron.Driver.Udp.Channels;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>A client's subscription to a UDP channel, or to what publications of this driver send to one.</summary>
/// <param name="request">What the client asked for.</param>
/// <param name="channel">Its channel.</param>
/// <param name="endpoint">Where it receives, null for a spy.</param>
internal sealed class NetworkSubscription(SubscriptionRequest request, UdpChannel channel, ReceiveLine? endpoint)
{
    /// <summary>The command's correlation id.</summary>
    public long RegistrationId { get; } = request.RegistrationId;

    /// <summary>Whose it is.</summary>
    public long ClientId { get; } = request.ClientId;

    /// <summary>Its stream.</summary>
    public int StreamId { get; } = request.StreamId;

    /// <summary>Its channel.</summary>
    public UdpChannel Channel { get; } = channel;

    /// <summary>Where it receives, null for a spy.</summary>
    public ReceiveLine? Line { get; } = endpoint;

    /// <summary>The one session that it wants, or null.</summary>
    public int? SessionId { get; set; } = channel.SessionId;

    /// <summary>Whether it wants a session of a stream.</summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="sessionId">The session.</param>
    public bool Wants(int streamId, int sessionId) => StreamId == streamId && (SessionId ?? sessionId) == sessionId;
}
