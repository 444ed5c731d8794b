using System.Diagnostics;
using System.Globalization;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Core.Errors;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Cli.Tests.Days;

/// <summary>The demo's tiers as real processes, one of them killed in the middle of a day.</summary>
[TestFixture]
public sealed class LostMarketTests
{
    private const int ReportsBeforeKill = 5;
    private const int LookMs = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    [Test]
    public async Task ShouldCloseTheGateWhenTheMarketsProcessIsKilled()
    {
        using var folder = new TemporaryFolder();
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "demo", "--tiers", "separate", "--duration", "900", "--source", "file", "--output", folder.File("demo")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process demo = Process.Start(start)!;
        Task<string> said = demo.StandardError.ReadToEndAsync();
        Task<string> result = demo.StandardOutput.ReadToEndAsync();
        using (Process market = AwaitMarketAtWork(demo, folder.File("demo/tiers/day1-training/market")))
        {
            market.Kill();
        }

        if (!demo.WaitForExit(Limit))
        {
            demo.Kill(entireProcessTree: true);
            Assert.Fail("the demo did not end");
        }

        Assert.That((demo.ExitCode, await result), Is.EqualTo((4, string.Empty)), await said);
        Assert.That((await said).TrimEnd().Split('\n')[^1], Does.StartWith("error ER2313: "));
        List<string> router = Names(folder.File("demo/edgerouter.db.journals/day1-training"), out int downCount);
        Assert.That(downCount, Is.GreaterThanOrEqualTo(6), "every venue's link is down in the journal");
        int gate = router.LastIndexOf("Control.LinkDown");
        Assert.That(router.Take(gate).Count(n => n == "ChildOrderNew"), Is.Positive);
        Assert.That(router.Skip(gate), Has.None.EqualTo("ChildOrderNew").And.None.EqualTo("ParentOrderNew"));
        Assert.That(router[^1], Is.EqualTo("SessionEnd"));
        Assert.That(Names(folder.File("demo/tiers/day1-training/recorder"), out _), Is.EqualTo(router), "the recorder has it all");
    }

    // The market's own journal says that it is in the middle of its day.
    private static Process AwaitMarketAtWork(Process demo, string journal)
    {
        using var over = new CancellationTokenSource(Limit);
        while (!demo.HasExited && !over.IsCancellationRequested)
        {
            if (ReportsOf(journal) >= ReportsBeforeKill && ChildOf(demo, "market") is { } id)
            {
                return Process.GetProcessById(id);
            }

            over.Token.WaitHandle.WaitOne(LookMs);
        }

        throw new AssertionException("the market's tier never came to work");
    }

    private static int ReportsOf(string journal)
    {
        try
        {
            return Directory.Exists(journal) ? Names(journal, out _).Count(n => n == "ExecutionReport") : 0;
        }
        catch (EdgeRouterException)
        {
            return 0; // It is just being begun.
        }
    }

    private static int? ChildOf(Process parent, string tier)
    {
        foreach (string id in ChildrenOf(parent))
        {
            string line = File.ReadAllText($"/proc/{id}/cmdline");
            if (line.Contains($"tier\0{tier}\0", StringComparison.Ordinal))
            {
                return int.Parse(id, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static IEnumerable<string> ChildrenOf(Process parent) =>
        Directory.GetDirectories($"/proc/{parent.Id}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Names(string journal, out int linkDownCount)
    {
        var names = new List<string>();
        var kinds = new LinkDowns();
        using var reader = new JournalReader(journal);
        while (reader.TryRead(out JournalRecord record))
        {
            long before = kinds.Count;
            _ = ProtocolReader.Dispatch(record.Payload, ref kinds);
            names.Add(kinds.Count > before ? "Control.LinkDown" : ProtocolText.NameOf(record.Payload));
        }

        linkDownCount = kinds.Count;
        return names;
    }
}
