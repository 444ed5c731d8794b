using System.Runtime.CompilerServices;
using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>An image as the receiver sees it: datagrams into its log, holes reported, the sender told how far it may go. All members but the flags belong
/// to the receiver's thread; flags are read and written by conductor and receiver.</summary>
internal sealed unsafe partial class ReceiveStream
{
    private readonly ReceiveStreamSpec _spec;
    private readonly LogBuffer _log;
    private readonly LogCleaner _cleaner;
    private readonly LossDetector _detector;
    private readonly ReceiveEndpoint _endpoint;
    private readonly LossTally _tally;
    private SubscriberCells _subscribers = SubscriberCells.None;
    private byte[]? _rejection;
    private long _lastPacketNs;
    private long _statusPosition;
    private long _statusDueNs;
    private bool _isEndOfStream;
    private bool _isLeaving;
    private bool _isReleased;

    /// <summary>An image at its beginning.</summary>
    /// <param name="spec">What it is received with.</param>
    /// <param name="endpoint">Where.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public ReceiveStream(ReceiveStreamSpec spec, ReceiveEndpoint endpoint, long nowNs)
    {
        _spec = spec;
        _log = spec.Log;
        _endpoint = endpoint;
        _cleaner = new LogCleaner(_log, spec.StartPosition);
        _detector = new LossDetector(spec.NakDelay);
        _tally = new LossTally(spec);
        _lastPacketNs = nowNs;
        _statusPosition = spec.StartPosition;
        _statusDueNs = nowNs;
    }

    /// <summary>Its session.</summary>
    public int SessionId => _spec.SessionId;

    /// <summary>Its stream.</summary>
    public int StreamId => _spec.StreamId;

    /// <summary>Where it is received.</summary>
    public ReceiveEndpoint Endpoint => _endpoint;

    /// <summary>The ways on which it comes.</summary>
    public ImageConnections Connections { get; } = new();

    /// <summary>When something last came, ns. Written by the receiver.</summary>
    public long LastPacketNs => Volatile.Read(ref _lastPacketNs);

    /// <summary>Whether the sender has ended. Written by the receiver.</summary>
    public bool IsEndOfStream => Volatile.Read(ref _isEndOfStream);

    /// <summary>Whether the sender is told that we go. Written by the conductor.</summary>
    public bool IsLeaving
    {
        get => Volatile.Read(ref _isLeaving);
        set => Volatile.Write(ref _isLeaving, value);
    }

    /// <summary>Whether the receiver has let go of it. Written by the receiver.</summary>
    public bool IsReleased
    {
        get => Volatile.Read(ref _isReleased);
        set => Volatile.Write(ref _isReleased, value);
    }

    /// <summary>Why everything further is refused, UTF-8. Written by the conductor.</summary>
    public byte[]? Rejection
    {
        get => Volatile.Read(ref _rejection);
        set => Volatile.Write(ref _rejection, value);
    }

    /// <summary>Who reads it. Written by the conductor.</summary>
    public SubscriberCells Subscribers
    {
        get => Volatile.Read(ref _subscribers);
        set => Volatile.Write(ref _subscribers, value);
    }

    /// <summary>A datagram of this session, whose first header was read.</summary>
    /// <param name="frame">Its first header.</param>
    /// <param name="datagram">Its bytes.</param>
    /// <param name="destination">Where it came in.</param>
    /// <param name="source">From where.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void Insert(in DataFrame frame, ReadOnlySpan<byte> datagram, ReceiveDestination destination, in UdpAddress source, long nowNs)
    {
        if (Rejection != null)
        {
            return;
        }

        int lengthBytes = unchecked(frame.TermId - _log.InitialTermId) < 0 ? -1 : DataFrame.Measure(datagram, frame.TermOffset, _log.TermBytes);
        if (lengthBytes < 0)
        {
            _spec.Cells.InvalidPackets.AddAtomic(1);
            return;
        }

        long position = LogPosition.Position(frame.TermId, frame.TermOffset, _log.PositionShift, _log.InitialTermId);
        if (position + lengthBytes > _statusPosition + (_log.TermBytes / 2))
        {
            _spec.Cells.OverRuns.Add(1);
        }
        else if (lengthBytes == 0)
        {
            OnHeartbeat(frame, position, destination, source, nowNs);
        }
        else if (position < _statusPosition)
        {
            OnOldData(position + lengthBytes, destination, source, nowNs);
        }
        else
        {
            Volatile.Write(ref _lastPacketNs, nowNs);
            Connections.OnPacket(destination, source, nowNs);
            Copy(_log.Term(LogPosition.Partition(position, _log.PositionShift)) + frame.TermOffset, datagram);
            _ = _spec.HighWater.Raise(position + lengthBytes);
        }
    }

    /// <summary>One cycle: what is complete, what is missing, how far the sender may go.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>Frames sent.</returns>
    public int Track(long nowNs)
    {
        byte[]? rejection = Rejection;
        if (rejection != null)
        {
            return SendRejection(rejection, nowNs);
        }

        int sent = 0;
        long slowest = _statusPosition;
        SubscriberCells subscribers = Subscribers;
        if (subscribers.Count > 0 && !_log.IsRevoked)
        {
            subscribers.Range(_statusPosition, _spec.HighWater.Plain, out slowest, out long fastest);
            sent += Rebuild(fastest, nowNs);
        }

        bool isDue = slowest > _statusPosition + (_spec.WindowBytes / 4) || nowNs >= _statusDueNs;
        return isDue ? sent + SendStatus(slowest, nowNs) : sent;
    }

    private static void Copy(byte* target, ReadOnlySpan<byte> datagram)
    {
        if (Volatile.Read(ref *(int*)target) != 0)
        {
            return;
        }

        fixed (byte* source = datagram)
        {
            Unsafe.CopyBlockUnaligned(
                target + FrameLayout.HeaderBytes, source + FrameLayout.HeaderBytes, (uint)(datagram.Length - FrameLayout.HeaderBytes));
            long* to = (long*)target;
            long* from = (long*)source;
            to[3] = from[3];
            to[2] = from[2];
            to[1] = from[1];
            Volatile.Write(ref to[0], from[0]);
        }
    }

    private void OnHeartbeat(in DataFrame frame, long position, ReceiveDestination destination, in UdpAddress source, long nowNs)
    {
        if (position < Math.Max(0, _statusPosition - _log.TermBytes))
        {
            _spec.Cells.UnderRuns.Add(1);
            return;
        }

        Connections.OnPacket(destination, source, nowNs);
        Volatile.Write(ref _lastPacketNs, nowNs);
        if (frame.IsEndOfStream && !_isEndOfStream && Connections.OnEnd(destination, position, out long endPosition))
        {
            if (frame.IsRevoked)
            {
                _log.IsRevoked = true;
                _spec.Cells.ImagesRevoked.Add(1);
            }

            _log.EndOfStreamPosition = endPosition;
            Volatile.Write(ref _isEndOfStream, true);
        }

        _ = _spec.HighWater.Raise(position);
        _spec.Cells.HeartbeatsReceived.Add(1);
    }

    private void OnOldData(long endPosition, ReceiveDestination destination, in UdpAddress source, long nowNs)
    {
        _spec.Cells.UnderRuns.Add(1);
        if (endPosition >= _statusPosition - _spec.WindowBytes)
        {
            Connections.OnPacket(destination, source, nowNs);
        }
    }
}
