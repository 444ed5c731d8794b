using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.TestHost.Scripted;

/// <summary>A publication of the scripted driver, with its listeners.</summary>
public sealed class ScriptedStream
{
    private readonly List<(long SubscriptionId, CounterCell Position)> _listeners = [];
    private long _cleaned;

    public ScriptedStream(LogBuffer log, CounterCell limit, long registrationId, int streamId, int sessionId)
    {
        Log = log;
        Limit = limit;
        RegistrationId = registrationId;
        StreamId = streamId;
        SessionId = sessionId;
        _cleaned = log.ProducerPosition;
        Consumed = _cleaned;
    }

    public LogBuffer Log { get; }

    public CounterCell Limit { get; }

    public long RegistrationId { get; }

    public int StreamId { get; }

    public int SessionId { get; }

    public int UserCount { get; set; } = 1;

    /// <summary>Whether the limit is left alone: a test sets it.</summary>
    public bool IsHeld { get; set; }

    public long Consumed { get; private set; }

    public IReadOnlyList<(long SubscriptionId, CounterCell Position)> Listeners => _listeners;

    public void Add(long subscriptionId, CounterCell position)
    {
        _listeners.Add((subscriptionId, position));
        Log.IsConnected = true;
    }

    public CounterCell Remove(long subscriptionId)
    {
        int index = _listeners.FindIndex(listener => listener.SubscriptionId == subscriptionId);
        if (index < 0)
        {
            return default;
        }

        CounterCell position = _listeners[index].Position;
        _listeners.RemoveAt(index);
        Log.IsConnected = _listeners.Count > 0;
        return position;
    }

    /// <summary>Flow control of one round: what all have read is cleaned, and the writer gets half a term from there.</summary>
    public void Update()
    {
        if (_listeners.Count > 0)
        {
            Consumed = Math.Max(Consumed, _listeners.Min(listener => listener.Position.Value));
        }

        Clean();
        if (!IsHeld)
        {
            _ = Limit.Raise(_listeners.Count > 0 ? Consumed + (Log.TermBytes / 2) : Consumed);
        }
    }

    private unsafe void Clean()
    {
        while (_cleaned < Consumed)
        {
            int offset = LogPosition.OffsetAt(_cleaned, Log.TermBytes);
            int count = (int)Math.Min(Log.TermBytes - offset, Consumed - _cleaned);
            new Span<byte>(Log.Term(LogPosition.Partition(_cleaned, Log.PositionShift)) + offset, count).Clear();
            _cleaned += count;
        }
    }
}
