using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.TestHost;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>The state is what its records make it: at the end of every input, a fold of the journal so far has the live state's hash.</summary>
internal sealed class FoldTests
{
    [TestCase(1UL, true)]
    [TestCase(2UL, false)]
    [TestCase(3UL, true)]
    public void ShouldHaveTheLiveStateAtEveryInput(ulong seed, bool journalsPackets)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var log = new MemoryLog();
        var hashes = new SortedDictionary<long, ulong>();
        using var day = new EventDay(seed, log, journalsPackets);
        day.OnBoundary = sequence => hashes[sequence] = day.Hash();
        day.Start();
        day.Play(400);
        day.Finish();
        AssertEventful(day, log);

        ReplayTarget<Core.Probes.NoProbe> fresh = EventDay.Target(new MemoryLog());
        using IDisposable owner = fresh.Owner;
        var fold = new StateFold(fresh.Engine.State);
        var writer = new StateWriter();
        int compared = 0;
        for (int k = 1; k <= log.Records.Count; k++)
        {
            ProtocolReader.Dispatch(log.Records[k - 1], ref fold);
            if (hashes.TryGetValue(k, out ulong live))
            {
                compared++;
                Assert.That(fresh.Engine.State.HashWith(writer), Is.EqualTo(live), $"seed {seed}: after record {k}, {Describe(log.Records[k - 1])}");
            }
        }

        TestContext.Out.WriteLine($"{log.Records.Count} records, {compared} inputs, {day.Venue.SentCount} children");
        Assert.That(compared, Is.GreaterThan(400));
    }

    [Test]
    public void ShouldGoOnFromASnapshotAtAnyInput()
    {
        const ulong seed = 4;
        var log = new MemoryLog();
        var snapshots = new SortedDictionary<long, byte[]>();
        using var day = new EventDay(seed, log);
        day.OnBoundary = sequence => snapshots.TryAdd(sequence, sequence % 5 == 0 ? Saved(day.Engine.State) : []);
        day.Start();
        day.Play(120);
        day.Finish();
        ulong end = day.Hash();
        var writer = new StateWriter();
        foreach ((long sequence, byte[] saved) in snapshots.Where(s => s.Value.Length > 0).Where((_, i) => i % 4 == 0))
        {
            ReplayTarget<Core.Probes.NoProbe> fresh = EventDay.Target(new MemoryLog());
            using IDisposable owner = fresh.Owner;
            var reader = new StateReader(saved);
            fresh.Engine.State.Load(ref reader);
            Assert.That(Saved(fresh.Engine.State), Is.EqualTo(saved), $"loaded at {sequence}");
            EventDay.Fold(log.Records.Skip((int)sequence), fresh.Engine.State);
            Assert.That(fresh.Engine.State.HashWith(writer), Is.EqualTo(end), $"seed {seed}: from record {sequence}");
        }
    }

    [Test]
    public void ShouldNotHangOnTheTimeOfPackets()
    {
        ReplayTarget<Core.Probes.NoProbe> a = EventDay.Target(new MemoryLog());
        using IDisposable owner = a.Owner;
        var writer = new StateWriter();
        ulong before = a.Engine.State.HashWith(writer);
        a.Engine.OnTimer(DayReference.StartNs);
        Assert.That((a.Engine.State.NowNs, a.Engine.State.HashWith(writer)), Is.EqualTo((DayReference.StartNs, before)));
    }

    internal static byte[] Saved(State.RouterState state)
    {
        var writer = new StateWriter();
        state.Save(writer);
        return writer.Written.ToArray();
    }

    private static void AssertEventful(EventDay day, MemoryLog log)
    {
        var counts = new RecordCounts();
        foreach (byte[] record in log.Records)
        {
            ProtocolReader.Dispatch(record, ref counts);
        }

        TestContext.Out.WriteLine(counts.ToString());
        Assert.That(counts.Missing, Is.Empty, "every kind of record was written");
        Assert.That(day.Venue.Said, Is.SupersetOf(new[] { ExecutionType.Trade, ExecutionType.TradeBust, ExecutionType.Rejected, ExecutionType.FirmUpInvited, ExecutionType.OrderStatus }));
    }

    private static string Describe(byte[] record)
    {
        var text = new JournalText();
        ProtocolReader.Dispatch(record, ref text);
        return text.Log.Single();
    }
}
