using EdgeRouter.Core.Os;

namespace EdgeRouter.Aeron.Idle;

/// <summary>A thread that works an agent's rounds until it is stopped. What a round throws ends the thread and is kept in <see cref="Failure"/>: nothing goes on
/// with a state that nobody knows.</summary>
public sealed class AgentRunner : IDisposable
{
    private readonly IAgent _agent;
    private readonly IIdleStrategy _idle;
    private readonly Thread _thread;
    private readonly int _cpu;
    private readonly Action<Exception>? _onFailure;
    private bool _isStopping;
    private bool _isStarted;

    /// <summary>A runner; its thread starts with <see cref="Start"/>.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="idle">Its own idle strategy.</param>
    /// <param name="onFailure">Told on that thread when a round threw.</param>
    /// <param name="cpu">Processor that the thread is bound to, one of <see cref="CpuAffinity.Allowed"/>; or any.</param>
    public AgentRunner(IAgent agent, IIdleStrategy idle, Action<Exception>? onFailure = null, int cpu = CpuAffinity.AnyCpu)
    {
        _agent = agent;
        _idle = idle;
        _onFailure = onFailure;
        _cpu = cpu;
        _thread = new Thread(Run) { IsBackground = true, Name = agent.Name };
    }

    /// <summary>What ended the thread, if anything did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether its thread works.</summary>
    public bool IsRunning => _isStarted && _thread.IsAlive;

    /// <summary>Starts the thread. Once.</summary>
    public void Start()
    {
        _isStarted = true;
        _thread.Start();
    }

    /// <summary>Ends the thread after the round that it is in, and waits for that.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _isStopping, true);
        if (_isStarted && Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private void Run()
    {
        try
        {
            if (!CpuAffinity.TryPin(_cpu))
            {
                throw new InvalidOperationException($"thread {_agent.Name} may not run on processor {_cpu}");
            }

            while (!Volatile.Read(ref _isStopping))
            {
                _idle.Idle(_agent.DoWork());
            }

            _agent.OnClose();
        }
        catch (Exception e)
        {
            Failure = e;
            _onFailure?.Invoke(e);
        }
    }
}
