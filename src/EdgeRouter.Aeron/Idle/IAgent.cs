namespace EdgeRouter.Aeron.Idle;

/// <summary>Work that is done in rounds by whoever has the thread for it.</summary>
public interface IAgent
{
    /// <summary>Name for threads and logs.</summary>
    string Name { get; }

    /// <summary>One round. It does not wait.</summary>
    /// <returns>Work done; 0 = there was none.</returns>
    int DoWork();

    /// <summary>There will be no more rounds.</summary>
    void OnClose();
}
