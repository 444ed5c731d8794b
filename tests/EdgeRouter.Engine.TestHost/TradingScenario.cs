using EdgeRouter.Journal;

namespace EdgeRouter.Engine.TestHost;

/// <summary>Trades until killed.</summary>
public static class TradingScenario
{
    /// <summary>More than a process does before it is killed; journals stay small.</summary>
    private const int StepsMax = 6000;

    /// <summary>The venues' log in a test's folder.</summary>
    public static string VenueLogIn(string folder) => Path.Combine(folder, "venues.log");

    /// <summary>The journal in a test's folder.</summary>
    public static string JournalIn(string folder) => Path.Combine(folder, "journal");

    public static void Run(string folder, JournalFsync fsync, int life, bool isLast)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(output);
        var journal = new JournalOptions
        {
            Directory = JournalIn(folder),
            Fsync = fsync,
            JournalId = RouterProcess.JournalId,
            SegmentBytes = 256 << 10,
            BufferBytes = 64 << 10,
            SpareBytes = 64 << 10,
        };
        using var router = new RouterProcess(journal, VenueLogIn(folder), life);
        RouterProcess.Say("up", router.Host.Recovered.LastSequence, router.Host.Recovered.SnapshotSequence, router.Host.JournalFound.CutBytes);
        router.SayHash();
        for (int step = 1; step <= (isLast ? 100 : StepsMax); step++)
        {
            router.Step();
            if (step % 10 == 0)
            {
                router.SayHash();
            }
        }

        if (isLast)
        {
            router.Finish();
        }
        else
        {
            _ = Console.In.Read();
        }
    }
}
