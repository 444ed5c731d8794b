using EdgeRouter.Aeron.Client;

namespace EdgeRouter.Aeron.TestHost.Churn;

/// <summary>What the threads use at the moment.</summary>
internal sealed class ChurnShared
{
    private volatile ExclusivePublication? _exclusive;
    private volatile Publication? _many;
    private volatile Subscription? _subscription;
    private volatile AeronCounter? _counter;
    private volatile bool _isOver;
    private volatile bool _isServed = true;
    private volatile string? _failure;
    private long _messageCount;

    public ExclusivePublication? Exclusive
    {
        get => _exclusive;
        set => _exclusive = value;
    }

    public Publication? Many
    {
        get => _many;
        set => _many = value;
    }

    public Subscription? Subscription
    {
        get => _subscription;
        set => _subscription = value;
    }

    public AeronCounter? Counter
    {
        get => _counter;
        set => _counter = value;
    }

    public bool IsOver
    {
        get => _isOver;
        set => _isOver = value;
    }

    public bool IsServed
    {
        get => _isServed;
        set => _isServed = value;
    }

    public string? Failure
    {
        get => _failure;
        set => _failure = value;
    }

    public long MessageCount => Volatile.Read(ref _messageCount);

    public void CountMessages(int count) => Interlocked.Add(ref _messageCount, count);
}
