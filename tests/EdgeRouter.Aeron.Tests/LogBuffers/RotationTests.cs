using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.LogBuffers;

public sealed class RotationTests
{
    private TestDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TestDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public void ShouldBeginTermAfterTerm(int initialTermId)
    {
        LogBuffer log = Make(initialTermId);
        for (int count = 0; count < 10; count++)
        {
            int termId = unchecked(initialTermId + count);
            Assert.That((int)(log.RawTail(count % 3) >> 32), Is.EqualTo(termId));
            Assert.That(log.Rotate(count, termId), Is.True);
            Assert.That((log.ActiveTermCount, log.ProducerPosition), Is.EqualTo((count + 1, (count + 1) * 65_536L)));
        }

        log.File.Release();
    }

    [Test]
    public unsafe void ShouldRotateOnceHoweverOftenAsked()
    {
        LogBuffer log = Make(100);
        Assert.That(log.Rotate(0, 100), Is.True);
        *log.RawTailAddress(1) += 320;
        Assert.That(log.Rotate(0, 100), Is.False, "a writer that comes late");
        Assert.That((log.ActiveTermCount, log.ProducerPosition), Is.EqualTo((1, 65_536L + 320)), "what was written since stays");
        log.File.Release();
    }

    [Test]
    public unsafe void ShouldLoseNoClaimWhenWritersRaceOverRotations()
    {
        const int FrameBytes = 4096;
        const int Terms = 3_000;
        LogBuffer log = Make(-1_500);
        long[] claimed = new long[3];
        int[] rotations = new int[3];
        TestThreads.Run([.. Enumerable.Range(0, 3).Select(writer => (Action)(() => Append(log, ref claimed[writer], ref rotations[writer])))]);
        Assert.That(claimed.Sum(), Is.EqualTo((long)Terms * 65_536 / FrameBytes), "each place was claimed once, and none was left out");
        Assert.That((rotations.Sum(), log.ActiveTermCount), Is.EqualTo((Terms, Terms)));
        log.File.Release();

        static void Append(LogBuffer log, ref long claimed, ref int rotations)
        {
            while (true)
            {
                int count = log.ActiveTermCount;
                if (count == Terms)
                {
                    return;
                }

                long* tail = log.RawTailAddress(count % 3);
                int termId = LogPosition.TermId(Volatile.Read(ref *tail));
                if (termId - log.InitialTermId != count)
                {
                    continue;
                }

                long before = Interlocked.Add(ref *tail, FrameBytes) - FrameBytes;
                int offset = LogPosition.TermOffset(before, log.TermBytes);
                claimed += offset + FrameBytes <= log.TermBytes ? 1 : 0;
                if (offset + FrameBytes > log.TermBytes)
                {
                    int ended = LogPosition.TermId(before);
                    rotations += log.Rotate(ended - log.InitialTermId, ended) ? 1 : 0;
                }
            }
        }
    }

    private LogBuffer Make(int initialTermId) => LogBuffer.Create(
        _directory.File("log"),
        new LogParameters
        {
            Kind = LogKind.SharedPublication,
            CorrelationId = 1,
            SessionId = 2,
            StreamId = 3,
            InitialTermId = initialTermId,
            TermBytes = 65_536,
            MtuBytes = 1408,
        },
        FileAllocation.Sparse);
}
