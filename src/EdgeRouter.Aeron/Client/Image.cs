using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <summary>One stream of one sender, as a subscription reads it. Polling comes from one thread at a time; everything else may come from any. An image that is
/// closed gives nothing more, and its last position.</summary>
public sealed unsafe partial class Image
{
    private readonly ClientConductor _conductor;
    private readonly LogBuffer _log;
    private readonly CounterCell _counter;
    private readonly long _counterOwner;
    private readonly int _termBytes;
    private readonly int _shift;
    private byte* _term;
    private long _position;
    private bool _isClosed;
    private int _termId;
    private bool _isDamaged;
    private bool _isEndedAtClose;
    private bool _isRevokedAtClose;
    private long _endOfStreamAtClose = long.MaxValue;

    /// <summary>An image that the driver has made; its position is on 32 bytes.</summary>
    /// <param name="conductor">Its client's conductor.</param>
    /// <param name="subscription">Its subscription.</param>
    /// <param name="parts">What the driver said.</param>
    internal Image(ClientConductor conductor, Subscription subscription, in ImageParts parts)
    {
        _conductor = conductor;
        _log = parts.Log;
        _counter = parts.Position;
        _counterOwner = _counter.Registration;
        _termBytes = _log.TermBytes;
        _shift = _log.PositionShift;
        Subscription = subscription;
        SessionId = parts.SessionId;
        CorrelationId = parts.CorrelationId;
        SourceIdentity = parts.SourceIdentity;
        InitialTermId = _log.InitialTermId;
        MtuBytes = _log.MtuBytes;
        JoinPosition = parts.JoinPosition;
        _position = JoinPosition;
        BeginTerm(_position);
    }

    /// <summary>The subscription that it is of.</summary>
    public Subscription Subscription { get; }

    /// <summary>Session of the sender.</summary>
    public int SessionId { get; }

    /// <summary>Its number at the driver.</summary>
    public long CorrelationId { get; }

    /// <summary>Where it comes from: an address, or <c>aeron:ipc</c>.</summary>
    public string SourceIdentity { get; }

    /// <summary>First term.</summary>
    public int InitialTermId { get; }

    /// <summary>Bytes of a term.</summary>
    public int TermBytes => _termBytes;

    /// <summary>Longest frame.</summary>
    public int MtuBytes { get; }

    /// <summary>Position at which this subscriber began.</summary>
    public long JoinPosition { get; }

    /// <summary>How far has been read.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Whether it is gone: nothing more can be read.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Whether it ended because a frame in it was damaged.</summary>
    public bool IsDamaged => Volatile.Read(ref _isDamaged);

    /// <summary>Whether everything that the sender sent before it closed has been read.</summary>
    public bool IsEndOfStream => Read(static image => image.Position >= image._log.EndOfStreamPosition ? 1 : 0, _isEndedAtClose ? 1 : 0) == 1;

    /// <summary>Where the stream ends; the greatest number while that is not known.</summary>
    public long EndOfStreamPosition => Read(static image => image._log.EndOfStreamPosition, _endOfStreamAtClose);

    /// <summary>Whether its publication was revoked: what has not been read may be missing.</summary>
    public bool IsRevoked => Read(static image => image._log.IsRevoked ? 1 : 0, _isRevokedAtClose ? 1 : 0) == 1;

    /// <summary>Sources that feed it now; 0 when it is closed.</summary>
    public int ActiveTransportCount => (int)Read(static image => image._log.ActiveTransportCount, 0);

    /// <summary>Asks the driver to end it, and the sender to be told why. Does not wait; a refusal goes to the error handler.</summary>
    /// <param name="reason">Why, at most 1,000 characters.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER2213, ER2214, ER2215: it cannot be asked. ER2229: it is closed.</exception>
    public void Reject(string reason) => _conductor.Reject(this, reason);

    /// <inheritdoc/>
    public override string ToString() => $"image {CorrelationId} of session {SessionId}, stream {Subscription.StreamId}, from {SourceIdentity}";

    /// <summary>The term that a position lies in.</summary>
    /// <param name="position">The position.</param>
    internal int TermIdAt(long position) => LogPosition.TermIdAt(position, _shift, InitialTermId);

    /// <summary>The log; mapped while the image is open, or a thread inside.</summary>
    internal LogBuffer Log => _log;

    /// <summary>Makes it unreachable; the conductor, once. The log goes later.</summary>
    internal void Shut()
    {
        _endOfStreamAtClose = _log.EndOfStreamPosition;
        _isEndedAtClose = Position >= _endOfStreamAtClose;
        _isRevokedAtClose = _log.IsRevoked;
        Volatile.Write(ref _isClosed, true);
    }

    /// <summary>Moves the position that its driver sees, forwards only: of an image that is shut, and not read any more.</summary>
    /// <param name="position">Where its stream is.</param>
    internal void SkipTo(long position)
    {
        long aligned = Math.Min(position, _log.PositionMax) & -FrameLayout.Alignment;
        if (_counter.Registration == _counterOwner && aligned > _counter.Value)
        {
            _counter.Set(aligned);
        }
    }

    private long Read(Func<Image, long> read, long whenClosed)
    {
        UseSlot slot = UseSlot.Enter();
        long value = IsClosed ? whenClosed : read(this);
        slot.Exit();
        return value;
    }
}
