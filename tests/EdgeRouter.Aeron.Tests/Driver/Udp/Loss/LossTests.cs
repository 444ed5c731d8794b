using EdgeRouter.Aeron.Driver.Udp.Loss;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Loss;

public sealed unsafe class LossTests
{
    private const int TermBytes = 65_536;

    [Test]
    public void ShouldFindTheFirstHole()
    {
        byte* term = stackalloc byte[1024];
        new Span<byte>(term, 1024).Clear();
        Put(term, 0, 40);
        Put(term, 64, 32);
        Put(term, 192, 33);

        Assert.That(GapScanner.Scan(term, 0, 256, out int gapBytes), Is.EqualTo(96));
        Assert.That(gapBytes, Is.EqualTo(96), "from 96 to the frame at 192");
        Assert.That(GapScanner.Scan(term, 0, 160, out gapBytes), Is.EqualTo(96));
        Assert.That(gapBytes, Is.EqualTo(64), "nothing is known beyond what was received");
        Assert.That(GapScanner.Scan(term, 192, 256, out gapBytes), Is.EqualTo(256));
        Assert.That(gapBytes, Is.Zero);
    }

    [Test]
    public void ShouldNotLeaveWhatWasReceivedForAForgedLength()
    {
        byte* term = stackalloc byte[128];
        new Span<byte>(term, 128).Clear();
        Put(term, 0, int.MaxValue);
        Assert.That(GapScanner.Scan(term, 0, 128, out int gapBytes), Is.EqualTo(128));
        Assert.That(gapBytes, Is.Zero);
    }

    [Test]
    public void ShouldReportAHoleAfterItsDelayAndAgain()
    {
        byte* term = stackalloc byte[256];
        new Span<byte>(term, 256).Clear();
        Put(term, 96, 32);
        LossDetector detector = new(new StaticDelay(1_000, 100_000));
        Gap hole = new(5, 0, 96);

        Assert.That(Due(detector, term, 0), Is.EqualTo(default(Gap)));
        Assert.That(Due(detector, term, 999), Is.EqualTo(default(Gap)));
        Assert.That(Due(detector, term, 1_000), Is.EqualTo(hole));
        Assert.That(Due(detector, term, 100_999), Is.EqualTo(default(Gap)));
        Assert.That(Due(detector, term, 101_000), Is.EqualTo(hole));
        Put(term, 0, 96);
        Assert.That(Due(detector, term, 101_001), Is.EqualTo(default(Gap)));
    }

    [Test]
    public void ShouldSpreadMulticastNaksWithinTheirBound()
    {
        const ulong Seed = 4;
        OptimalMulticastDelay delay = new(10_000_000, 10, Seed);
        long[] waits = [.. Enumerable.Range(0, 10_000).Select(_ => delay.FirstNs())];

        Assert.That(waits, Is.All.InRange(0L, 10_000_000L), $"seed {Seed}");
        // Density grows as e^(lambda t/T) with lambda = ln 10 + 1: the median lies at T/lambda * ln(1 + (e^lambda - 1)/2) = 0.80 T.
        Array.Sort(waits);
        Assert.That(waits[5_000], Is.EqualTo(8_000_000L).Within(300_000L), $"seed {Seed}");
    }

    [Test]
    public void ShouldAnswerTheSameNakOnceInAWhile()
    {
        Resends resends = new();
        RetransmitHandler handler = new(isGroup: false, 16, delayNs: 0, lingerNs: 10_000_000);
        handler.OnNak(new Gap(1, 0, 320), resends, 0);
        handler.OnNak(new Gap(1, 0, 320), resends, 100);
        handler.OnNak(new Gap(1, 160, 32), resends, 200);
        Assert.That(resends.Gaps, Is.EqualTo([new Gap(1, 0, 320)]), "inside what was just sent");
        handler.OnNak(new Gap(1, 320, 32), resends, 300);
        Assert.That(resends.Gaps, Has.Count.EqualTo(2), "one receiver has one place, and a new hole takes it");
        handler.OnTime(resends, 10_000_301);
        handler.OnNak(new Gap(1, 320, 32), resends, 10_000_302);
        Assert.That(resends.Gaps, Has.Count.EqualTo(3), "lingered long enough");
        Assert.That(handler.OverflowCount, Is.Zero);
    }

    [Test]
    public void ShouldCountTheNaksOfAGroupThatFindNoPlace()
    {
        Resends resends = new();
        RetransmitHandler handler = new(isGroup: true, 2, delayNs: 0, lingerNs: 10_000_000);
        for (int i = 0; i < 4; i++)
        {
            handler.OnNak(new Gap(1, i * 32, 32), resends, i);
        }

        Assert.That(resends.Gaps, Has.Count.EqualTo(2));
        Assert.That(handler.OverflowCount, Is.EqualTo(2));
        handler.OnTime(resends, 20_000_000);
        handler.OnNak(new Gap(1, 96, 32), resends, 20_000_001);
        Assert.That(resends.Gaps, Has.Count.EqualTo(3));
    }

    [Test]
    public void ShouldWaitBeforeSendingAgainIfSaid()
    {
        Resends resends = new();
        RetransmitHandler handler = new(isGroup: true, 2, delayNs: 1_000, lingerNs: 10_000);
        handler.OnNak(new Gap(1, 0, 32), resends, 0);
        handler.OnTime(resends, 1_000);
        Assert.That(resends.Gaps, Is.Empty);
        handler.OnTime(resends, 1_001);
        Assert.That(resends.Gaps, Has.Count.EqualTo(1));
    }

    private static Gap Due(LossDetector detector, byte* term, long nowNs)
    {
        _ = detector.Scan(term, 5, 0, 128, nowNs, out Gap due);
        return due;
    }

    private static void Put(byte* term, int offset, int lengthBytes)
    {
        Assert.That(offset, Is.LessThan(TermBytes));
        *(int*)(term + offset) = lengthBytes;
    }

    private sealed class Resends : IResender
    {
        public List<Gap> Gaps { get; } = [];

        public void Resend(in Gap gap) => Gaps.Add(gap);
    }
}
