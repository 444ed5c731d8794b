using System.Runtime.Intrinsics.X86;

namespace EdgeRouter.Aeron.Idle;

/// <summary>Never gives the core away: the fastest, for threads that have a core each.</summary>
public sealed class SpinIdle : IIdleStrategy
{
    /// <inheritdoc/>
    public string Name => "spin";

    /// <inheritdoc/>
    public void Idle(int workCount)
    {
        if (workCount > 0)
        {
            return;
        }

        if (X86Base.IsSupported)
        {
            X86Base.Pause();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }
}
