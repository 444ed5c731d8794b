using System.Runtime.CompilerServices;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <summary>What both kinds of publication share. Everything but offering may be called on any thread.</summary>
public abstract unsafe class PublicationBase : IDisposable
{
    private readonly ClientConductor _conductor;
    private readonly long* _limit;
    private readonly CounterCell _channelStatus;
    private bool _isClosed;
    private bool _isRevokedAtClose;
    private int _claimCount;
    private long _finalPosition;

    /// <summary>A publication that the driver has made.</summary>
    /// <param name="conductor">Its client's conductor.</param>
    /// <param name="ready">What the driver said.</param>
    private protected PublicationBase(ClientConductor conductor, in PublicationParts ready)
    {
        _conductor = conductor;
        Log = ready.Log;
        _limit = ready.Limit.Address;
        _channelStatus = ready.ChannelStatus;
        Channel = ready.Channel;
        StreamId = ready.StreamId;
        SessionId = ready.SessionId;
        RegistrationId = ready.RegistrationId;
        OriginalRegistrationId = ready.OriginalRegistrationId;
        TermBytes = Log.TermBytes;
        InitialTermId = Log.InitialTermId;
        PayloadBytesMax = Log.PayloadBytesMax;
        MessageBytesMax = Math.Max(Log.MessageBytesMax, PayloadBytesMax);
        PositionMax = Log.PositionMax;
    }

    /// <summary>Channel as it was added.</summary>
    public string Channel { get; }

    /// <summary>Stream.</summary>
    public int StreamId { get; }

    /// <summary>Session that the driver gave it.</summary>
    public int SessionId { get; }

    /// <summary>Its number at the driver.</summary>
    public long RegistrationId { get; }

    /// <summary>Number of the publication that made the log: another one's where publications share it.</summary>
    public long OriginalRegistrationId { get; }

    /// <summary>Bytes of a term.</summary>
    public int TermBytes { get; }

    /// <summary>First term.</summary>
    public int InitialTermId { get; }

    /// <summary>Longest message that is one frame, and longest claim.</summary>
    public int PayloadBytesMax { get; }

    /// <summary>Longest message: an eighth of a term, at most 16 MiB; or one frame, if that is longer.</summary>
    public int MessageBytesMax { get; }

    /// <summary>Position that a stream of this term length cannot pass.</summary>
    public long PositionMax { get; }

    /// <summary>Whether it was closed, by the application or because the driver is lost.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Whether somebody listens.</summary>
    public bool IsConnected => Read(static publication => publication.Log.IsConnected ? 1L : 0L, 0) == 1;

    /// <summary>Whether it was revoked, by this client or another that shares the log.</summary>
    public bool IsRevoked => Read(static publication => publication.Log.IsRevoked ? 1L : 0L, _isRevokedAtClose ? 1 : 0) == 1;

    /// <summary>Position behind the last message; of a closed publication where it was when it was closed.</summary>
    public long Position => Read(static publication => publication.ProducerPosition, _finalPosition);

    /// <summary>How far may be written now; <see cref="OfferResult.Closed"/> when it is closed.</summary>
    public long PositionLimit => Read(static publication => Volatile.Read(ref *publication._limit), OfferResult.Closed);

    /// <summary>Bytes until back-pressure, headers and all, 0 or more; <see cref="OfferResult.Closed"/> when it is closed.</summary>
    public long AvailableWindow =>
        Read(static publication => Math.Max(0, Volatile.Read(ref *publication._limit) - publication.ProducerPosition), OfferResult.Closed);

    /// <summary>State of the channel: 1 active, 0 coming, 2 closing, -1 failed; 1 for channels without one (IPC), 2 when it is closed.</summary>
    public long ChannelStatus =>
        Read(static publication => publication._channelStatus.IsNone ? 1 : publication._channelStatus.Value, 2);

    /// <summary>The counter of its channel's state, or -1.</summary>
    internal int ChannelStatusId => _channelStatus.IsNone ? -1 : _channelStatus.Id;

    /// <summary>The log; mapped while the publication is open, or a thread inside, or a claim open.</summary>
    internal LogBuffer Log { get; }

