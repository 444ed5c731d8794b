using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>The driver's counters that the network half writes. Each is written by one thread, or added to atomically where two do.</summary>
/// <param name="host">Gives them.</param>
internal sealed class NetworkCells(INetworkHost host)
{
    /// <summary>Bytes sent; sender.</summary>
    public CounterCell BytesSent { get; } = host.SystemCell(SystemCounter.BytesSent);

    /// <summary>Bytes received; receiver.</summary>
    public CounterCell BytesReceived { get; } = host.SystemCell(SystemCounter.BytesReceived);

    /// <summary>Times that the sender's command pipe was full; conductor.</summary>
    public CounterCell SenderFails { get; } = host.SystemCell(SystemCounter.SenderProxyFails);

    /// <summary>Times that the receiver's command pipe was full; conductor.</summary>
    public CounterCell ReceiverFails { get; } = host.SystemCell(SystemCounter.ReceiverProxyFails);

    /// <summary>Events that the conductor had no room for; both agents.</summary>
    public CounterCell ConductorFails { get; } = host.SystemCell(SystemCounter.ConductorProxyFails);

    /// <summary>NAKs sent; receiver.</summary>
    public CounterCell NaksSent { get; } = host.SystemCell(SystemCounter.NaksSent);

    /// <summary>NAKs received; sender.</summary>
    public CounterCell NaksReceived { get; } = host.SystemCell(SystemCounter.NaksReceived);

    /// <summary>Status messages sent; receiver.</summary>
    public CounterCell StatusSent { get; } = host.SystemCell(SystemCounter.StatusMessagesSent);

    /// <summary>Status messages received; sender.</summary>
    public CounterCell StatusReceived { get; } = host.SystemCell(SystemCounter.StatusMessagesReceived);

    /// <summary>Status messages that make no sense; sender.</summary>
    public CounterCell StatusRejected { get; } = host.SystemCell(SystemCounter.StatusMessagesRejected);

    /// <summary>Heartbeats sent; sender.</summary>
    public CounterCell HeartbeatsSent { get; } = host.SystemCell(SystemCounter.HeartbeatsSent);

    /// <summary>Heartbeats received; receiver.</summary>
    public CounterCell HeartbeatsReceived { get; } = host.SystemCell(SystemCounter.HeartbeatsReceived);

    /// <summary>Retransmissions; sender.</summary>
    public CounterCell RetransmitsSent { get; } = host.SystemCell(SystemCounter.RetransmitsSent);

    /// <summary>Bytes of them; sender.</summary>
    public CounterCell RetransmittedBytes { get; } = host.SystemCell(SystemCounter.RetransmittedBytes);

    /// <summary>NAKs dropped for want of a place; sender.</summary>
    public CounterCell RetransmitOverflow { get; } = host.SystemCell(SystemCounter.RetransmitOverflow);

    /// <summary>Data below the window; receiver.</summary>
    public CounterCell UnderRuns { get; } = host.SystemCell(SystemCounter.FlowControlUnderRuns);

    /// <summary>Data above the window; receiver.</summary>
    public CounterCell OverRuns { get; } = host.SystemCell(SystemCounter.FlowControlOverRuns);

    /// <summary>Datagrams that are no frames, or nonsense; both agents.</summary>
    public CounterCell InvalidPackets { get; } = host.SystemCell(SystemCounter.InvalidPackets);

    /// <summary>Datagrams that the system did not take; both agents.</summary>
    public CounterCell ShortSends { get; } = host.SystemCell(SystemCounter.ShortSends);

    /// <summary>Times that a sender was held back; sender.</summary>
    public CounterCell SenderLimits { get; } = host.SystemCell(SystemCounter.SenderFlowControlLimits);

    /// <summary>Publications unblocked; conductor.</summary>
    public CounterCell Unblocked { get; } = host.SystemCell(SystemCounter.UnblockedPublications);

    /// <summary>Groups whose time to live is shorter here than there; receiver.</summary>
    public CounterCell TtlAsymmetry { get; } = host.SystemCell(SystemCounter.PossibleTtlAsymmetry);

    /// <summary>Holes closed with padding; receiver.</summary>
    public CounterCell GapFills { get; } = host.SystemCell(SystemCounter.LossGapFills);

    /// <summary>Names that have another address now; conductor.</summary>
    public CounterCell ResolutionChanges { get; } = host.SystemCell(SystemCounter.ResolutionChanges);

    /// <summary>Refusals received; sender.</summary>
    public CounterCell ErrorsReceived { get; } = host.SystemCell(SystemCounter.ErrorFramesReceived);

    /// <summary>Refusals sent; receiver.</summary>
    public CounterCell ErrorsSent { get; } = host.SystemCell(SystemCounter.ErrorFramesSent);

    /// <summary>Publications revoked; conductor.</summary>
    public CounterCell PublicationsRevoked { get; } = host.SystemCell(SystemCounter.PublicationsRevoked);

    /// <summary>Images revoked; receiver.</summary>
    public CounterCell ImagesRevoked { get; } = host.SystemCell(SystemCounter.PublicationImagesRevoked);

    /// <summary>Images rejected; conductor.</summary>
    public CounterCell ImagesRejected { get; } = host.SystemCell(SystemCounter.ImagesRejected);
}
