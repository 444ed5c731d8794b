using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Ingest.Transmit;

/// <summary>Sends the datagrams of frames through an ordinary UDP socket: to the frame's own group or address and port, with the frame's payload. MAC addresses,
/// source address and source port are the kernel's. No allocation a frame once a destination is known.</summary>
/// <remarks>A datagram that the kernel refuses (no buffer, interface down) is tried again a few times, then dropped and counted.</remarks>
public sealed class UdpFrameSink : IFrameSink, IDisposable
{
    private const int TryCount = 4;
    private const int DestinationCountMax = 4_096;
    private readonly Socket _socket;
    private readonly UdpSenderOptions _options;
    private readonly Dictionary<FeedEndpoint, SocketAddress> _destinations = [];
    private ParseCounters _parsed;
    private int _dropsInRow;

    /// <summary>Opens the socket.</summary>
    /// <param name="options">Interface and reach.</param>
    /// <exception cref="EdgeRouterException">ER2040: the socket cannot be opened on that interface.</exception>
    public UdpFrameSink(UdpSenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            _socket.SendBufferSize = options.SendBufferBytes;
            _socket.Bind(new IPEndPoint(ToAddress(options.InterfaceAddress), 0));
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, options.TimeToLive);
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastLoopback, options.IsLoopedBack);
            if (options.InterfaceAddress != 0)
            {
                _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, ToAddress(options.InterfaceAddress).GetAddressBytes());
            }
        }
        catch (SocketException failure)
        {
            _socket.Dispose();
            throw EdgeRouterException.Environment(
                "ER2040", $"no UDP socket can be opened on interface {ToAddress(options.InterfaceAddress)}: {failure.Message}; give the address of an interface of this machine", failure);
        }
    }

    /// <summary>Datagrams that the kernel took.</summary>
    public long SentCount { get; private set; }

    /// <summary>Datagrams that it refused for good.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Refusals that another try mended.</summary>
    public long RetryCount { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="EdgeRouterException">ER2041: too many datagrams in a row were refused; ER2044: the frame holds no UDP datagram.</exception>
    public void Write(ReadOnlySpan<byte> frame, long timeNs)
    {
        if (!FrameParser.TryParse(frame, timeNs, ref _parsed, out Datagram datagram))
        {
            throw EdgeRouterException.BadInput("ER2044", $"a frame of {frame.Length} bytes holds no UDP datagram over IPv4: a socket cannot send it, a DPDK port can");
        }

        SocketAddress destination = DestinationOf(new FeedEndpoint(datagram.DestinationAddress, datagram.DestinationPort));
        for (int i = 1; ; i++)
        {
            try
            {
                _socket.SendTo(datagram.Payload, SocketFlags.None, destination);
                SentCount++;
                RetryCount += i - 1;
                _dropsInRow = 0;
                return;
            }
            catch (SocketException failure)
            {
                if (i == TryCount)
                {
                    Drop(failure);
                    return;
                }
            }
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _socket.Dispose();

    private static IPAddress ToAddress(uint hostOrder) => new(BinaryPrimitives.ReverseEndianness(hostOrder));

    private void Drop(SocketException failure)
    {
        DroppedCount++;
        if (++_dropsInRow >= _options.DropsInRowMax)
        {
            throw EdgeRouterException.Environment(
                "ER2041",
                string.Create(CultureInfo.InvariantCulture, $"{_dropsInRow} datagrams in a row were refused on interface {ToAddress(_options.InterfaceAddress)}: {failure.Message}; check that the interface is up and has a route to the group"),
                failure);
        }
    }

    private SocketAddress DestinationOf(FeedEndpoint endpoint)
    {
        if (_destinations.TryGetValue(endpoint, out SocketAddress? known))
        {
            return known;
        }

        SocketAddress address = new IPEndPoint(ToAddress(endpoint.Address), endpoint.Port).Serialize();
        if (_destinations.Count < DestinationCountMax)
        {
            _destinations.Add(endpoint, address);
        }

        return address;
    }
}