    /// <summary>Claims that are neither committed nor aborted; the log must not go before them.</summary>
    internal int ClaimCount => Volatile.Read(ref _claimCount);

    // The raw tail is one number, so that any thread may ask while a writer goes from one term to the next.
    private long ProducerPosition => Log.ProducerPosition;

    /// <summary>Whether many threads may claim at once.</summary>
    private protected abstract bool IsShared { get; }

    /// <summary>Where the limit is.</summary>
    private protected long* LimitAddress => _limit;

    /// <summary>Sends to one more place: manual multi-destination-cast. Waits for the driver.</summary>
    /// <param name="channel">Where to, as <c>aeron:udp?endpoint=…</c>.</param>
    /// <returns>The destination's number, by which it can be removed.</returns>
    /// <exception cref="Core.Errors.EdgeRouterException">As <see cref="AeronClient.AddPublication"/>; ER2229: it is closed.</exception>
    public long AddDestination(string channel) =>
        _conductor.Await(_conductor.BeginDestination(CommandKind.AddDestination, this, channel)).CorrelationId;

    /// <summary>Sends to one place less. Waits for the driver.</summary>
    /// <param name="channel">As it was added.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">As <see cref="AeronClient.AddPublication"/>; ER2229: it is closed.</exception>
    public void RemoveDestination(string channel) =>
        _ = _conductor.Await(_conductor.BeginDestination(CommandKind.RemoveDestination, this, channel));

    /// <summary>Sends to one place less. Waits for the driver.</summary>
    /// <param name="destinationId">What <see cref="AddDestination"/> gave.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">As <see cref="AeronClient.AddPublication"/>; ER2229: it is closed.</exception>
    public void RemoveDestination(long destinationId) => _ = _conductor.Await(_conductor.BeginRemoveDestination(this, destinationId));

    /// <summary>Closes it at once for its listeners too: they do not get what they have not read. Does not wait.</summary>
    public void Revoke() => _conductor.Close(this, isRevoked: true);

    /// <summary>Closes it. Listeners still get what was sent. Does not wait.</summary>
    public void Dispose()
    {
        _conductor.Close(this, isRevoked: false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes it unreachable; the conductor, once. The log goes later.</summary>
    internal void Shut()
    {
        _finalPosition = ProducerPosition;
        _isRevokedAtClose = Log.IsRevoked;
        Volatile.Write(ref _isClosed, true);
    }

    /// <summary>A claim was committed or aborted.</summary>
    internal void ReturnClaim()
    {
        if (IsShared)
        {
            _ = Interlocked.Decrement(ref _claimCount);
        }
        else
        {
            Volatile.Write(ref _claimCount, _claimCount - 1);
        }
    }

    /// <summary>A claim is given; the caller is inside.</summary>
    private protected void CountClaim()
    {
        if (IsShared)
        {
            _ = Interlocked.Increment(ref _claimCount);
        }
        else
        {
            _claimCount++;
        }
    }

    /// <summary>Why nothing can be written now.</summary>
    /// <param name="position">Where the writer is.</param>
    /// <param name="messageBytes">What it wants to write.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected long RefusalAt(long position, int messageBytes)
    {
        if (position + messageBytes >= PositionMax)
        {
            return OfferResult.MaxPositionExceeded;
        }

        if (Log.IsRevoked)
        {
            return OfferResult.Closed;
        }

        return Log.IsConnected ? OfferResult.BackPressured : OfferResult.NotConnected;
    }

    /// <summary>The caller's error.</summary>
    /// <param name="sizeBytes">What it wanted.</param>
    /// <param name="max">What there is.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected static void ThrowTooLong(long sizeBytes, int max) =>
        throw new ArgumentOutOfRangeException(nameof(sizeBytes), sizeBytes, $"not 0 to {max} bytes");

    private long Read(Func<PublicationBase, long> read, long whenClosed)
    {
        UseSlot slot = UseSlot.Enter();
        long value = IsClosed ? whenClosed : read(this);
        slot.Exit();
        return value;
    }
}
