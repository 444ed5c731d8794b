using System.Net;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Pipes;
using EdgeRouter.Aeron.Driver.Udp.Receiving;
using EdgeRouter.Aeron.Driver.Udp.Sending;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Endpoints: shared by equal channels, closed when nobody uses them, moved when a name moves.</summary>
internal sealed partial class NetworkConductor
{
    private const long Active = 1;
    private const long Closing = 2;
    private readonly List<SendLine> _sendLines = [];
    private readonly List<ReceiveLine> _receiveLines = [];
    private readonly List<SendLine> _closingSendLines = [];
    private readonly List<ReceiveLine> _closingReceiveLines = [];
    private readonly List<(ReceiveDestination Destination, CounterCell Address)> _closingPorts = [];
    private readonly List<(Task<UdpAddress> Task, NetworkEvent Question)> _questions = [];

    private static bool IsSame(UdpChannel existing, UdpChannel channel) =>
        channel.Tag is { } tag && existing.Tag == tag ? true : existing.CanonicalForm == channel.CanonicalForm;

    private static void RequirePlace(UdpChannel channel)
    {
        if (channel.Endpoint == null && channel.Control == null && channel.ControlMode == ControlMode.None)
        {
            throw UdpChannelParser.Invalid(channel.Text, $"no channel has the tag {channel.Tag}");
        }
    }

    private SendLine SendLineOf(UdpChannel channel, long registrationId)
    {
        SendLine? line = _sendLines.Find(l => IsSame(l.Endpoint.Channel, channel));
        if (line != null)
        {
            ChannelMatch.RequireSameSender(line.Endpoint.Channel, channel, _options);
            return line;
        }

        RequirePlace(channel);
        CounterCell status = _counters.OfChannel(CounterKind.SendChannelStatus, "snd-channel", channel.Text, registrationId);
        try
        {
            IDatagramPort port = OpenPort(new PortSpec
            {
                Bind = channel.IsMulticast ? channel.RemoteControl : channel.Local,
                Connect = channel.IsMulticast || channel.IsMultiDestination ? default : channel.RemoteData,
                Interface = channel.Local,
                InterfaceIndex = channel.InterfaceIndex,
                Ttl = channel.Ttl > 0 ? channel.Ttl : _options.MulticastTtl,
                SendBufferBytes = channel.SendBufferBytes ?? _options.SendBufferBytes,
                ReceiveBufferBytes = channel.ReceiveBufferBytes ?? _options.ReceiveBufferBytes,
            });
            CounterCell address = AddressOf(port, "snd-local-sockaddr", status, registrationId);
            line = new SendLine(new SendEndpoint(channel, port, _cells, _options, _nowNs), status, address);
        }
        catch (CommandRefusedException)
        {
            Free(status);
            throw;
        }

        _sendLines.Add(line);
        status.Set(Active);
        _sender.Commands.Write(new SenderCommand { Kind = SenderCommandKind.AddEndpoint, Endpoint = line.Endpoint });
        return line;
    }

    private void Leave(SendLine line)
    {
        if (--line.UserCount > 0)
        {
            return;
        }

        _ = _sendLines.Remove(line);
        _closingSendLines.Add(line);
        line.Status.Set(Closing);
        _sender.Commands.Write(new SenderCommand { Kind = SenderCommandKind.RemoveEndpoint, Endpoint = line.Endpoint });
    }

    private ReceiveLine ReceiveLineOf(UdpChannel channel, long registrationId)
    {
        ReceiveLine? line = _receiveLines.Find(l => IsSame(l.Endpoint.Channel, channel));
        if (line != null)
        {
            ChannelMatch.RequireSameReceiver(line.Endpoint.Channel, channel, _options);
            return line;
        }

        RequirePlace(channel);
        CounterCell status = _counters.OfChannel(CounterKind.ReceiveChannelStatus, "rcv-channel", channel.Text, registrationId);
        line = new ReceiveLine(
            new ReceiveEndpoint(channel, (long)_random.NextUInt64(), _receiver, _cells, _options), status);
        ReceiveDestination? destination = null;
        if (channel.ControlMode != ControlMode.Manual)
        {
            try
            {
                destination = OpenDestination(line, channel, registrationId);
            }
            catch (CommandRefusedException)
            {
                Free(status);
                throw;
            }
        }

        _receiveLines.Add(line);
        status.Set(Active);
        _receiver.Commands.Write(new ReceiverCommand { Kind = ReceiverCommandKind.AddEndpoint, Endpoint = line.Endpoint });
        if (destination != null)
        {
            Add(line, destination);
        }

        return line;
    }

