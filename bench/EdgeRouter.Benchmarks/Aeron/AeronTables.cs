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
        long warmUps = quick ? 2_000 : 500_000;
        long count = quick ? 5_000 : 3_000_000;
        long udpCount = quick ? 1_000 : 200_000;
        ScoringTable table = new(
            $"Round trips of {SizeBytes} bytes between two threads that spin, {Cell.Count(count)} ({Cell.Count(udpCount)} over UDP); ns",
            "over", "p50", "p99", "p99.9", "max", "p50 / raw");
        RoundTripTimes times = new(time, warmUps, count);
        LatencyHistogram raw = times.Raw();
        double floor = Math.Max(1, raw.ValueAtPercentile(50));
        AddRow(table, "two cache lines (raw)", raw, floor);
        AddRow(table, "aeron:ipc, driver worked by the sender", times.Ipc(SizeBytes), floor);
        AddPeer(table, "aeron:ipc, another Aeron in C, likewise", peer?.RoundTrips(isUdp: false, SizeBytes, warmUps, count), floor);
        AddRow(table, "aeron:udp on lo, a driver a side", new RoundTripTimes(time, udpCount / 10, udpCount).Udp(SizeBytes), floor);
        AddPeer(table, "aeron:udp on lo, another Aeron in C, likewise", peer?.RoundTrips(isUdp: true, SizeBytes, udpCount / 10, udpCount), floor);
        return table;
    }

    private static void AddRow(ScoringTable table, string name, LatencyHistogram times, double floor)
    {
        long median = times.ValueAtPercentile(50);
        table.Add(name, Cell.Count(median), Cell.Count(times.ValueAtPercentile(99)), Cell.Count(times.ValueAtPercentile(99.9)), Cell.Count(times.Max), Ratio(median / floor));
    }

    private static void AddPeer(ScoringTable table, string name, double[]? times, double floor)
    {
        if (times != null)
        {
            table.Add([name, .. times.Select(Count), Ratio(times[0] / floor)]);
        }
    }

    private static ScoringTable Throughput(BenchTime time, PeerPair? peer, bool quick)
    {
        int runs = quick ? 1 : 5;
        long ipcCount = quick ? 100_000 : 20_000_000;
        long udpCount = quick ? 20_000 : 5_000_000;
        ScoringTable table = new($"Messages of {SizeBytes} bytes a second from one thread to another, {runs} runs", "over", "messages a run", "median", "slowest", "fastest");
        ThroughputTimes times = new(time, SizeBytes);
        AddRates(table, "aeron:ipc", ipcCount, runs, times.Ipc);
        AddPeerRates(table, "aeron:ipc, another Aeron in C, likewise", ipcCount / 4, runs, peer, isUdp: false);
        AddRates(table, "aeron:udp on lo", udpCount, runs, times.Udp);
        AddPeerRates(table, "aeron:udp on lo, another Aeron in C, likewise", udpCount / 4, runs, peer, isUdp: true);
        return table;
    }

    private static void AddPeerRates(ScoringTable table, string name, long count, int runs, PeerPair? peer, bool isUdp)
    {
        if (peer != null)
        {
            AddRates(table, name, count, runs, messages => peer.Rate(isUdp, SizeBytes, messages));
        }
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

    private static void AddRates(ScoringTable table, string name, long count, int runs, Func<long, double> measure)
    {
        double[] rates = [.. Enumerable.Range(0, runs).Select(_ => measure(count)).Order()];
        table.Add(name, Cell.Count(count), Count(rates[rates.Length / 2]), Count(rates[0]), Count(rates[^1]));
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
