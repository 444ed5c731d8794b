using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Control;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

/// <summary>A driver of one node: host, conductor, sender and receiver, all on the test's thread.</summary>
internal sealed class TestNode : IDisposable
{
    private readonly MappedFile _report;

    public TestNode(IDatagramPorts ports, NetworkOptions? options = null, INameResolver? names = null, long nowNs = 0)
    {
        _report = MappedFile.Create(Path.Combine(Host.Folder, "loss-report.dat"), LossReport.FileBytes, FileAllocation.Sparse);
        Report = _report.Slice(0, LossReport.FileBytes);
        Network = new NetworkConductor(
            Host,
            options ?? new NetworkOptions { TermLengthBytes = 64 * 1024 },
            ports,
            names ?? new SystemNames(),
            new LossReport(_report, new ManualClock { NowNs = 5_000_000_000 }),
            nowNs);
    }

    public TestHost Host { get; } = new();

    public NetworkConductor Network { get; }

    public AtomicBuffer Report { get; }

    public TestPublication Publish(string channel, int streamId = 10, bool isExclusive = true)
    {
        long id = Host.NextCorrelationId();
        PublicationReply reply = Network.AddPublication(new PublicationRequest(1, id, streamId, channel, isExclusive));
        Network.LinkPublication(id);
        return new TestPublication(id, reply, Host);
    }

    public long Subscribe(string channel, int streamId = 10)
    {
        long id = Host.NextCorrelationId();
        _ = Network.AddSubscription(new SubscriptionRequest(1, id, streamId, channel));
        Network.LinkSubscription(id);
        return id;
    }

    public TestImage Image(int index = 0) => new(Host.Available[index], Host);

    public int DoWork(long nowNs) => Network.DoWork(nowNs) + Network.DoSenderWork(nowNs) + Network.DoReceiverWork(nowNs);

    public void Dispose()
    {
        Network.Dispose();
        Host.Dispose();
    }
}
