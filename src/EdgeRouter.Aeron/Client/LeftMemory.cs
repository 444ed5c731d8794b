namespace EdgeRouter.Aeron.Client;

/// <summary>Memory of a closed client that a thread was still using. Nobody waits for it; the finaliser looks again after every collection until it has gone.</summary>
/// <param name="retired">What is left.</param>
internal sealed class LeftMemory(List<RetiredMemory> retired)
{
    /// <summary>Looks, and comes back if there is something left.</summary>
    ~LeftMemory()
    {
        _ = retired.RemoveAll(memory => memory.TryRelease());
        if (retired.Count > 0)
        {
            GC.ReRegisterForFinalize(this);
        }
    }
}
