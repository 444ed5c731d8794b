using EdgeRouter.Aeron.Idle;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Agents that take turns on one thread. When one of the driver's agents has failed, none works any more: the others would go on with a state
/// that nobody knows.</summary>
/// <param name="name">Name for threads.</param>
/// <param name="agents">The agents.</param>
/// <param name="hasFailed">Whether one has failed.</param>
internal sealed class AgentGroup(string name, IAgent[] agents, Func<bool> hasFailed) : IAgent
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int DoWork()
    {
        if (hasFailed())
        {
            return 0;
        }

        int work = 0;
        foreach (IAgent agent in agents)
        {
            work += agent.DoWork();
        }

        return work;
    }

    /// <inheritdoc/>
    public void OnClose()
    {
        foreach (IAgent agent in agents)
        {
            agent.OnClose();
        }
    }
}
