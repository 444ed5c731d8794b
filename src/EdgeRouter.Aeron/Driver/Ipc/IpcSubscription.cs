using EdgeRouter.Aeron.Channels;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>A client's subscription to IPC publications.</summary>
/// <param name="RegistrationId">Its registration.</param>
/// <param name="ClientId">Its client.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Channel">The channel as written.</param>
/// <param name="SessionId">The one session that it wants; null = all.</param>
/// <param name="IsTethered">Whether publications wait for it however slow it is.</param>
/// <param name="Rejoins">Whether it comes back after it was let go.</param>
internal sealed record IpcSubscription(
    long RegistrationId, long ClientId, int StreamId, string Channel, int? SessionId, bool IsTethered, bool Rejoins)
{
    private static readonly string[] UnusedFlags = ["reliable", "sparse"];

    private static readonly string[] PublishersTimeouts =
        ["untethered-window-limit-timeout", "untethered-linger-timeout", "untethered-resting-timeout"];

    /// <summary>A subscription from its channel.</summary>
    /// <param name="registrationId">Its registration.</param>
    /// <param name="clientId">Its client.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="uri">The channel.</param>
    /// <exception cref="EdgeRouterException">ER2205: a value makes no sense; also one that means nothing to shared memory.</exception>
    public static IpcSubscription Of(long registrationId, long clientId, int streamId, ChannelUri uri)
    {
        foreach (string flag in UnusedFlags)
        {
            _ = uri.GetFlag(flag);
        }

        foreach (string timeout in PublishersTimeouts)
        {
            _ = uri.GetDurationNs(timeout);
        }

        return new IpcSubscription(
            registrationId,
            clientId,
            streamId,
            uri.Text,
            uri.GetInt32("session-id"),
            uri.GetFlag("tether") ?? true,
            uri.GetFlag("rejoin") ?? true);
    }

    /// <summary>Whether it wants a publication.</summary>
    /// <param name="streamId">The publication's stream.</param>
    /// <param name="sessionId">Its session.</param>
    public bool Wants(int streamId, int sessionId) => StreamId == streamId && (SessionId ?? sessionId) == sessionId;
}
