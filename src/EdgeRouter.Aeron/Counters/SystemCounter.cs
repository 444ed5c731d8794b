namespace EdgeRouter.Aeron.Counters;

/// <summary>Counters of the driver as a whole; the number is the counter's id (AERON.md §7).</summary>
public enum SystemCounter
{
    /// <summary>Bytes sent.</summary>
    BytesSent,

    /// <summary>Bytes received.</summary>
    BytesReceived,

    /// <summary>Failed offers to the receiver.</summary>
    ReceiverProxyFails,

    /// <summary>Failed offers to the sender.</summary>
    SenderProxyFails,

    /// <summary>Failed offers to the conductor.</summary>
    ConductorProxyFails,

    /// <summary>NAKs sent.</summary>
    NaksSent,

    /// <summary>NAKs received.</summary>
    NaksReceived,

    /// <summary>Status messages sent.</summary>
    StatusMessagesSent,

    /// <summary>Status messages received.</summary>
    StatusMessagesReceived,

    /// <summary>Heartbeats sent.</summary>
    HeartbeatsSent,

    /// <summary>Heartbeats received.</summary>
    HeartbeatsReceived,

    /// <summary>Retransmits sent.</summary>
    RetransmitsSent,

    /// <summary>Flow control under runs.</summary>
    FlowControlUnderRuns,

    /// <summary>Flow control over runs.</summary>
    FlowControlOverRuns,

    /// <summary>Invalid packets.</summary>
    InvalidPackets,

    /// <summary>Errors.</summary>
    Errors,

    /// <summary>Short sends.</summary>
    ShortSends,

    /// <summary>Failed attempts to free a log buffer.</summary>
    FreeFails,

    /// <summary>Times a sender was held back by flow control.</summary>
    SenderFlowControlLimits,

    /// <summary>Publications unblocked.</summary>
    UnblockedPublications,

    /// <summary>Commands unblocked.</summary>
    UnblockedCommands,

    /// <summary>Possible TTL asymmetry.</summary>
    PossibleTtlAsymmetry,

    /// <summary>Controllable idle strategy status.</summary>
    ControllableIdleStrategy,

    /// <summary>Loss gap fills.</summary>
    LossGapFills,

    /// <summary>Client liveness timeouts.</summary>
    ClientTimeouts,

    /// <summary>Resolution changes.</summary>
    ResolutionChanges,

    /// <summary>Conductor max cycle time in ns.</summary>
    ConductorMaxCycleTime,

    /// <summary>Conductor cycles over the threshold.</summary>
    ConductorCycleTimeThresholdExceeded,

    /// <summary>Sender max cycle time in ns.</summary>
    SenderMaxCycleTime,

    /// <summary>Sender cycles over the threshold.</summary>
    SenderCycleTimeThresholdExceeded,

    /// <summary>Receiver max cycle time in ns.</summary>
    ReceiverMaxCycleTime,

    /// <summary>Receiver cycles over the threshold.</summary>
    ReceiverCycleTimeThresholdExceeded,

    /// <summary>Name resolver max time in ns.</summary>
    NameResolverMaxTime,

    /// <summary>Name resolutions over the threshold.</summary>
    NameResolverTimeThresholdExceeded,

    /// <summary>Version of the driver's software, packed.</summary>
    AeronVersion,

    /// <summary>Bytes mapped.</summary>
    BytesMapped,

    /// <summary>Bytes retransmitted.</summary>
    RetransmittedBytes,

    /// <summary>Retransmit overflows.</summary>
    RetransmitOverflow,

    /// <summary>Error frames received.</summary>
    ErrorFramesReceived,

    /// <summary>Error frames sent.</summary>
    ErrorFramesSent,

    /// <summary>Publications revoked.</summary>
    PublicationsRevoked,

    /// <summary>Images revoked.</summary>
    PublicationImagesRevoked,

    /// <summary>Images rejected.</summary>
    ImagesRejected,

    /// <summary>Version of the control protocol, packed.</summary>
    ControlProtocolVersion,

    /// <summary>Status messages rejected.</summary>
    StatusMessagesRejected,

    /// <summary>Failed offers to the resource agent.</summary>
    ResourceAgentFails,
}
