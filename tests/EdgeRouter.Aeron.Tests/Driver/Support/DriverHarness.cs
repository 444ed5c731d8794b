using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Driver.Support;

/// <summary>A driver whose rounds and clocks a test moves itself.</summary>
internal sealed class DriverHarness : IDisposable
{
    public const long StartMs = 1_700_000_000_000;
    private static int _count;
    private readonly List<FakeClient> _clients = [];

    public DriverHarness(Func<MediaDriverOptions, MediaDriverOptions>? change = null, Func<INetworkHost, INetworkConductor>? network = null)
    {
        Directory = NewDirectory();
        MediaDriverOptions options = new()
        {
            Clock = Clock,
            Ticks = Ticks,
            Directory = Directory,
            Threading = ThreadingMode.Invoker,
            Seed = 7,
            DeletesDirectoryOnClose = true,
            OnError = Errors.Add,
            StorageLowBytes = 0,
        };
        Driver = MediaDriver.Launch(change?.Invoke(options) ?? options, (host, _) => network?.Invoke(host) ?? new AbsentNetwork());
    }

    public string Directory { get; }

    public ManualClock Clock { get; } = new() { NowNs = StartMs * TimeUnits.Millisecond };

    public ManualTicks Ticks { get; } = new();

    public List<string> Errors { get; } = [];

    public MediaDriver Driver { get; }

    public long NowMs => Clock.NowNs / TimeUnits.Millisecond;

    public static string NewDirectory() => $"/dev/shm/edgerouter-test-{Environment.ProcessId}-d{Interlocked.Increment(ref _count)}";

    public FakeClient Client()
    {
        FakeClient client = new(Directory);
        _clients.Add(client);
        return client;
    }

    /// <summary>Rounds without time.</summary>
    public void Work(int rounds = 4)
    {
        for (int i = 0; i < rounds; i++)
        {
            _ = Driver.DoWork();
        }
    }

    /// <summary>Time in steps of the timer, with a round each and a heartbeat of the clients named.</summary>
    public void Pass(long ms, params FakeClient[] living)
    {
        const long StepMs = 500;
        for (long passed = 0; passed < ms; passed += StepMs)
        {
            Jump(Math.Min(StepMs, ms - passed));
            foreach (FakeClient client in living)
            {
                client.Heartbeat().Set(NowMs);
            }

            Work(2);
        }
    }

    /// <summary>Time at once, without a round.</summary>
    public void Jump(long ms)
    {
        Clock.NowNs += ms * TimeUnits.Millisecond;
        Ticks.Ticks += ms * TimeUnits.Millisecond;
    }

    public void Dispose()
    {
        foreach (FakeClient client in _clients)
        {
            client.Close();
        }

        Driver.Dispose();
        if (System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, true);
        }
    }
}
