using EdgeRouter.Aeron.Driver.Control;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Driver.Udp.Control;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Os;

namespace EdgeRouter.Aeron.Driver;

/// <summary>A media driver inside this process: any Aeron client, of this process or another, finds it by its directory.</summary>
public sealed class MediaDriver : IDisposable
{
    private readonly DriverDirectory _directory;
    private readonly DriverContext _context;
    private readonly DriverConductor _conductor;
    private readonly INetworkConductor _network;
    private readonly NetworkAgent _sender;
    private readonly NetworkAgent _receiver;
    private readonly AgentGroup _all;
    private readonly List<AgentRunner> _runners = [];
    private Exception? _failure;
    private bool _isClosed;

    private MediaDriver(MediaDriverOptions options, DriverDirectory directory, Func<INetworkHost, NetworkOptions, INetworkConductor> network)
    {
        Options = options;
        Seed = options.Seed ?? (ulong)options.Clock.NowNs ^ ((ulong)Environment.ProcessId << 32);
        _directory = directory;
        _context = new DriverContext(options, directory.Path, Seed);
        _network = network(new NetworkHost(_context), NetworkOptionsFrom.Settings(options, Seed));
        _conductor = new DriverConductor(_context, _network);
        _sender = NetworkAgent.Sender(_context, _network);
        _receiver = NetworkAgent.Receiver(_context, _network);
        _all = Group("aeron-driver", _conductor, _sender, _receiver);
    }

    /// <summary>Its settings.</summary>
    public MediaDriverOptions Options { get; }

    /// <summary>Full path of its directory.</summary>
    public string Directory => _directory.Path;

    /// <summary>The seed of its session ids and first terms.</summary>
    public ulong Seed { get; }

    /// <summary>What ended its work, if anything did. Clients were told that it is gone; what is left is to close it.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Whether it has failed.</summary>
    public bool IsFailed => Failure != null;

    /// <summary>Clients known, for tests.</summary>
    internal int ClientCount => _conductor.ClientCount;

    /// <summary>The conductor, for tests.</summary>
    internal DriverConductor Conductor => _conductor;

    /// <summary>Starts a driver: takes the directory, makes its files, lets clients in and starts its threads.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="EdgeRouterException">ER2230: another driver uses the directory. ER2231, ER2233: the directory cannot be used. ER2232: a setting is
    /// outside its range. ER2200, ER2201: its files cannot be made.</exception>
    public static MediaDriver Launch(MediaDriverOptions options) =>
        Launch(options, (host, network) => NetworkStart.Open(host, network, options.Directory, options.Clock));

    /// <summary>Starts a driver with a network half of one's own.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="network">Makes the network half.</param>
    internal static MediaDriver Launch(MediaDriverOptions options, Func<INetworkHost, NetworkOptions, INetworkConductor> network)
    {
        OptionsCheck.Require(options);
        DriverDirectory directory = DriverDirectory.Take(options);
        try
        {
            MediaDriver driver = new(options, directory, network);
            driver._conductor.Open();
            driver.StartThreads();
            return driver;
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>One round of everything, in <see cref="ThreadingMode.Invoker"/>. One thread.</summary>
    /// <returns>Things done.</returns>
    /// <exception cref="InvalidOperationException">The driver has threads of its own, or is closed.</exception>
    public int DoWork()
    {
        if (Options.Threading != ThreadingMode.Invoker || _isClosed)
        {
            throw new InvalidOperationException(_isClosed ? "the media driver is closed" : "the media driver has threads of its own");
        }

        try
        {
            return _all.DoWork();
        }
        catch (Exception e)
        {
            OnFailure(e);
            throw;
        }
    }

    /// <summary>Ends it: its threads end, clients are told that it is gone, its maps are let go, and its files are removed if its settings say so. Clients
    /// of this process have maps of their own and are not hurt. Not from one of its own callbacks.</summary>
    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        for (int i = _runners.Count - 1; i >= 0; i--)
        {
            _runners[i].Dispose(); // The conductor was the first to start.
        }

        _conductor.OnClose();
        _network.Dispose();
        _conductor.ReleaseMaps();
        try
        {
            if (Options.DeletesDirectoryOnClose)
            {
                _directory.Remove();
            }
        }
        finally
        {
            _directory.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void StartThreads()
    {
        switch (Options.Threading)
        {
            case ThreadingMode.Shared:
                Add(_all, Options.ConductorIdle);
                break;
            case ThreadingMode.SharedNetwork:
                Add(Group(_conductor.Name, _conductor), Options.ConductorIdle);
                Add(Group("aeron-network", _sender, _receiver), Options.SenderIdle);
                break;
            case ThreadingMode.Dedicated:
                Add(Group(_conductor.Name, _conductor), Options.ConductorIdle);
                Add(Group(_sender.Name, _sender), Options.SenderIdle);
                Add(Group(_receiver.Name, _receiver), Options.ReceiverIdle);
                break;
            default:
                break;
        }

        foreach (AgentRunner runner in _runners)
        {
            runner.Start();
        }
    }

    private AgentGroup Group(string name, params IAgent[] agents) => new(name, agents, () => IsFailed);

    private void Add(AgentGroup group, string idle)
    {
        int cpu = Options.Cpus.Count == 0 ? CpuAffinity.AnyCpu : Options.Cpus[_runners.Count];
        _runners.Add(new AgentRunner(group, IdleStrategies.Create(idle), OnFailure, cpu));
    }

    private void OnFailure(Exception failure)
    {
        if (Interlocked.CompareExchange(ref _failure, failure, null) == null)
        {
            _conductor.OnClose();
            Options.OnFailure?.Invoke(failure);
        }
    }
}
