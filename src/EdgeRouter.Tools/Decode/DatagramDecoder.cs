using EdgeRouter.Ingest.Transport;
using EdgeRouter.Tools.Decode.Framing;

namespace EdgeRouter.Tools.Decode;

/// <summary>Cuts datagrams into messages.</summary>
internal sealed class DatagramDecoder(MessageFraming framing, MessageTaker taker) : IPlaces
{
    // More than any UDP payload: the most that a compressed packet may unpack to.
    private const int RoomBytes = 64 * 1024;

    private readonly byte[] _room = new byte[RoomBytes];
    private FramePlace _start;
    private bool _isExpanded;
    private int _messageOffset;

    /// <summary>Decodes one datagram.</summary>
    /// <returns>Whether its packet header is sound.</returns>
    public bool Decode(in TransportPacket datagram, long frame, long timeNs)
    {
        _start = new FramePlace(frame, datagram.PayloadOffsetBytes, timeNs);
        bool isSound = framing.TryExpand(datagram.Payload, _room, out ReadOnlySpan<byte> payload);
        _isExpanded = payload.Overlaps(_room);
        if (!isSound)
        {
            taker.Refuse(_start, "the packet's compressed bytes are damaged");
            return false;
        }

        if (!framing.TryBegin(payload, out FramingCursor cursor))
        {
            Refuse(cursor);
            return false;
        }

        DecodedPacket packet = new(frame, timeNs, datagram.Source, datagram.Destination, cursor.Sequence, cursor.SendingTimeNs, IsTcp: false);
        DecodeMessages(packet, payload, ref cursor);
        return true;
    }

    /// <inheritdoc/>
    public FramePlace PlaceOf(int offset) => Place(_messageOffset + offset);

    private void DecodeMessages(in DecodedPacket packet, ReadOnlySpan<byte> payload, ref FramingCursor cursor)
    {
        while (!taker.IsDone)
        {
            switch (framing.Next(payload, ref cursor, out ReadOnlySpan<byte> message))
            {
                case FramingStep.Message:
                    _messageOffset = cursor.MessageOffsetBytes;
                    taker.Take(packet, message, this);
                    break;
                case FramingStep.Damaged:
                    Refuse(cursor);
                    return;
                default:
                    return;
            }
        }
    }

    private void Refuse(in FramingCursor cursor) =>
        taker.Refuse(Place(cursor.OffsetBytes), _isExpanded ? FormattableString.Invariant($"{cursor.Problem} (byte {cursor.OffsetBytes} of the unpacked packet)") : cursor.Problem!);

    /// <summary>A byte of a packet that was compressed lies nowhere in the frame: the packet's beginning stands for it.</summary>
    private FramePlace Place(int payloadOffset) => _isExpanded ? _start : _start with { OffsetBytes = _start.OffsetBytes + payloadOffset };
}
