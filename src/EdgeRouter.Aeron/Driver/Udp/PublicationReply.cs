namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>What ON_PUBLICATION_READY says.</summary>
/// <param name="OriginalRegistrationId">Registration id of the client that made it.</param>
/// <param name="SessionId">The session.</param>
/// <param name="PositionLimitCounterId">Counter of the publication's limit.</param>
/// <param name="ChannelStatusCounterId">Counter of the channel's status.</param>
/// <param name="LogFile">Full path of the log.</param>
internal readonly record struct PublicationReply(
    long OriginalRegistrationId, int SessionId, int PositionLimitCounterId, int ChannelStatusCounterId, string LogFile);
