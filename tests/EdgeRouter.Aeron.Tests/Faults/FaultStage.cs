using System.Globalization;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Faults;

/// <summary>A driver, publishers and subscribers, each a process of its own, on one directory.</summary>
internal sealed class FaultStage : IDisposable
{
    /// <summary>How long a client may be silent here, ms.</summary>
    public const int LivenessMs = 2_000;

    /// <summary>When a blocked stream is freed here, ms.</summary>
    public const int UnblockMs = 3_000;

    private const int MessageBytesMax = 3_000;
    private const string Channel = "aeron:ipc?term-length=64k";
    private const string Stream = "1001";
    private readonly TestDirectory _directory = new(isMade: false);
    private readonly List<ScenarioProcess> _processes = [];
    private readonly string _seed;

    public FaultStage(ulong seed)
    {
        _seed = seed.ToString(CultureInfo.InvariantCulture);
        TestContext.Out.WriteLine($"seed {seed}");
    }

    public string Directory => _directory.Path;

    public ScenarioProcess Driver(params string[] more) => Kept(ScenarioProcess.Start([.. DriverLine(), .. more]));

    public ScenarioProcess LaunchDriver(params string[] more) => Kept(ScenarioProcess.Launch([.. DriverLine(), .. more]));

    public ScenarioProcess Publisher(params string[] more) => Kept(ScenarioProcess.Start([.. StreamLine("publish"), .. more]));

    public ScenarioProcess Subscriber(params string[] more) => Kept(ScenarioProcess.Start([.. StreamLine("subscribe"), .. more]));

    public void Dispose()
    {
        foreach (ScenarioProcess process in Enumerable.Reverse(_processes))
        {
            process.Dispose();
        }

        _directory.Dispose();
    }

    private string[] DriverLine() =>
    [
        "driver", "--dir", Directory, "--liveness-ms", $"{LivenessMs}", "--unblock-ms", $"{UnblockMs}", "--timer-ms", "100", "--driver-timeout-ms", $"{LivenessMs}",
    ];

    private string[] StreamLine(string scenario) =>
    [
        scenario, "--dir", Directory, "--channel", Channel, "--stream", Stream, "--seed", _seed, "--size", $"{MessageBytesMax}",
        "--driver-timeout-ms", $"{LivenessMs}",
    ];

    private ScenarioProcess Kept(ScenarioProcess process)
    {
        _processes.Add(process);
        return process;
    }
}
