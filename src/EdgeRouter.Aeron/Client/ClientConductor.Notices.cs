using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Client;

/// <content>What the application is told, one at a time and without the lock.</content>
internal sealed partial class ClientConductor
{
    private readonly Queue<Action> _notices = new();
    private bool _isNotifying;

    /// <summary>The client's thread has ended by an exception: a handler of errors threw.</summary>
    /// <param name="failure">The exception.</param>
    public void OnThreadFailed(Exception failure)
    {
        lock (_sync)
        {
            Lose(LossReason.ConductorFailed, "ER2227", $"the client's thread failed: {failure.Message}", isFinal: true);
            State = State == ClientState.Closed ? State : ClientState.Lost;
        }

        while (TryTakeNotice(out Action? notice))
        {
            try
            {
                notice();
            }
            catch (Exception)
            {
                // The handler that is told of failures is the one that failed; the others are still to hear of the loss.
            }
            finally
            {
                Volatile.Write(ref _isNotifying, false);
            }
        }
    }

    private void Report(EdgeRouterException failure) => Tell(() => Options.OnError?.Invoke(failure));

    private void Tell(Action notice) => _notices.Enqueue(notice);

    private int Notify()
    {
        int count = 0;
        while (TryTakeNotice(out Action? notice))
        {
            count++;
            try
            {
                notice();
            }
            catch (Exception failure)
            {
                // A handler of errors that throws itself ends the client's thread: there is nobody left to tell.
                Options.OnError?.Invoke(
                    EdgeRouterException.BadInput("ER2224", $"a handler of the Aeron client threw {failure.GetType().Name}: {failure.Message}", failure));
            }
            finally
            {
                Volatile.Write(ref _isNotifying, false);
            }
        }

        return count;
    }

    private bool TryTakeNotice([NotNullWhen(true)] out Action? notice)
    {
        lock (_sync)
        {
            // A handler that works rounds itself must not be handed the next notice in the middle of its own.
            notice = null;
            if (_isNotifying || !_notices.TryDequeue(out notice))
            {
                return false;
            }

            _isNotifying = true;
            return true;
        }
    }
}
