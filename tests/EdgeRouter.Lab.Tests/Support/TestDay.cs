using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Lab.Tests.Support;

/// <summary>A short simulated day and its frames, simulated once.</summary>
internal sealed class TestDay : IFrameSink
{
    public TestDay(ulong seed, int durationSeconds, Func<VenueParameters, VenueParameters>? change = null)
    {
        MarketParameters parameters = MarketParameters.CreateDefault() with { DurationSeconds = durationSeconds };
        Day = new SimulatedDay(seed, 1, parameters with { Venues = [.. parameters.Venues.Select(change ?? (v => v))] });
        var market = new MarketSimulator(Day.Market, Day.Seed, Day.Day, this);
        market.AdvanceTo(long.MaxValue);
    }

    public SimulatedDay Day { get; }

    public List<(byte[] Frame, long TimeNs)> Frames { get; } = [];

    public void Write(ReadOnlySpan<byte> frame, long timeNs) => Frames.Add((frame.ToArray(), timeNs));

    public LabRunOptions Options(string policy, string folder) => new()
    {
        Day = Day,
        Policy = policy,
        RunId = "test",
        JournalDirectory = folder,
        Parents = new ParentScheduleOptions { MeanIntervalSeconds = 3, QuietStartSeconds = 5, QuietEndSeconds = 5 },
    };

    public LabJournal Run(LabRunOptions options, Action<LabRun<MemoirDepthProtocol, NoProbe>>? look = null)
    {
        using (var run = new LabRun<MemoirDepthProtocol, NoProbe>(options, default))
        {
            Feed(run);
            run.Complete();
            look?.Invoke(run);
        }

        return LabJournal.Read(options.JournalDirectory);
    }

    public void Feed(IPacketHandler run)
    {
        var counters = default(ParseCounters);
        foreach ((byte[] frame, long timeNs) in Frames)
        {
            Assert.That(FrameParser.TryParse(frame, timeNs, ref counters, out Datagram datagram), Is.True);
            run.OnPacket(datagram);
        }
    }
}
