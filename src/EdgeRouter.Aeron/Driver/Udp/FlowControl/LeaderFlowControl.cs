using EdgeRouter.Aeron.Driver.Udp.Frames;

namespace EdgeRouter.Aeron.Driver.Udp.FlowControl;

/// <summary>The receiver that is furthest ahead sets the limit: the one there is (unicast), or any (max).</summary>
/// <param name="windowBytes">A receiver's window, bytes.</param>
/// <param name="resendMultiple">Windows that one NAK may have sent again.</param>
internal sealed class LeaderFlowControl(int windowBytes, int resendMultiple) : IFlowControl
{
    /// <inheritdoc/>
    public bool HasRequiredReceivers => true;

    /// <inheritdoc/>
    public long OnStatus(in StatusFrame status, long position, long senderLimit, long nowNs) =>
        Math.Max(senderLimit, position + status.WindowBytes);

    /// <inheritdoc/>
    public void OnSetupWanted(in StatusFrame status)
    {
        // Nobody is waited for: a new receiver joins where the others are.
    }

    /// <inheritdoc/>
    public void OnSetup(long senderLimit, long nowNs)
    {
        // As above.
    }

    /// <inheritdoc/>
    public void OnError(long receiverId)
    {
        // There is no list of receivers to strike it from.
    }

    /// <inheritdoc/>
    public long OnIdle(long senderLimit, long nowNs) => senderLimit;

    /// <inheritdoc/>
    public int MaxResend(int termOffset, int lengthBytes, int termLengthBytes) =>
        RetransmitWindow.Clamp(termOffset, lengthBytes, termLengthBytes, windowBytes, resendMultiple);
}
