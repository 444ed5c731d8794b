namespace EdgeRouter.Aeron.Idle;

/// <summary>Gives the core to any other thread that is ready.</summary>
public sealed class YieldIdle : IIdleStrategy
{
    /// <inheritdoc/>
    public string Name => "yield";

    /// <inheritdoc/>
    public void Idle(int workCount)
    {
        if (workCount == 0)
        {
            _ = Thread.Yield();
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }
}
