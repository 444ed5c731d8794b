using EdgeRouter.Aeron.Client;
using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>One side of a measurement: a driver without a thread, in a directory of its own, and a client of it.</summary>
public sealed class BenchSide : IDisposable
{
    private static int _count;

    /// <summary>Makes a side.</summary>
    /// <param name="time">Clocks.</param>
    public BenchSide(BenchTime time)
    {
        Session = AeronSession.Open(new AeronSessionOptions
        {
            Clock = time,
            Ticks = time,
            Directory = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"edgerouter-bench-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"),
            IsEmbedded = true,
        });
    }

    /// <summary>The session.</summary>
    public AeronSession Session { get; }

    /// <inheritdoc cref="AeronSession.AddPublication"/>
    public ExclusivePublication AddPublication(string channel, int streamId) => Session.AddPublication(channel, streamId);

    /// <inheritdoc cref="AeronSession.AddSubscription"/>
    public Subscription AddSubscription(string channel, int streamId) => Session.AddSubscription(channel, streamId);

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();
}
