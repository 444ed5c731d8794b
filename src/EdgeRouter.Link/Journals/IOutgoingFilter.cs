namespace EdgeRouter.Link.Journals;

/// <summary>Says which records of a journal go to the other end of a link. The answer must never change for a record, or the two ends lose each other.</summary>
public interface IOutgoingFilter
{
    /// <summary>Whether a record goes out.</summary>
    /// <param name="message">A message of the protocol, as it stands in the journal.</param>
    bool IsOutgoing(ReadOnlySpan<byte> message);
}
