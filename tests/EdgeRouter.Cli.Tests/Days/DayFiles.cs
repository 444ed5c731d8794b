using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests.Days;

/// <summary>One short day, routed into a store and learned from: what the tests of this folder read. None of them changes it.</summary>
[SetUpFixture]
public sealed class DayFiles
{
    private static readonly TemporaryFolder Folder = new();

    internal static string Capture { get; } = Folder.File("day.pcap");

    internal static string Market { get; } = Folder.File("market.json");

    internal static string Store { get; } = Folder.File("lab.db");

    internal static string Models { get; } = Folder.File("models");

    internal static CommandResult Simulated { get; private set; } = null!;

    internal static CommandResult Routed { get; private set; } = null!;

    internal static CommandResult Trained { get; private set; } = null!;

    [OneTimeSetUp]
    public void Make()
    {
        Simulated = CommandResult.Of("simulate", "--seed", "7", "--duration", "300", "--output", Capture, "--save-market", Market, "--json");
        Assert.That(Simulated.ExitCode, Is.Zero, Simulated.Stderr);
        Routed = CommandResult.Of("replay", "--capture", Capture, "--policy", "static", "--explore", "0.2", "--store", Store, "--run", "training", "--no-warm-up", "--json");
        if (Routed.Stderr.Contains("ER5011", StringComparison.Ordinal))
        {
            Assert.Ignore(Routed.Stderr);
        }

        Assert.That(Routed.ExitCode, Is.Zero, Routed.Stderr);
        Trained = CommandResult.Of("train", "--store", Store, "--output", Models, "--json");
        if (Trained.Stderr.Contains("ER6010", StringComparison.Ordinal))
        {
            Assert.Ignore(Trained.Stderr);
        }

        Assert.That(Trained.ExitCode, Is.Zero, Trained.Stderr);
    }

    [OneTimeTearDown]
    public void Delete() => Folder.Dispose();
}
