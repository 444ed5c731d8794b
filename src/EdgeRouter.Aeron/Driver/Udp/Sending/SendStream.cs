using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>A publication as the sender sees it: from its log to the wire, limits of sender and publishers, answers to what receivers say. All members but
/// the flags belong to the sender's thread; flags are read and written by conductor and sender.</summary>
internal sealed unsafe partial class SendStream : IResender
{
    private const long SetupIntervalNs = 100_000_000;
    private const long HeartbeatIntervalNs = 100_000_000;
    private const long ResendIntervalNs = 10_000_000;
    private const int LeastResendBytes = 256 * 1024;
    private readonly SendStreamSpec _spec;
    private readonly LogBuffer _log;
    private readonly LogCleaner _cleaner;
    private readonly ReceiverLiveness _receivers = new();
    private readonly SendEndpoint _endpoint;
    private readonly SendBatch _batch;
    private readonly byte* _scratch;
    private SubscriberCells _spies = SubscriberCells.None;
    private long _lastSetupNs;
    private long _lastSendNs;
    private long _spyPosition;
    private long _resendDueNs = long.MinValue;
    private long _resendLeftBytes;
    private bool _isLimitTracked = true;
    private bool _isSetupWanted;
    private bool _hadReceiver;
    private bool _hasReceivers;
    private bool _isActive = true;
    private bool _isEndOfStream;
    private bool _hasUnicastEnd;
    private bool _isReleased;

    /// <summary>A stream at its beginning.</summary>
    /// <param name="spec">What it is sent with.</param>
    /// <param name="endpoint">Where it is sent from.</param>
    /// <param name="sender">The sender: lends its batch and scratch memory.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public SendStream(SendStreamSpec spec, SendEndpoint endpoint, SenderAgent sender, long nowNs)
    {
        _spec = spec;
        _log = spec.Log;
        _endpoint = endpoint;
        _batch = sender.Batch;
        _scratch = sender.Scratch;
        _cleaner = new LogCleaner(_log, spec.StartPosition);
        _spyPosition = spec.StartPosition;
        _lastSetupNs = nowNs - SetupIntervalNs - 1;
        _lastSendNs = nowNs;
    }

    /// <summary>Its session.</summary>
    public int SessionId => _spec.SessionId;

    /// <summary>Its stream.</summary>
    public int StreamId => _spec.StreamId;

    /// <summary>Length of a term, bytes.</summary>
    public int TermLengthBytes => _log.TermBytes;

    /// <summary>Where it is sent from.</summary>
    public SendEndpoint Endpoint => _endpoint;

    /// <summary>Whether there is a receiver. Written by the sender.</summary>
    public bool HasReceivers => Volatile.Read(ref _hasReceivers);

    /// <summary>Whether publishers write. Written by the conductor: false closes the window.</summary>
    public bool IsActive
    {
        get => Volatile.Read(ref _isActive);
        set => Volatile.Write(ref _isActive, value);
    }

    /// <summary>Whether nothing more will be written and all is sent. Written by the conductor.</summary>
    public bool IsEndOfStream
    {
        get => Volatile.Read(ref _isEndOfStream);
        set => Volatile.Write(ref _isEndOfStream, value);
    }

    /// <summary>Whether the one receiver has seen the end. Written by the sender.</summary>
    public bool HasUnicastEnd => Volatile.Read(ref _hasUnicastEnd);

    /// <summary>Whether the sender has let go of it. Written by the sender.</summary>
    public bool IsReleased
    {
        get => Volatile.Read(ref _isReleased);
        set => Volatile.Write(ref _isReleased, value);
    }

    /// <summary>Who reads the log in this driver. Written by the conductor.</summary>
    public SubscriberCells Spies
    {
        get => Volatile.Read(ref _spies);
        set => Volatile.Write(ref _spies, value);
    }

    private bool IsConnected =>
        (_hasReceivers && _spec.FlowControl.HasRequiredReceivers) || (_spec.SpiesSimulateConnection && Spies.Count > 0);

    /// <summary>One cycle: SETUP, data, heartbeat, limits, retransmissions.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>Bytes sent.</returns>
    public int Send(long nowNs)
    {
        if (nowNs >= _resendDueNs)
        {
            _resendDueNs = nowNs + ResendIntervalNs;
            _resendLeftBytes = Math.Max(_log.TermBytes, LeastResendBytes);
        }

        long position = _spec.SenderPosition.Plain;
        if (!_hadReceiver || _isSetupWanted)
        {
            SendSetup(position, nowNs);
        }

        int sentBytes = SendData(position, nowNs);
        if (sentBytes == 0)
        {
            sentBytes = SendHeartbeat(position, nowNs);
            OnIdle(position, nowNs);
        }

        _spec.Retransmits.OnTime(this, nowNs);
        UpdatePublisherLimit();
        return sentBytes;
    }

