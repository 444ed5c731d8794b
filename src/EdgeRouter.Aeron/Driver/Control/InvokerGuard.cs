using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Keeps two threads out of the rounds of a driver that has no thread of its own, and its end out of a round. It costs one locked instruction a
/// round, and lets no one wait but who closes.</summary>
internal sealed class InvokerGuard
{
    private const long LookAgainNs = 50_000;
    private const int Outside = 0;
    private const int Inside = 1;
    private const int ShutForGood = 2;
    private int _state;
    private int _threadId;

    /// <summary>A round begins.</summary>
    /// <exception cref="EdgeRouterException">ER2234: another round has not ended.</exception>
    /// <exception cref="InvalidOperationException">The driver is closed.</exception>
    public void Enter()
    {
        int state = Interlocked.CompareExchange(ref _state, Inside, Outside);
        if (state != Outside)
        {
            throw state == Inside ? Fault("DoWork of a media driver was called") : new InvalidOperationException("the media driver is closed");
        }

        _threadId = Environment.CurrentManagedThreadId;
    }

    /// <summary>It has ended.</summary>
    public void Exit()
    {
        _threadId = 0;
        Volatile.Write(ref _state, Outside);
    }

    /// <summary>No round begins any more. Waits for the end of one that another thread is in.</summary>
    /// <returns>False: another was here first.</returns>
    /// <exception cref="EdgeRouterException">ER2234: the caller itself is in a round.</exception>
    public bool TryShut()
    {
        int state;
        while ((state = Interlocked.CompareExchange(ref _state, ShutForGood, Outside)) == Inside)
        {
            if (Volatile.Read(ref _threadId) == Environment.CurrentManagedThreadId)
            {
                throw Fault("a media driver was closed");
            }

            ParkIdle.Park(LookAgainNs);
        }

        return state == Outside;
    }

    /// <summary>What a caller is told who is in the way of a round.</summary>
    /// <param name="what">What was done.</param>
    public static EdgeRouterException Fault(string what) =>
        EdgeRouterException.Usage("ER2234", $"{what} while a round of it had not ended: call DoWork from one thread, and close after it has returned");
}
