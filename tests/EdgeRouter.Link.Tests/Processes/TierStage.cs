using System.Reflection;
using EdgeRouter.Aeron.TestHost.Processes;
using EdgeRouter.Link.TestHost.Tiers;

namespace EdgeRouter.Link.Tests.Processes;

/// <summary>A router, a gateway and a media driver, each a process of its own that may die and start again; journals and the venue's file stay.</summary>
internal sealed class TierStage : IDisposable
{
    private const int DriverTimeoutMs = 2_000;
    private static readonly Assembly Host = typeof(RouterNode).Assembly;
    private readonly TempFolder _folder = new();
    private readonly ScenarioProcess[] _processes;

    public TierStage()
    {
        _processes = [Launch(Tier.Driver), Launch(Tier.Gateway), Launch(Tier.Router)];
    }

    public string RouterJournal => _folder.Sub("router");

    public string GatewayJournal => _folder.Sub("gateway");

    public string VenueFile => _folder.Sub("venue");

    private string RestFile => _folder.Sub("rest");

    public ScenarioProcess Of(Tier tier) => _processes[(int)tier];

    /// <summary>SIGKILL and a new run, which is not waited for.</summary>
    public void Restart(Tier tier)
    {
        Of(tier).Kill();
        Of(tier).Dispose();
        _processes[(int)tier] = Launch(tier);
    }

    public void Stop(Tier tier, TimeSpan duration)
    {
        Of(tier).Stop();
        Pass(duration);
        Of(tier).Continue();
    }

    /// <summary>No more orders; waits until each has its report, and ends all.</summary>
    public void ComeToRest(int seconds)
    {
        File.WriteAllBytes(RestFile, []);
        _ = Of(Tier.Router).Await(line => line.StartsWith("REST", StringComparison.Ordinal), seconds);
        Assert.That(Of(Tier.Router).End(), Is.Zero);
        Assert.That(Of(Tier.Gateway).End(), Is.Zero);
    }

    public static void Pass(TimeSpan duration)
    {
        using ManualResetEventSlim never = new(false);
        _ = never.Wait(duration);
    }

    public void Dispose()
    {
        foreach (ScenarioProcess process in Enumerable.Reverse(_processes))
        {
            process.Dispose();
        }

        _folder.Dispose();
    }

    private ScenarioProcess Launch(Tier tier) => tier switch
    {
        Tier.Driver => ScenarioProcess.Launch(
            "driver", "--dir", _folder.Sub("aeron"), "--liveness-ms", $"{DriverTimeoutMs}", "--timer-ms", "100", "--driver-timeout-ms", $"{DriverTimeoutMs}"),
        Tier.Gateway => ScenarioProcess.LaunchOf(Host, [], ["gateway", .. Line(GatewayJournal), "--venue", VenueFile]),
        _ => ScenarioProcess.LaunchOf(Host, [], ["router", .. Line(RouterJournal), "--rest", RestFile]),
    };

    private string[] Line(string journal) => ["--dir", _folder.Sub("aeron"), "--journal", journal, "--driver-timeout-ms", $"{DriverTimeoutMs}"];
}
