using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Ingest;

/// <summary>Ordinary UDP sockets as a source of frames, for machines without DPDK. Each datagram gets Ethernet, IPv4 and UDP headers in
/// front, so that whatever takes frames takes these too; the MAC addresses are invented. Never waits; no allocation a packet.</summary>
public sealed unsafe class UdpSocketSource : IFrameSource
{
    private const int MaxBurst = 64;
    private const int MaxEndpoints = 64;
    private const int SlotBytes = FrameBuilder.HeaderBytes + FrameBuilder.MaxPayloadBytes;

    private readonly Socket[] _sockets;
    private readonly FeedEndpoint[] _endpoints;
    private readonly SocketAddress _sender = new(AddressFamily.InterNetwork);
    private readonly IClock _clock;
    private byte* _slots;
    private int _nextSocket;

    /// <summary>Opens the sockets and joins the groups.</summary>
    /// <param name="options">What to listen to.</param>
    /// <param name="clock">Gives the receive time, once a burst.</param>
    /// <exception cref="EdgeRouterException">ER2013: a socket cannot be opened or a group not joined. ER2014: the options name nothing to
    /// listen to, too much, or port 0.</exception>
    public UdpSocketSource(UdpSocketOptions options, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        if (options.Endpoints.Count is 0 or > MaxEndpoints || options.Endpoints.Any(e => e.Port == 0))
        {
            throw EdgeRouterException.Usage("ER2014", $"a UDP source needs 1 to {MaxEndpoints} endpoints with a port, such as 224.0.31.11:14320; it got {options.Endpoints.Count}");
        }

        _clock = clock;
        _endpoints = [.. options.Endpoints];
        _sockets = new Socket[_endpoints.Length];
        for (int i = 0; i < _sockets.Length; i++)
        {
            _sockets[i] = Open(_endpoints[i], options);
        }

        // Untouched pages cost nothing: a slot takes as much memory as the longest datagram that came through it.
        _slots = (byte*)NativeMemory.Alloc(MaxBurst, SlotBytes);
    }

    /// <inheritdoc/>
    public bool IsExhausted => false;

    /// <inheritdoc/>
    public long FrameCount { get; private set; }

    /// <summary>Datagrams that the kernel reported and then could not give (bad checksum, interface gone).</summary>
    public long ReceiveErrorCount { get; private set; }

    /// <inheritdoc/>
    public int Poll(Span<FrameDescriptor> burst)
    {
        int capacity = Math.Min(burst.Length, MaxBurst);
        int count = 0;
        int idleSockets = 0;
        long nowNs = 0;

        // Round robin, a datagram each: one busy line does not starve the others.
        while (_slots != null && count < capacity && idleSockets < _sockets.Length)
        {
            int index = _nextSocket;
            _nextSocket = index + 1 == _sockets.Length ? 0 : index + 1;
            if (!TryReceive(index, _slots + ((nint)count * SlotBytes), out int frameBytes))
            {
                idleSockets++;
                continue;
            }

            idleSockets = 0;
            nowNs = nowNs == 0 ? _clock.NowNs : nowNs;
            burst[count++] = new FrameDescriptor
            {
                Data = _slots + ((nint)(count - 1) * SlotBytes),
                LengthBytes = frameBytes,
                WireLengthBytes = frameBytes,
                ReceiveTimeNs = nowNs,
            };
        }

        FrameCount += count;
        return count;
    }

    /// <inheritdoc/>
    public void Release(ReadOnlySpan<FrameDescriptor> burst)
    {
        // Slots are taken again by the next Poll.
    }

    /// <summary>Closes the sockets, which leaves the groups.</summary>
    public void Dispose()
    {
        foreach (Socket? socket in _sockets)
        {
            socket?.Dispose();
        }

        NativeMemory.Free(_slots);
        _slots = null;
    }

    private static IPAddress ToAddress(uint hostOrder) => new(BinaryPrimitives.ReverseEndianness(hostOrder));

    private static void Configure(Socket socket, FeedEndpoint endpoint, UdpSocketOptions options)
    {
        socket.Blocking = false;
        socket.ReceiveBufferSize = options.ReceiveBufferBytes;
        bool isMulticast = endpoint.Address >> 28 == 0xE;
        if (isMulticast)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }

        // Bound to the group itself, so that the kernel gives this socket that group's datagrams alone.
        socket.Bind(new IPEndPoint(ToAddress(endpoint.Address), endpoint.Port));
        if (isMulticast)
        {
            MulticastOption membership = new(ToAddress(endpoint.Address), ToAddress(options.InterfaceAddress));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, membership);
        }
    }

    private Socket Open(FeedEndpoint endpoint, UdpSocketOptions options)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            Configure(socket, endpoint, options);
            return socket;
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            Dispose();
            throw EdgeRouterException.Environment("ER2013", $"UDP endpoint {endpoint} cannot be opened or joined on interface {ToAddress(options.InterfaceAddress)}: {failure.Message}", failure);
        }
    }

    private bool TryReceive(int index, byte* slot, out int frameBytes)
    {
        frameBytes = 0;

        // Asked first, because a receive that finds nothing throws. Available would not do: it says 0 for an empty datagram too.
        if (!_sockets[index].Poll(0, SelectMode.SelectRead))
        {
            return false;
        }

        int payloadBytes;
        try
        {
            // SAFETY: the slot has SlotBytes bytes; the payload goes behind the room for the headers.
            Span<byte> room = new(slot + FrameBuilder.HeaderBytes, FrameBuilder.MaxPayloadBytes);
            payloadBytes = _sockets[index].ReceiveFrom(room, SocketFlags.None, _sender);
        }
        catch (SocketException)
        {
            ReceiveErrorCount++;
            return false;
        }

        // sockaddr_in: family, port, address; both in network order.
        ReadOnlySpan<byte> sender = _sender.Buffer.Span;
        UdpFrameHeader header = new(
            BinaryPrimitives.ReadUInt32BigEndian(sender[4..]),
            _endpoints[index].Address,
            BinaryPrimitives.ReadUInt16BigEndian(sender[2..]),
            _endpoints[index].Port);
        FrameBuilder.WriteHeader(new Span<byte>(slot, FrameBuilder.HeaderBytes), header, payloadBytes);
        frameBytes = FrameBuilder.HeaderBytes + payloadBytes;
        return true;
    }
}
