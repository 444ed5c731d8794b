using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>A client for a measurement and, where one is wanted, the driver that it speaks to. With an embedded driver nothing happens but in
/// <see cref="DoWork"/>, so that two threads measure without a third one beside them.</summary>
public sealed class AeronSession : IDisposable
{
    private const int RoundsToClose = 200;
    private readonly MediaDriver? _driver;
    private readonly BackoffIdle _idle = new();

    private AeronSession(AeronSessionOptions options, MediaDriver? driver, AeronClient client)
    {
        Options = options;
        _driver = driver;
        Client = client;
    }

    /// <summary>Where it runs.</summary>
    public AeronSessionOptions Options { get; }

    /// <summary>The client.</summary>
    public AeronClient Client { get; }

    /// <summary>Whether the driver is inside this process.</summary>
    public bool IsEmbedded => _driver != null;

    /// <summary>Connects, after making the driver where one is wanted.</summary>
    /// <param name="options">Where.</param>
    /// <exception cref="EdgeRouterException">As the driver's launch and the client's connection.</exception>
    public static AeronSession Open(AeronSessionOptions options)
    {
        MediaDriver? driver = options.IsEmbedded ? MediaDriver.Launch(DriverOptions(options)) : null;
        try
        {
            AeronClient client = AeronClient.Connect(new AeronClientOptions
            {
                Epoch = options.Clock,
                Ticks = options.Ticks,
                Directory = options.Directory,
                Name = options.Name,
                UsesInvoker = options.IsEmbedded,
                Reconnects = false,
            }, options.Cancellation);
            return new AeronSession(options, driver, client);
        }
        catch
        {
            driver?.Dispose();
            throw;
        }
    }

    /// <summary>Adds a publication of one writer.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="streamId">Stream.</param>
    /// <exception cref="EdgeRouterException">As the client's.</exception>
    public ExclusivePublication AddPublication(string channel, int streamId) =>
        Await<ExclusivePublication>(Client.BeginAddExclusivePublication(channel, streamId));

    /// <summary>Adds a subscription.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="streamId">Stream.</param>
    /// <exception cref="EdgeRouterException">As the client's.</exception>
    public Subscription AddSubscription(string channel, int streamId) =>
        Await<Subscription>(Client.BeginAddSubscription(channel, streamId));

    /// <summary>A round of the embedded driver and of the client; nothing where they have threads of their own. One thread at a time.</summary>
    /// <returns>Work done.</returns>
    public int DoWork() => _driver == null ? 0 : _driver.DoWork() + Client.DoWork();

    /// <summary>Waits until something is so, and works meanwhile.</summary>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <returns>False: it took longer than <see cref="AeronSessionOptions.TimeoutNs"/>.</returns>
    public bool WaitUntil(Func<bool> isSo, CancellationToken cancellation)
    {
        long end = Options.Ticks.Ticks + (long)(Options.TimeoutNs / Options.Ticks.NsPerTick);
        while (!isSo())
        {
            cancellation.ThrowIfCancellationRequested();
            if (Options.Ticks.Ticks > end)
            {
                return false;
            }

            _idle.Idle(DoWork());
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        for (int round = 0; round < RoundsToClose && _driver != null; round++)
        {
            _ = _driver.DoWork();
        }

        _driver?.Dispose();
    }

    private static MediaDriverOptions DriverOptions(AeronSessionOptions options) => new()
    {
        Clock = options.Clock,
        Ticks = options.Ticks,
        Directory = options.Directory,
        Threading = ThreadingMode.Invoker,
        IpcTermBytes = options.IpcTermBytes,
        Network = new NetworkSettings { TermBytes = options.UdpTermBytes },
        DeletesDirectoryOnClose = true,
    };

    private TResource Await<TResource>(long number)
        where TResource : class, IDisposable
    {
        TResource? resource;
        while (!Client.TryComplete(number, out resource))
        {
            Options.Cancellation.ThrowIfCancellationRequested();
            _idle.Idle(DoWork());
        }

        return resource;
    }
}
