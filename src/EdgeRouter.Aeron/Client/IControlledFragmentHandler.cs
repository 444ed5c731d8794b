namespace EdgeRouter.Aeron.Client;

/// <summary>Takes fragments of a stream and says how to go on.</summary>
public interface IControlledFragmentHandler
{
    /// <summary>One fragment.</summary>
    /// <param name="payload">Its bytes, in memory that is shared with the sender: valid during the call alone.</param>
    /// <param name="header">What stands before them.</param>
    /// <returns>How to go on.</returns>
    PollAction OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header);
}
