using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Control;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>A publication in shared memory: how far its publishers may go, what is cleaned behind its subscribers, and how it ends. Tails, positions and
/// frames are clients' memory and may say anything: what they say is held against the bounds of the stream before it is used.</summary>
internal sealed unsafe partial class IpcPublication
{
    private const int CleanBytesMax = 128 * 1024; // Some 10 us a round.
    private const int TripShare = 8;
    private readonly DriverContext _context;
    private readonly CounterCell _limit;
    private readonly CounterCell _written;
    private readonly long _startPosition;
    private readonly int _windowBytes;
    private readonly List<IpcSubscriber> _subscribers = [];
    private CounterCell[] _waitedFor = [];
    private long _consumerPosition;
    private long _cleanPosition;
    private long _cleanTarget;
    private long _tripLimit;
    private long _limitPosition;
    private long _writtenPosition;

    /// <summary>A publication with a log of its own.</summary>
    /// <param name="context">What conductors share.</param>
    /// <param name="log">The log.</param>
    /// <param name="settings">Its channel.</param>
    /// <param name="parameters">What the log was made from.</param>
    /// <param name="written">Counter of how far it was written.</param>
    /// <param name="limit">Counter of how far it may be written.</param>
    public IpcPublication(
        DriverContext context, LogBuffer log, IpcPublicationSettings settings, LogParameters parameters, CounterCell written, CounterCell limit)
    {
        _context = context;
        _written = written;
        _limit = limit;
        _windowBytes = parameters.PublicationWindowBytes;
        Log = log;
        Settings = settings;
        Parameters = parameters;
        _startPosition = log.ProducerPosition;
        _consumerPosition = _startPosition;
        _cleanPosition = _startPosition;
        _cleanTarget = _startPosition;
        _limitPosition = _startPosition;
        _writtenPosition = _startPosition;
        _lastConsumerPosition = _startPosition;
        _consumerMovedNs = context.Time.NowNs;
    }

    /// <summary>Its log.</summary>
    public LogBuffer Log { get; }

    /// <summary>Its channel.</summary>
    public IpcPublicationSettings Settings { get; }

    /// <summary>What its log was made from.</summary>
    public LogParameters Parameters { get; }

    /// <summary>The channel as written.</summary>
    public ChannelUri Channel => Settings.Uri;

    /// <summary>Registration of the client that made it: the number of its images.</summary>
    public long RegistrationId => Parameters.CorrelationId;

    /// <summary>Session.</summary>
    public int SessionId => Parameters.SessionId;

    /// <summary>Stream.</summary>
    public int StreamId => Parameters.StreamId;

    /// <summary>Whether only one client writes.</summary>
    public bool IsExclusive => Parameters.Kind == LogKind.ExclusivePublication;

    /// <summary>State.</summary>
    public IpcPublicationState State { get; private set; } = IpcPublicationState.Active;

    /// <summary>Clients that hold it.</summary>
    public int HolderCount { get; private set; }

    /// <summary>Counter of how far it may be written.</summary>
    public int LimitCounterId => _limit.Id;

    /// <summary>Whether it can be removed.</summary>
    public bool IsOver => State == IpcPublicationState.Linger && HolderCount == 0;

    /// <summary>Whether no client needs its file any more, or is yet to open it.</summary>
    public bool IsUnread => _subscribers.Count == 0 && !_isCoolingDown;

    /// <summary>Whether a new subscription gets it.</summary>
    public bool AcceptsSubscribers =>
        !_isCoolingDown && (State == IpcPublicationState.Active || (State == IpcPublicationState.Draining && !IsDrained()));

    /// <summary>Who reads it.</summary>
    public IReadOnlyList<IpcSubscriber> Subscribers => _subscribers;

    private long MaxPosition => Log.PositionMax - FrameLayout.Alignment;

    /// <summary>One round: how far it was written, how far it may be.</summary>
    /// <returns>Things done.</returns>
    public int UpdateLimits()
    {
        if (State != IpcPublicationState.Active)
        {
            return 0;
        }

        long written = ReadWritten();
        int work = _waitedFor.Length > 0 ? FollowSubscribers(written) : StopPublishers();
        if (_cleanTarget > _cleanPosition)
        {
            CleanSome();
            work++;
        }

        return work;
    }

    /// <summary>Where a subscriber begins that comes now.</summary>
    public long JoinPosition()
    {
        long position = _consumerPosition;
        foreach (CounterCell cell in _waitedFor)
        {
            position = Math.Min(position, cell.Value);
        }

        return Math.Max(position, _cleanPosition) & -FrameLayout.Alignment;
    }

    private int FollowSubscribers(long written)
    {
        long slowest = long.MaxValue;
        long fastest = _consumerPosition;
        foreach (CounterCell cell in _waitedFor)
        {
            long position = Math.Min(cell.Value, written);
            slowest = Math.Min(slowest, position);
            fastest = Math.Max(fastest, position);
        }

        _consumerPosition = fastest;
        long limit = slowest + _windowBytes;
        if (limit <= _tripLimit)
        {
            return 0; // Too little to tell.
        }

        _cleanTarget = slowest;
        if (slowest - _cleanPosition > Log.TermBytes)
        {
            return 0; // Cleaning must catch up first: it may lag a term, since a place comes round after three.
        }

        _limitPosition = limit;
        _limit.Set(limit);
        _tripLimit = limit + (_windowBytes / TripShare);
        return 1;
    }

    private int StopPublishers()
    {
        if (_limitPosition <= _consumerPosition)
        {
            return 0;
        }

        _limitPosition = _consumerPosition;
        _tripLimit = _consumerPosition;
        _cleanTarget = _consumerPosition;
        _limit.Set(_consumerPosition);
        return 1;
    }

    private long ReadWritten()
    {
        long written = Math.Clamp(Log.ProducerPosition, _startPosition, MaxPosition);
        if (written != _writtenPosition)
        {
            _writtenPosition = written;
            _written.Set(written);
        }

        return written;
    }

    /// <summary>The first 8 bytes come last, so that whoever looks finds all of the stretch free or none.</summary>
    private void CleanSome()
    {
        int offset = LogPosition.OffsetAt(_cleanPosition, Log.TermBytes);
        int bytes = (int)Math.Min(_cleanTarget - _cleanPosition, Math.Min(CleanBytesMax, Log.TermBytes - offset));
        byte* start = Log.Term(LogPosition.Partition(_cleanPosition, Log.PositionShift)) + offset;
        if (bytes > sizeof(long))
        {
            new Span<byte>(start + sizeof(long), bytes - sizeof(long)).Clear();
            Volatile.Write(ref *(long*)start, 0);
        }

        _cleanPosition += bytes;
    }
}
