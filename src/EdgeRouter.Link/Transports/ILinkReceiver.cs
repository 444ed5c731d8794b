namespace EdgeRouter.Link.Transports;

/// <summary>Takes what a transport brings.</summary>
public interface ILinkReceiver
{
    /// <summary>A message arrived. Any bytes may come; none may throw.</summary>
    /// <param name="message">Valid during the call only.</param>
    void OnMessage(ReadOnlySpan<byte> message);
}
