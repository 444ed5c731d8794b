using System.Buffers.Binary;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Feeds.Memoir;

/// <summary>Builds MEMOIR Depth packets, for the simulator. Allocates its buffer once. Use: <see cref="Begin"/>, Try… for each message until one
/// does not fit, <see cref="Finish"/>. One packet is built at a time; the bytes that Finish gives are overwritten by the next packet.</summary>
/// <remarks>Prices must be whole micros and security ids 0 to 65535: other values are a defect of the caller and throw
/// <see cref="ArgumentOutOfRangeException"/>.</remarks>
public sealed partial class MemoirDepthEncoder
{
    /// <summary>UDP payload that fits an Ethernet frame of 1,500 bytes behind IPv4 and UDP headers.</summary>
    public const int PayloadBytesDefault = 1_472;

    private const int LengthBytes = 2;
    private const int NanosPerMicro = 1_000;

    private readonly byte[] _buffer;
    private int _position;
    private ushort _messageCount;

    /// <summary>Creates the builder.</summary>
    /// <param name="payloadBytesMax">Longest packet, 64 to 65,507 bytes.</param>
    public MemoirDepthEncoder(int payloadBytesMax = PayloadBytesDefault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(payloadBytesMax, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payloadBytesMax, 65_507);
        _buffer = new byte[payloadBytesMax];
    }

    /// <summary>Messages in the packet at hand: the next packet's sequence is this one's plus the count.</summary>
    public int MessageCount => _messageCount;

    /// <summary>Starts a packet of sequenced messages.</summary>
    /// <param name="session">The venue's session.</param>
    /// <param name="sequence">Sequence of the first message.</param>
    public void Begin(ulong session, ulong sequence)
    {
        WriteHeader(MemoirDepthProtocol.SequencedType, session, sequence);
        _position = MemoirDepthProtocol.HeaderBytesMin + LengthBytes;
        _messageCount = 0;
    }

    /// <summary>Ends the packet.</summary>
    /// <returns>Its bytes, valid until the next packet is started.</returns>
    public ReadOnlySpan<byte> Finish()
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(MemoirDepthProtocol.HeaderBytesMin), _messageCount);
        return _buffer.AsSpan(0, _position);
    }

    /// <summary>Builds a heartbeat: a packet without messages.</summary>
    /// <param name="session">The venue's session.</param>
    /// <param name="nextSequence">Sequence that the next message will have.</param>
    public ReadOnlySpan<byte> Heartbeat(ulong session, ulong nextSequence) => BuildEmpty(MemoirDepthProtocol.HeartbeatType, session, nextSequence);

    /// <summary>Builds the last packet of a session.</summary>
    /// <param name="session">The venue's session.</param>
    /// <param name="nextSequence">Sequence behind the last message.</param>
    public ReadOnlySpan<byte> SessionShutdown(ulong session, ulong nextSequence) => BuildEmpty(MemoirDepthProtocol.SessionShutdownType, session, nextSequence);

    private ReadOnlySpan<byte> BuildEmpty(byte type, ulong session, ulong nextSequence)
    {
        WriteHeader(type, session, nextSequence);
        _position = MemoirDepthProtocol.HeaderBytesMin;
        _messageCount = 0;
        return _buffer.AsSpan(0, _position);
    }

    private void WriteHeader(byte type, ulong session, ulong sequence)
    {
        _buffer[0] = type;
        _buffer[1] = MemoirDepthProtocol.HeaderBytesMin;
        BinaryPrimitives.WriteUInt64BigEndian(_buffer.AsSpan(2), session);
        BinaryPrimitives.WriteUInt64BigEndian(_buffer.AsSpan(10), sequence);
    }

    /// <summary>Room for the next message, behind its length; empty where the packet is full.</summary>
    private Span<byte> Room() => _position + LengthBytes <= _buffer.Length && _messageCount < ushort.MaxValue ? _buffer.AsSpan(_position + LengthBytes) : default;

    private bool Commit(int messageBytes)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(_position), (ushort)messageBytes);
        _position += LengthBytes + messageBytes;
        _messageCount++;
        return true;
    }

    private static long ToMicros(Price price)
    {
        long micros = price.Nanos / NanosPerMicro;
        ArgumentOutOfRangeException.ThrowIfNotEqual(micros * NanosPerMicro, price.Nanos, nameof(price));
        return micros;
    }

    private static ushort ToSecurityId(long securityId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(securityId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(securityId, ushort.MaxValue);
        return (ushort)securityId;
    }

    private static uint ToQuantity(long quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, uint.MaxValue);
        return (uint)quantity;
    }

    private static ulong ToTime(long timeNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timeNs);
        return (ulong)timeNs;
    }
}
