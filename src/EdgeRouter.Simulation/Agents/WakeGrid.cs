using EdgeRouter.Simulation.Events;

namespace EdgeRouter.Simulation.Agents;

/// <summary>Random instants, one in every slot of a fixed grid: an agent's moments of attention. A function of time alone, so nothing that we do can shift them.</summary>
/// <param name="seed">Seed of the day.</param>
/// <param name="stream">Stream of the draw.</param>
/// <param name="agent">Whose.</param>
/// <param name="periodNs">Slot length.</param>
internal readonly struct WakeGrid(ulong seed, ulong stream, int agent, long periodNs)
{
    /// <summary>The first instant after <paramref name="timeNs"/>.</summary>
    public long After(long timeNs)
    {
        long slot = timeNs / periodNs;
        long wake = At(slot);
        return wake > timeNs ? wake : At(slot + 1);
    }

    private long At(long slot) => (slot * periodNs) + Draw.Between(Draw.Key(seed, stream, agent, slot), 0, periodNs - 1);
}
