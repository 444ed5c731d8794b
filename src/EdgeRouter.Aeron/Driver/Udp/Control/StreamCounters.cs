using System.Buffers.Binary;
using System.Text;
using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Allocates the counters of streams and channels with the keys and labels that tools expect.</summary>
/// <param name="host">The conductor.</param>
internal sealed class StreamCounters(INetworkHost host)
{
    private const int KeyBytes = 112;
    private const int StreamChannelOffset = 20;
    private const int StatusChannelOffset = 4;
    private const int AddressTextOffset = 8;
    private readonly List<CounterCell> _recent = [];

    /// <summary>Begins to remember what is allocated.</summary>
    public void Begin() => _recent.Clear();

    /// <summary>Frees what was allocated since: the thing that it was for could not be made.</summary>
    public void RollBack()
    {
        _recent.ForEach(c => host.FreeCounter(c.Id));
        _recent.Clear();
    }

    /// <summary>A counter of a stream.</summary>
    /// <param name="kind">Its type.</param>
    /// <param name="name">First word of its label.</param>
    /// <param name="stream">What it counts for.</param>
    /// <param name="position">Its first value.</param>
    public CounterCell OfStream(int kind, string name, in StreamIdentity stream, long position)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        int keyBytes = WriteKey(key, stream);
        CounterCell cell = host.AllocateCounter(
            kind, key[..keyBytes], Label(name, stream), stream.RegistrationId, stream.ClientId, stream.ReferenceId);
        _recent.Add(cell);
        cell.Set(position);
        return cell;
    }

    /// <summary>A subscriber's position.</summary>
    /// <param name="stream">The subscription in a session; the reference is the image or publication.</param>
    /// <param name="joinPosition">Where it begins.</param>
    public CounterCell OfSubscriber(in StreamIdentity stream, long joinPosition)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        int keyBytes = WriteKey(key, stream);
        CounterCell cell = host.AllocateCounter(
            CounterKind.SubscriberPosition,
            key[..keyBytes],
            $"{Label("sub-pos", stream)} @{joinPosition}",
            stream.RegistrationId,
            stream.ClientId,
            stream.ReferenceId);
        _recent.Add(cell);
        cell.Set(joinPosition);
        return cell;
    }

    /// <summary>State of a channel: 0 initialising, 1 active, 2 closing, -1 failed.</summary>
    /// <param name="kind">Of sender or receiver.</param>
    /// <param name="name">First word of its label.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="registrationId">Who made it.</param>
    public CounterCell OfChannel(int kind, string name, string channel, long registrationId)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        int keyBytes = WriteText(key, 0, channel, KeyBytes - StatusChannelOffset);
        return host.AllocateCounter(kind, key[..keyBytes], $"{name}: {channel}", registrationId, -1, 0);
    }

    /// <summary>Address of a socket.</summary>
    /// <param name="name">First word of its label.</param>
    /// <param name="channelStatusId">Counter of its channel.</param>
    /// <param name="address">The address.</param>
    /// <param name="registrationId">Who made it.</param>
    public CounterCell OfAddress(string name, int channelStatusId, string address, long registrationId)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        BinaryPrimitives.WriteInt32LittleEndian(key, channelStatusId);
        int keyBytes = WriteText(key, StatusChannelOffset, address, KeyBytes - AddressTextOffset);
        CounterCell cell = host.AllocateCounter(
            CounterKind.LocalSocketAddress, key[..keyBytes], $"{name}: {channelStatusId} {address}", registrationId, -1, 0);
        cell.Set(1);
        return cell;
    }

    private static int WriteKey(Span<byte> key, in StreamIdentity stream)
    {
        BinaryPrimitives.WriteInt64LittleEndian(key, stream.RegistrationId);
        BinaryPrimitives.WriteInt32LittleEndian(key[8..], stream.SessionId);
        BinaryPrimitives.WriteInt32LittleEndian(key[12..], stream.StreamId);
        return WriteText(key, StreamChannelOffset - sizeof(int), stream.Channel, KeyBytes - StreamChannelOffset);
    }

    private static int WriteText(Span<byte> key, int offset, string text, int maxBytes)
    {
        Encoding.UTF8.GetEncoder().Convert(text, key.Slice(offset + sizeof(int), maxBytes), true, out _, out int written, out _);
        BinaryPrimitives.WriteInt32LittleEndian(key[offset..], written);
        return offset + sizeof(int) + written;
    }

    private static string Label(string name, in StreamIdentity stream) =>
        $"{name}: {stream.RegistrationId} {stream.SessionId} {stream.StreamId} {stream.Channel}";
}
