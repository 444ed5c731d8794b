using System.Globalization;
using EdgeRouter.Benchmarks.Journal;
using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary><c>./build.sh bench aeron [--quick]</c>: round trips and throughput of client and driver beside two bare threads and, where
/// <c>AERON_PEER_BIN</c> names it, beside another Aeron, all in one run.</summary>
public static class AeronTables
{
    private const int SizeBytes = 64;

    /// <summary>The command.</summary>
    public static TableCommand Command { get; } = new("aeron", "Aeron", Measure);

    /// <summary>Measures.</summary>
    /// <param name="folder">Not needed: everything lies in shared memory.</param>
    /// <param name="quick">Few messages: whether it works, not how fast it is.</param>
    public static IReadOnlyList<ScoringTable> Measure(string folder, bool quick)
    {
        BenchTime time = new();
        PeerPair? peer = PeerPair.Build(AppContext.BaseDirectory);
        return [RoundTrips(time, peer, quick), Throughput(time, peer, quick), Costs(time, quick), FreshPublications(time, quick), Codecs(quick)];
    }

    private static ScoringTable RoundTrips(BenchTime time, PeerPair? peer, bool quick)
    {
        int rounds = quick ? 1 : 9;
        long warmUps = quick ? 2_000 : 100_000;
        long count = quick ? 5_000 : 300_000;
        long udpCount = quick ? 1_000 : 25_000;
        RoundTripTimes times = new(time, warmUps, count);
        RoundTripTimes udpTimes = new(time, udpCount / 10, udpCount);
        List<RepeatedRow> rows =
        [
            new("two cache lines (raw)", () => RepeatedRow.FiguresOf(times.Raw())),
            new("aeron:ipc, driver worked by the sender", () => RepeatedRow.FiguresOf(times.Ipc(SizeBytes))),
            new("aeron:udp on lo, a driver a side", () => RepeatedRow.FiguresOf(udpTimes.Udp(SizeBytes))),
        ];
        if (peer != null)
        {
            rows.Insert(2, new("aeron:ipc, another Aeron in C, likewise", () => peer.RoundTrips(isUdp: false, SizeBytes, warmUps, count)));
            rows.Add(new("aeron:udp on lo, another Aeron in C, likewise", () => peer.RoundTrips(isUdp: true, SizeBytes, udpCount / 10, udpCount)));
        }

        MeasureInTurn(rows, rounds);
        ScoringTable table = new(
            $"Round trips of {SizeBytes} bytes between two threads that spin, {rounds} rounds in turn of {Cell.Count(count)} ({Cell.Count(udpCount)} over UDP); ns, medians of rounds",
            "over", "p50", "least p50", "p99", "least p99", "p99.9", "max", "p50 / raw");
        foreach (RepeatedRow row in rows)
        {
            table.Add(
                row.Name, Count(row.Median(0)), Count(row.Least(0)), Count(row.Median(1)), Count(row.Least(1)), Count(row.Median(2)), Count(row.Most(3)), Ratio(row.MedianRatio(rows[0], 0)));
        }

        return table;
    }

    // In turn, because where a hypervisor places the two processors changes from second to second.
    private static void MeasureInTurn(IReadOnlyList<RepeatedRow> rows, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            foreach (RepeatedRow row in rows)
            {
                row.Measure();
            }
        }
    }

    private static ScoringTable Throughput(BenchTime time, PeerPair? peer, bool quick)
    {
        int rounds = quick ? 1 : 9;
        long ipcCount = quick ? 100_000 : 20_000_000;
        long udpCount = quick ? 20_000 : 2_000_000;
        ThroughputTimes times = new(time, SizeBytes);
        List<RepeatedRow> rows =
        [
            new("aeron:ipc, receiver spins", () => [times.Ipc(ipcCount, "spin")]),
            new("aeron:ipc, receiver stays back when it has nothing (idle strategy batch)", () => [times.Ipc(ipcCount, "batch")]),
            new("aeron:udp on lo", () => [times.Udp(udpCount)]),
        ];
        if (peer != null)
        {
            rows.Insert(1, new("aeron:ipc, receiver spins, another Aeron in C", () => [peer.Rate("ipc", SizeBytes, ipcCount)]));
            rows.Insert(3, new("aeron:ipc, receiver stays back likewise, another Aeron in C", () => [peer.Rate("ipc-batch", SizeBytes, ipcCount)]));
            rows.Add(new("aeron:udp on lo, another Aeron in C", () => [peer.Rate("udp", SizeBytes, udpCount)]));
        }

        MeasureInTurn(rows, rounds);
        ScoringTable table = new($"Messages of {SizeBytes} bytes a second from one thread to another, {rounds} rounds in turn", "over", "median", "least", "most");
        foreach (RepeatedRow row in rows)
        {
            table.Add(row.Name, Count(row.Median(0)), Count(row.Least(0)), Count(row.Most(0)));
        }

        return table;
    }

    private static ScoringTable Costs(BenchTime time, bool quick)
    {
        int runs = quick ? 1 : 9;
        ScoringTable table = new($"A message of {SizeBytes} bytes over aeron:ipc on one thread, {runs} runs; ns a message", "what", "median", "fastest run", "slowest run");
        MessageCosts costs = new(time, SizeBytes);
        _ = BenchCpus.OnNear(() => costs.Measure(quick ? 2_000 : 5_000_000));
        (double Offer, double Poll, double Work)[] measured = [.. Enumerable.Range(0, runs).Select(_ => BenchCpus.OnNear(() => costs.Measure(quick ? 2_000 : 5_000_000)))];
        AddCosts(table, "offer", [.. measured.Select(run => run.Offer)]);
        AddCosts(table, "poll", [.. measured.Select(run => run.Poll)]);
        AddCosts(table, "a round of driver and client a window, spread", [.. measured.Select(run => run.Work)]);
        return table;
    }

    private static void AddCosts(ScoringTable table, string name, double[] costs)
    {
        Array.Sort(costs);
        table.Add(name, Tenths(costs[costs.Length / 2]), Tenths(costs[0]), Tenths(costs[^1]));
    }

    private static ScoringTable FreshPublications(BenchTime time, bool quick)
    {
        int publications = quick ? 1 : 20;
        LatencyHistogram times = new FreshPublicationTimes(time).Measure(publications);
        ScoringTable table = new($"First 10,000 offers of {SizeBytes} bytes on each of {publications} fresh publications, two clock reads included; ns", "", "p50", "p99", "p99.9", "max");
        table.Add("offer", Cell.Count(times.ValueAtPercentile(50)), Cell.Count(times.ValueAtPercentile(99)), Cell.Count(times.ValueAtPercentile(99.9)), Cell.Count(times.Max));
        return table;
    }

    private static ScoringTable Codecs(bool quick)
    {
        int messages = quick ? 1_000 : 100_000;
        ScoringTable table = new("Commands and events as bytes; ns each", "what", "median", "fastest run", "slowest run");
        foreach ((string name, RepeatedTimes times) in new CodecTimes(quick ? 3 : 15, messages).Measure())
        {
            table.Add(name, Each(times.MedianNs, messages), Each(times.Ns[0], messages), Each(times.Ns[^1], messages));
        }

        return table;
    }

    private static string Each(double ns, int messages) => Tenths(ns / messages);

    private static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Count(double value) => Cell.Count((long)value);
}
