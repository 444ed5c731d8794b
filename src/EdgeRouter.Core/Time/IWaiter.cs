namespace EdgeRouter.Core.Time;

/// <summary>Waits, for those who pace what they do: threads and sleeping belong to the composition root.</summary>
public interface IWaiter
{
    /// <summary>Waits until a duration is over, as exactly as the machine allows.</summary>
    /// <param name="durationNs">Duration, ns; nothing is waited for below 1.</param>
    /// <returns>False: the program is to stop, and there is nothing to wait for any more.</returns>
    bool Wait(long durationNs);
}
