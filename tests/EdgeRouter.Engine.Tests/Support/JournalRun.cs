using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.Tests.Support;

/// <summary>A desk whose output goes into a real journal in a folder of its own.</summary>
internal sealed class JournalRun<TProbe> : IDisposable
    where TProbe : struct, IStageProbe
{
    public JournalRun(string directory, TProbe probe, IOrderGateway gateway, string policy = "random")
    {
        Directory = directory;
        Writer = JournalWriter.Open(
            new JournalOptions { Directory = directory, Fsync = JournalFsync.None, JournalId = 5, SpareBytes = 0 }, new ManualClock { NowNs = Support.Desk.StartNs });
        Output = new JournalingOutput(new JournalLog(Writer), gateway, sourceId: 3);
        Desk = new Desk<TProbe>(Output, probe, s => s with { Policy = policy, Scales = new ScoreScales(20, 20, 20) });
        Output.BeginSession(Header);
        Desk.OpenMarket();
    }

    public static SessionHeader Header { get; } = new() { RunId = "test", Policy = "random", StartTimeNs = Support.Desk.StartNs, Instruments = ["AAA", "BBB"] };

    public string Directory { get; }

    public JournalWriter Writer { get; }

    public JournalingOutput Output { get; }

    public Desk<TProbe> Desk { get; }

    public void Dispose()
    {
        Desk.Dispose();
        Writer.Dispose();
    }
}
