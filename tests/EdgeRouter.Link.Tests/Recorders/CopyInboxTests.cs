using EdgeRouter.Core.Links;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Recorders;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.TestHost.Tiers;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Recorders;

/// <summary>A recorder's journal is the router's, record for record, whenever it joins and however often it dies.</summary>
public sealed class CopyInboxTests
{
    private readonly ManualClock _clock = new() { NowNs = 1_767_364_200_000_000_000 };
    private ulong _incarnation = 1;

    [Test]
    public void ShouldCopyEveryRecordAcrossRestarts()
    {
        using var folder = new TempFolder();
        using JournalWriter journal = TestJournals.Open(folder.Sub("router"), 0xA11CE, _clock);
        (InProcessTransport one, InProcessTransport other) = InProcessTransport.CreatePair();
        using var outbox = new JournalOutbox(journal, new WholeJournal());
        LinkOptions options = RouterNode.Options(_incarnation) with { PeerTier = LinkTier.Recorder, MayLag = true };
        var session = new LinkSession(options, one, outbox, new SilentInbox());
        Append(journal, 40);
        for (int run = 0; run < 4; run++)
        {
            using var copy = new CopyInbox(Options(folder.Sub("copy")), _clock);
            var recorder = new LinkSession(
                options with { Tier = LinkTier.Recorder, PeerTier = LinkTier.Router, Incarnation = ++_incarnation }, other, new SilentOutbox(), copy);
            for (int i = 0; i < 60; i++)
            {
                Append(journal, 2);
                _clock.NowNs += TimeUnits.Millisecond;
                session.Poll(_clock.NowNs);
                recorder.Poll(_clock.NowNs);
            }

            Assert.That((session.State, recorder.State), Is.EqualTo((LinkState.Up, LinkState.Up)), $"run {run}");
        }

        List<byte[]> copied = TestJournals.Messages(folder.Sub("copy"));
        List<byte[]> original = TestJournals.Messages(folder.Sub("router"));
        Assert.That(copied, Has.Count.GreaterThan(400));
        Assert.That(copied, Is.EqualTo(original.Take(copied.Count)));
        using var reader = new JournalReader(folder.Sub("copy"));
        Assert.That(reader.JournalId, Is.EqualTo(0xA11CE));
    }

    [Test]
    public void ShouldRefuseAnotherJournalThanItsOwn()
    {
        using var folder = new TempFolder();
        using var copy = new CopyInbox(Options(folder.Sub("copy")), _clock);
        Assert.That((copy.TryJoin(0, out LinkRefusal refusal), refusal), Is.EqualTo((false, LinkRefusal.WrongJournal)), "who has no journal has nothing to copy");
        Assert.That(copy.TryJoin(5, out _), Is.True);
        Assert.That((copy.TryJoin(6, out refusal), refusal), Is.EqualTo((false, LinkRefusal.WrongJournal)));
        Assert.That(copy.TryTake(2, [1]), Is.False, "a hole would be another journal's");
        Assert.That((copy.TryTake(1, [1]), copy.TakenSequence, copy.Keep()), Is.EqualTo((true, 1L, 1L)));
    }

    [Test]
    public void ShouldTryAgainWhereTheCopyCannotBeBegun()
    {
        using var folder = new TempFolder();
        using JournalWriter locked = TestJournals.Open(folder.Sub("copy"), 5, _clock);
        var copy = new CopyInbox(Options(folder.Sub("other")), _clock);
        File.WriteAllText(folder.Sub("other"), "a file where the folder should be");
        Assert.That((copy.TryJoin(5, out LinkRefusal refusal), refusal), Is.EqualTo((false, LinkRefusal.None)));
        Assert.That(copy.Failure!.Id, Does.StartWith("ER50"));
        File.Delete(folder.Sub("other"));
        Assert.That(copy.TryJoin(5, out _), Is.True);
        copy.Dispose();
    }

    private static JournalOptions Options(string directory) => new()
    {
        Directory = directory,
        SegmentBytes = 16 << 10,
        BufferBytes = 8 << 10,
        SpareBytes = 0,
        Fsync = JournalFsync.None,
    };

    private static void Append(JournalWriter journal, int count)
    {
        for (int i = 0; i < count; i++)
        {
            long sequence = journal.NextSequence;
            byte[] payload = new byte[40 + (sequence * 7 % 3000)];
            BitConverter.TryWriteBytes(payload, sequence);
            journal.Append(payload);
        }

        journal.Commit();
    }
}
