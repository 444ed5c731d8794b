using System.Net;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

/// <summary>A network in memory that loses, delays, reorders and doubles datagrams, the same way for the same seed.</summary>
internal sealed class SimulatedNetwork(ulong seed, double loss, double duplicate, long delayNs, long jitterNs) : IDatagramPorts
{
    private readonly List<SimulatedPort> _ports = [];
    private readonly PriorityQueue<(byte[] Data, UdpAddress Source, UdpAddress Target), (long, long)> _flying = new();
    private DeterministicRandom _random = new(seed);
    private int _nextPort = 50_000;
    private long _sequence;

    public long NowNs { get; set; }

    public int SentCount { get; private set; }

    public int LostCount { get; private set; }

    public Func<byte[], UdpAddress, bool>? Drop { get; set; }

    public List<(byte[] Data, UdpAddress Source, UdpAddress Target)> Log { get; } = [];

    public bool IsLogging { get; set; }

    public IDatagramPort Open(in PortSpec spec)
    {
        UdpAddress local = UdpAddress.Of(IPAddress.Loopback, spec.Bind.Port == 0 || spec.Bind.IsMulticast ? _nextPort++ : spec.Bind.Port);
        SimulatedPort port = new(this, local, spec.Bind.IsMulticast ? spec.Bind : default, spec.Connect);
        _ports.Add(port);
        return port;
    }

    public void Send(ReadOnlySpan<byte> data, UdpAddress source, UdpAddress target)
    {
        SentCount++;
        byte[] copy = data.ToArray();
        if (IsLogging)
        {
            Log.Add((copy, source, target));
        }

        if (Drop?.Invoke(copy, target) == true || _random.NextBool(loss))
        {
            LostCount++;
            return;
        }

        Fly(copy, source, target);
        if (_random.NextBool(duplicate))
        {
            Fly(copy, source, target);
        }
    }

    public void Deliver()
    {
        while (_flying.TryPeek(out (byte[] Data, UdpAddress Source, UdpAddress Target) datagram, out (long TimeNs, long) key) && key.TimeNs <= NowNs)
        {
            _ = _flying.Dequeue();
            foreach (SimulatedPort port in _ports)
            {
                if (datagram.Target.IsMulticast ? port.Group == datagram.Target : port.LocalAddress == datagram.Target)
                {
                    port.Arrive(datagram.Data, datagram.Source);
                }
            }
        }
    }

    public int OpenCount => _ports.Count;

    public void Close(SimulatedPort port) => _ports.Remove(port);

    private void Fly(byte[] data, UdpAddress source, UdpAddress target)
    {
        long delay = delayNs + (jitterNs > 0 ? (long)(_random.NextDouble() * jitterNs) : 0);
        _flying.Enqueue((data, source, target), (NowNs + delay, _sequence++));
    }
}
