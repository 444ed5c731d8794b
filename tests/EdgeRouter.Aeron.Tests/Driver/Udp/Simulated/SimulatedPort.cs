using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

/// <summary>A port of the simulated network.</summary>
internal sealed class SimulatedPort(SimulatedNetwork network, UdpAddress local, UdpAddress group, UdpAddress remote) : IDatagramPort
{
    private readonly Queue<(byte[] Data, UdpAddress Source)> _arrived = new();
    private UdpAddress _remote = remote;

    public UdpAddress LocalAddress { get; } = local;

    public UdpAddress Group { get; } = group;

    public int Descriptor => -1;

    public int ReceiveBufferBytes => 0;

    public int SendBufferBytes => 0;

    public bool IsClosed { get; private set; }

    public int Send(SendBatch batch)
    {
        UdpAddress target = batch.Destination.IsPresent ? batch.Destination : _remote;
        for (int i = 0; i < batch.Count; i++)
        {
            network.Send(batch[i], LocalAddress, target);
        }

        return batch.Count;
    }

    public int Receive(ReceiveBatch batch)
    {
        batch.Prepare();
        while (_arrived.TryPeek(out (byte[] Data, UdpAddress Source) datagram) && batch.TryAdd(datagram.Data, datagram.Source))
        {
            _ = _arrived.Dequeue();
        }

        return batch.Count;
    }

    public bool Reconnect(in UdpAddress target)
    {
        _remote = target;
        return true;
    }

    public void Arrive(byte[] data, UdpAddress source) => _arrived.Enqueue((data, source));

    public void Dispose()
    {
        IsClosed = true;
        network.Close(this);
    }
}