    private int SendScratch(int sizeBytes)
    {
        _batch.Clear();
        _batch.Add(_scratch, sizeBytes);
        return _endpoint.Send(_batch);
    }

    private void SendSetup(long position, long nowNs)
    {
        if (nowNs <= _lastSetupNs + SetupIntervalNs)
        {
            return;
        }

        SetupFrame setup = new(
            _spec.Retransmits.IsGroup ? SetupFrame.GroupFlag : (byte)0,
            LogPosition.OffsetAt(position, _log.TermBytes),
            SessionId,
            StreamId,
            _log.InitialTermId,
            LogPosition.TermIdAt(position, _log.PositionShift, _log.InitialTermId),
            _log.TermBytes,
            _log.MtuBytes,
            _endpoint.Channel.Ttl);
        setup.Write(new Span<byte>(_scratch, SetupFrame.SizeBytes));
        if (_isSetupWanted)
        {
            _spec.FlowControl.OnSetup(_spec.SenderLimit.Plain, nowNs);
        }

        _ = SendScratch(SetupFrame.SizeBytes);
        _lastSetupNs = nowNs;
        _isSetupWanted &= !_hasReceivers;
    }

    private int SendData(long position, long nowNs)
    {
        long limit = _spec.SenderLimit.Plain;
        long reached = position;
        int offset = LogPosition.OffsetAt(position, _log.TermBytes);
        byte* term = _log.Term(LogPosition.Partition(position, _log.PositionShift));
        bool isHeldBack = limit <= position;
        _batch.Clear();
        while (_batch.Count < SendBatch.Capacity && reached < limit && offset < _log.TermBytes)
        {
            int scanLimit = (int)Math.Min(limit - reached, _log.MtuBytes);
            int scanned = TermScanner.Scan(term + offset, _log.TermBytes - offset, scanLimit, out int padding);
            if (scanned <= 0)
            {
                isHeldBack = scanned < 0;
                break;
            }

            _batch.Add(term + offset, scanned);
            offset += scanned + padding;
            reached += scanned + padding;
        }

        if (isHeldBack)
        {
            CountHeldBack(position);
        }

        if (_batch.Count == 0)
        {
            return 0;
        }

        int sizeBytes = _batch.SizeBytes;
        if (_endpoint.Send(_batch) < _batch.Count)
        {
            return 0; // What went is sent again: receivers take it once.
        }

        _lastSendNs = nowNs;
        _isLimitTracked = true;
        _spec.SenderPosition.Set(reached);
        return sizeBytes;
    }

    private void CountHeldBack(long position)
    {
        if (_isLimitTracked && _hadReceiver && _log.ProducerPosition > position)
        {
            _spec.BackPressure.Add(1);
            _spec.Cells.SenderLimits.Add(1);
            _isLimitTracked = false;
        }
    }

    private int SendHeartbeat(long position, long nowNs)
    {
        if (!_hadReceiver || nowNs <= _lastSendNs + HeartbeatIntervalNs)
        {
            return 0;
        }

        byte flags = FrameFlags.Unfragmented;
        if (_log.IsRevoked)
        {
            flags |= FrameFlags.EndOfStream | FrameFlags.Revoked;
        }
        else if (IsEndOfStream && _spec.SignalsEndOfStream)
        {
            flags |= FrameFlags.EndOfStream;
        }

        DataFrame heartbeat = new(
            0,
            flags,
            FrameType.Data,
            LogPosition.OffsetAt(position, _log.TermBytes),
            SessionId,
            StreamId,
            LogPosition.TermIdAt(position, _log.PositionShift, _log.InitialTermId));
        heartbeat.Write(new Span<byte>(_scratch, FrameLayout.HeaderBytes));
        int sent = SendScratch(FrameLayout.HeaderBytes);
        _lastSendNs = nowNs;
        _spec.Cells.HeartbeatsSent.Add(1);
        return sent * FrameLayout.HeaderBytes;
    }

    private void OnIdle(long position, long nowNs)
    {
        _receivers.Expire(nowNs - _spec.ConnectionTimeoutNs);
        if (_hasReceivers && _receivers.Count == 0)
        {
            Volatile.Write(ref _hasReceivers, false);
        }

        if (_spec.SpiesSimulateConnection && Spies.Count > 0 && !_hasReceivers)
        {
            position = Math.Max(position, _spyPosition);
            _spec.SenderPosition.Set(position);
            _spec.SenderLimit.Set(_spec.FlowControl.OnIdle(position, nowNs));
        }
        else
        {
            _spec.SenderLimit.Set(_spec.FlowControl.OnIdle(_spec.SenderLimit.Plain, nowNs));
        }

        UpdateConnected();
    }
}
