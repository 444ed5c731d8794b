using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Aeron.Driver.Udp.Pipes;

/// <summary>Commands of the conductor to an agent: none is ever lost. What does not fit waits on the conductor's side, in order, and is counted; clients'
/// commands bound how much that can be.</summary>
/// <typeparam name="T">A command.</typeparam>
/// <param name="capacity">Commands in the pipe.</param>
/// <param name="overflows">Counts the times that it was full.</param>
internal sealed class CommandPipe<T>(int capacity, CounterCell overflows)
{
    private readonly BoundedPipe<T> _pipe = new(capacity);
    private readonly Queue<T> _waiting = new();

    /// <summary>Gives a command; the conductor.</summary>
    /// <param name="command">It.</param>
    public void Write(in T command)
    {
        if (_waiting.Count > 0 || !_pipe.TryWrite(command))
        {
            overflows.AddAtomic(1);
            _waiting.Enqueue(command);
        }
    }

    /// <summary>Moves on what waits; the conductor, every cycle.</summary>
    public void Flush()
    {
        while (_waiting.TryPeek(out T? command) && _pipe.TryWrite(command))
        {
            _ = _waiting.Dequeue();
        }
    }

    /// <summary>Takes a command; the agent.</summary>
    /// <param name="command">It.</param>
    /// <returns>False: there is none.</returns>
    public bool TryRead(out T command) => _pipe.TryRead(out command);
}
