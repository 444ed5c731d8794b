using EdgeRouter.Aeron.Driver.Udp;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

/// <summary>Two drivers joined by a simulated network, under one manual clock.</summary>
internal sealed class TwoNodes : IDisposable
{
    public const long StepNs = 10_000;

    public TwoNodes(ulong seed = 1, double loss = 0, double duplicate = 0, long delayNs = 20_000, long jitterNs = 0, NetworkOptions? options = null)
    {
        Network = new SimulatedNetwork(seed, loss, duplicate, delayNs, jitterNs);
        Sender = new TestNode(Network, options);
        Receiver = new TestNode(Network, options);
    }

    public SimulatedNetwork Network { get; }

    public TestNode Sender { get; }

    public TestNode Receiver { get; }

    public long NowNs => Network.NowNs;

    public void Step(long stepNs = StepNs)
    {
        Network.NowNs += stepNs;
        Network.Deliver();
        _ = Sender.DoWork(NowNs);
        _ = Receiver.DoWork(NowNs);
    }

    public void Run(long durationNs, long stepNs = 1_000_000)
    {
        for (long end = NowNs + durationNs; NowNs < end;)
        {
            Step(stepNs);
        }
    }

    public bool RunUntil(Func<bool> condition, long timeoutNs, long stepNs = StepNs)
    {
        long end = NowNs + timeoutNs;
        while (!condition() && NowNs < end)
        {
            Step(stepNs);
        }

        return condition();
    }

    public void Dispose()
    {
        Sender.Dispose();
        Receiver.Dispose();
    }
}
