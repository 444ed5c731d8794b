using EdgeRouter.Aeron.Driver.Udp.Frames;

namespace EdgeRouter.Aeron.Driver.Udp.FlowControl;

/// <summary>How far a sender may go, from what its receivers say. No I/O, no clock; used by the sender's thread, except where it says otherwise.</summary>
internal interface IFlowControl
{
    /// <summary>Whether there are as many receivers as the channel asks for. Any thread.</summary>
    bool HasRequiredReceivers { get; }

    /// <summary>A valid status message that does not ask for a SETUP.</summary>
    /// <param name="status">It.</param>
    /// <param name="position">The position that it says is consumed.</param>
    /// <param name="senderLimit">The limit so far.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>The limit from now on.</returns>
    long OnStatus(in StatusFrame status, long position, long senderLimit, long nowNs);

    /// <summary>A status message that asks for a SETUP.</summary>
    /// <param name="status">It.</param>
    void OnSetupWanted(in StatusFrame status);

    /// <summary>A SETUP that was asked for goes out.</summary>
    /// <param name="senderLimit">The limit.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    void OnSetup(long senderLimit, long nowNs);

    /// <summary>A receiver refuses.</summary>
    /// <param name="receiverId">Which.</param>
    void OnError(long receiverId);

    /// <summary>Nothing was sent in this cycle: receivers that are silent are forgotten.</summary>
    /// <param name="senderLimit">The limit so far.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>The limit from now on.</returns>
    long OnIdle(long senderLimit, long nowNs);

    /// <summary>Bytes that one NAK may have sent again.</summary>
    /// <param name="termOffset">Where the gap begins.</param>
    /// <param name="lengthBytes">Its length.</param>
    /// <param name="termLengthBytes">Length of the term.</param>
    int MaxResend(int termOffset, int lengthBytes, int termLengthBytes);
}
