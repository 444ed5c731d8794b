namespace EdgeRouter.Journal;

/// <summary>Sees records as they are appended, so that who follows a journal in the writer's process need not read its files.</summary>
public interface IJournalTap
{
    /// <summary>A record was appended; it is not committed yet and may still be lost. On the writer's thread; must not throw.</summary>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="payloadType">What the payload is.</param>
    /// <param name="payload">Valid during the call only.</param>
    void OnAppended(long sequence, ushort payloadType, ReadOnlySpan<byte> payload);
}
