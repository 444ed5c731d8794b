namespace EdgeRouter.Aeron.Client;

/// <summary>Takes fragments of a stream. Make it a struct: then polling calls it without a virtual call.</summary>
public interface IFragmentHandler
{
    /// <summary>One fragment, which is a whole message unless its flags say otherwise.</summary>
    /// <param name="payload">Its bytes, in memory that is shared with the sender: valid during the call alone.</param>
    /// <param name="header">What stands before them.</param>
    void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header);
}
