using EdgeRouter.Core.Orders;
using EdgeRouter.Journal;

namespace EdgeRouter.Lab.Tiers;

/// <summary>A market that is reached by what stands in the router's journal.</summary>
public interface ITierMarket
{
    /// <summary>Begins: the journal is open and empty.</summary>
    /// <param name="journal">The router's; the caller keeps it.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER2310: another tier does not answer.</exception>
    void Attach(JournalWriter journal);

    /// <summary>Whether new parents should be taken: only while the market can be reached.</summary>
    bool TakesParents { get; }

    /// <summary>The next thing that the router must be told of the way to the market, to be asked after each step until it answers false.</summary>
    /// <param name="nowNs">Engine time.</param>
    /// <param name="input">One venue's control input.</param>
    bool TryNextControl(long nowNs, out ControlInput input);

    /// <summary>The run is over and its journal committed: waits until the other tiers have all of it.</summary>
    /// <exception cref="Core.Errors.EdgeRouterException">ER2310: another tier does not answer. ER2313: the market was lost during the run.</exception>
    void Complete();
}
