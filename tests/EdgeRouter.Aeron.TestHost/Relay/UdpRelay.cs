using System.Net;
using System.Net.Sockets;

namespace EdgeRouter.Aeron.TestHost.Relay;

/// <summary>Stands between senders and one receiver on the loopback interface, in both directions. Every sender has a socket of its own towards the receiver,
/// so that answers find their way back.</summary>
internal sealed class UdpRelay : IDisposable
{
    private const int DatagramBytesMax = 65536;
    private const int SendersMax = 64;
    private const int PollMicroseconds = 1_000;
    private readonly Socket _front;
    private readonly IPEndPoint _receiver;
    private readonly Func<ulong, bool, RelayFaults> _faultsOf;
    private readonly Dictionary<SocketAddress, Sender> _senders = [];
    private readonly byte[] _buffer = new byte[DatagramBytesMax];

    public UdpRelay(int listenPort, int receiverPort, Func<ulong, bool, RelayFaults> faultsOf)
    {
        _faultsOf = faultsOf;
        _receiver = new IPEndPoint(IPAddress.Loopback, receiverPort);
        _front = Bound(listenPort);
    }

    public void DoWork()
    {
        List<Socket> readable = [_front, .. _senders.Values.Select(sender => sender.Back)];
        Socket.Select(readable, null, null, PollMicroseconds);
        if (readable.Count == 0)
        {
            foreach (Sender sender in _senders.Values)
            {
                sender.Forth.Release(1);
                sender.Return.Release(1);
            }
        }

        if (readable.Contains(_front))
        {
            Drain(_front, (datagram, from) => SenderOf(from)?.Forth.Accept(datagram));
        }

        foreach (Sender sender in _senders.Values.Where(sender => readable.Contains(sender.Back)))
        {
            Drain(sender.Back, (datagram, _) => sender.Return.Accept(datagram));
        }
    }

    public string Summary() => string.Join(
        "; ",
        _senders.Values.Select(sender =>
            $"forth {sender.Forth.Received} lost {sender.Forth.Lost} doubled {sender.Forth.Duplicated} held {sender.Forth.Held}, "
            + $"back {sender.Return.Received} lost {sender.Return.Lost}"));

    public void Dispose()
    {
        _front.Dispose();
        foreach (Sender sender in _senders.Values)
        {
            sender.Back.Dispose();
        }
    }

    private static Socket Bound(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.ReceiveBufferSize = 2 * 1024 * 1024;
        socket.SendBufferSize = 2 * 1024 * 1024;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static void Send(Socket socket, ReadOnlyMemory<byte> datagram, IPEndPoint to)
    {
        try
        {
            _ = socket.SendTo(datagram.Span, SocketFlags.None, to);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.WouldBlock)
        {
            // Nobody is there, or the buffer is full: a datagram more that is lost.
        }
    }

    private void Drain(Socket socket, DatagramHandler handler)
    {
        SocketAddress from = new(AddressFamily.InterNetwork);
        while (socket.Available > 0)
        {
            try
            {
                int bytes = socket.ReceiveFrom(_buffer, SocketFlags.None, from);
                handler(_buffer.AsSpan(0, bytes), from);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.WouldBlock)
            {
                return;
            }
        }
    }

    private Sender? SenderOf(SocketAddress from)
    {
        if (_senders.TryGetValue(from, out Sender? known))
        {
            return known;
        }

        if (_senders.Count == SendersMax)
        {
            return null;
        }

        SocketAddress copy = new(from.Family, from.Size);
        from.Buffer.CopyTo(copy.Buffer);
        IPEndPoint origin = (IPEndPoint)new IPEndPoint(IPAddress.Any, 0).Create(copy);
        Socket back = Bound(0);
        ulong stream = 2 * (ulong)_senders.Count;
        Sender sender = new(
            back,
            new RelayDirection(_faultsOf(stream, false), datagram => Send(back, datagram, _receiver)),
            new RelayDirection(_faultsOf(stream + 1, true), datagram => Send(_front, datagram, origin)));
        _senders.Add(copy, sender);
        return sender;
    }

    private delegate void DatagramHandler(ReadOnlySpan<byte> datagram, SocketAddress from);

    private sealed record Sender(Socket Back, RelayDirection Forth, RelayDirection Return);
}
