namespace EdgeRouter.Aeron.Idle;

/// <summary>What a thread does between two rounds of work.</summary>
public interface IIdleStrategy
{
    /// <summary>Name for configuration and logs.</summary>
    string Name { get; }

    /// <summary>A round is over.</summary>
    /// <param name="workCount">Work done in it; 0 = there was none.</param>
    void Idle(int workCount);

    /// <summary>There is work again: begin anew with the shortest wait.</summary>
    void Reset();
}
