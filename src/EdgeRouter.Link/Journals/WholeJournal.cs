namespace EdgeRouter.Link.Journals;

/// <summary>Everything goes out: for a recorder.</summary>
public sealed class WholeJournal : IOutgoingFilter
{
    /// <inheritdoc/>
    public bool IsOutgoing(ReadOnlySpan<byte> message) => true;
}
