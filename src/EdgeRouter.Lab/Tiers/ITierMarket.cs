using EdgeRouter.Journal;

namespace EdgeRouter.Lab.Tiers;

/// <summary>A market that is reached by what stands in the router's journal.</summary>
public interface ITierMarket
{
    /// <summary>Begins: the journal is open and empty.</summary>
    /// <param name="journal">The router's; the caller keeps it.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER2310: another tier does not answer.</exception>
    void Attach(JournalWriter journal);

    /// <summary>The run is over and its journal committed: waits until the other tiers have all of it.</summary>
    /// <exception cref="Core.Errors.EdgeRouterException">ER2310: another tier does not answer.</exception>
    void Complete();
}