    private ReceiveDestination OpenDestination(ReceiveLine line, UdpChannel channel, long registrationId)
    {
        UdpChannel owner = line.Endpoint.Channel;
        IDatagramPort port = OpenPort(new PortSpec
        {
            Bind = channel.RemoteData,
            Interface = channel.Local,
            InterfaceIndex = channel.InterfaceIndex,
            Ttl = channel.Ttl > 0 ? channel.Ttl : _options.MulticastTtl,
            SendBufferBytes = channel.SendBufferBytes ?? owner.SendBufferBytes ?? _options.SendBufferBytes,
            ReceiveBufferBytes = channel.ReceiveBufferBytes ?? owner.ReceiveBufferBytes ?? _options.ReceiveBufferBytes,
        });
        int windowBytes = owner.ReceiverWindowBytes ?? _options.InitialWindowBytes;
        if (port.ReceiveBufferBytes > 0 && windowBytes > port.ReceiveBufferBytes)
        {
            port.Dispose();
            throw UdpChannelParser.Invalid(channel.Text, $"a window of {windowBytes} is more than SO_RCVBUF of {port.ReceiveBufferBytes} bytes");
        }

        ReceiveDestination destination = new(channel, port);
        line.Ports.Add((destination, AddressOf(port, "rcv-local-sockaddr", line.Status, registrationId)));
        return destination;
    }

    private CounterCell AddressOf(IDatagramPort port, string name, CounterCell status, long registrationId)
    {
        try
        {
            return _counters.OfAddress(name, status.Id, port.LocalAddress.ToString(), registrationId);
        }
        catch (CommandRefusedException)
        {
            port.Dispose();
            throw;
        }
    }

    private void Add(ReceiveLine line, ReceiveDestination destination) => _receiver.Commands.Write(new ReceiverCommand
    {
        Kind = ReceiverCommandKind.AddDestination,
        Endpoint = line.Endpoint,
        Destination = destination,
    });

    private void Leave(ReceiveLine line)
    {
        if (--line.UserCount > 0)
        {
            return;
        }

        _ = _receiveLines.Remove(line);
        _closingReceiveLines.Add(line);
        line.Status.Set(Closing);
        _receiver.Commands.Write(new ReceiverCommand { Kind = ReceiverCommandKind.RemoveEndpoint, Endpoint = line.Endpoint });
    }

    private void ReleaseLines()
    {
        foreach (SendLine line in _closingSendLines.FindAll(static l => l.Endpoint.IsReleased))
        {
            line.Endpoint.Port.Dispose();
            Free(line.Address);
            Free(line.Status);
            _ = _closingSendLines.Remove(line);
        }

        foreach (ReceiveLine line in _closingReceiveLines.FindAll(static l => l.Endpoint.IsReleased))
        {
            line.Ports.ForEach(ClosePort);
            Free(line.Status);
            _ = _closingReceiveLines.Remove(line);
        }

        foreach ((ReceiveDestination Destination, CounterCell Address) port in _closingPorts.FindAll(static p => p.Destination.IsReleased))
        {
            ClosePort(port);
            _ = _closingPorts.Remove(port);
        }
    }

    private void ClosePort((ReceiveDestination Destination, CounterCell Address) port)
    {
        port.Destination.Port.Dispose();
        Free(port.Address);
    }

    private void OnUnanswered(in NetworkEvent report)
    {
        if (report.Place.Host != null && !IPAddress.TryParse(report.Place.Host, out _))
        {
            _questions.Add((_names.ResolveAsync(report.Place.Host, report.Place.Port), report));
        }
    }

    private int TakeNames()
    {
        int taken = 0;
        for (int i = _questions.Count - 1; i >= 0; i--)
        {
            (Task<UdpAddress> task, NetworkEvent question) = _questions[i];
            if (task.IsCompleted)
            {
                _questions.RemoveAt(i);
                MoveName(question, task.IsCompletedSuccessfully ? task.Result : default);
                taken++;
            }
        }

        return taken;
    }

    private void MoveName(in NetworkEvent question, in UdpAddress address)
    {
        if (!address.IsPresent || address == question.Source)
        {
            return;
        }

        _cells.ResolutionChanges.Add(1);
        if (question.Endpoint is SendEndpoint sender)
        {
            SendDestination destination = new() { Place = question.Place, Address = address };
            _sender.Commands.Write(new SenderCommand { Kind = SenderCommandKind.MoveName, Endpoint = sender, Destination = destination });
        }
        else
        {
            _receiver.Commands.Write(new ReceiverCommand
            {
                Kind = ReceiverCommandKind.MoveControl,
                Endpoint = (ReceiveEndpoint)question.Endpoint,
                Destination = (ReceiveDestination)question.Subject!,
                Address = address,
            });
        }
    }
}
