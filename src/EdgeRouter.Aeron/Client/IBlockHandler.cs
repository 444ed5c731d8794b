namespace EdgeRouter.Aeron.Client;

/// <summary>Takes many frames at once as they stand in the log.</summary>
public interface IBlockHandler
{
    /// <summary>Whole frames with their headers, one behind the other, each on 32 bytes.</summary>
    /// <param name="block">The bytes, in memory that is shared with the sender: valid during the call alone.</param>
    /// <param name="sessionId">Session.</param>
    /// <param name="termId">Term that all of them are in.</param>
    void OnBlock(scoped ReadOnlySpan<byte> block, int sessionId, int termId);
}
