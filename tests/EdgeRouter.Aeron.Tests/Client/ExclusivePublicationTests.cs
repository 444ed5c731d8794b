using System.Buffers.Binary;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.TestHost.Scripted;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Client;

/// <summary>Bytes and positions by hand from AERON.md §8.1 to §8.3: terms of 65,536 bytes, first term 7, frames of up to 1,408 bytes.</summary>
public sealed unsafe class ExclusivePublicationTests
{
    private const int TermBytes = 65_536;

    private static byte[] LogBytes(ScriptedStream stream, int partition, int offset, int count) =>
        new Span<byte>(stream.Log.Term(partition) + offset, count).ToArray();

    [Test]
    public void ShouldWriteAFrameByteForByte()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive(streamId: 0x0A0B);
        _ = bed.Subscribe(0x0A0B);

        long position = publication.Offer([1, 2, 3, 4, 5], reservedValue: 0x1122334455667788);

        byte[] expected =
        [
            37, 0, 0, 0, // length with header
            0, 0xC0, 1, 0, // version, begin and end, DATA
            0, 0, 0, 0, // term offset
            100, 0, 0, 0, // session
            0x0B, 0x0A, 0, 0, // stream
            7, 0, 0, 0, // term
            0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, // reserved value
            1, 2, 3, 4, 5,
        ];
        Assert.That(position, Is.EqualTo(64));
        Assert.That(LogBytes(bed.StreamOf(publication), 0, 0, expected.Length), Is.EqualTo(expected));
        Assert.That(bed.StreamOf(publication).Log.RawTail(0), Is.EqualTo((7L << 32) + 64));
        Assert.That(publication.Position, Is.EqualTo(64));
    }

    [Test]
    public void ShouldTellWhyNothingCanBeSent()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();

        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.NotConnected));
        Assert.That(publication.IsConnected, Is.False);
        _ = bed.Subscribe();
        Assert.That(publication.IsConnected, Is.True);
        Assert.That(publication.PositionLimit, Is.EqualTo(TermBytes / 2));
        int sent = 0;
        while (publication.Offer(new byte[96]) > 0)
        {
            sent++;
        }

        // Half a term of frames of 128 bytes: a writer stops at the limit, not before it.
        Assert.That(sent, Is.EqualTo(TermBytes / 2 / 128));
        Assert.That(publication.Offer(new byte[96]), Is.EqualTo(OfferResult.BackPressured));
        Assert.That(publication.AvailableWindow, Is.Zero);
        publication.Dispose();
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.Closed));
        Assert.That(publication.TryClaim(1, out BufferClaim claim), Is.EqualTo(OfferResult.Closed));
        Assert.That(claim.IsOpen, Is.False);
        Assert.That(publication.Position, Is.EqualTo(TermBytes / 2));
    }

    [Test]
    public void ShouldPadAndRotateAtTheEndOfATerm()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        ScriptedStream stream = bed.StreamOf(publication);
        stream.IsHeld = true;
        stream.Limit.Set(long.MaxValue);
        for (int i = 0; i < 46; i++)
        {
            Assert.That(publication.Offer(new byte[1376]), Is.EqualTo((i + 1) * 1408));
        }

        // 46 * 1,408 = 64,768; 768 bytes are left.
        Assert.That(publication.Offer(new byte[1000]), Is.EqualTo(OfferResult.AdminAction));

        byte[] pad = LogBytes(stream, 0, 64_768, 32);
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(pad), Is.EqualTo(768));
        Assert.That(pad[6], Is.Zero, "type PAD");
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(pad.AsSpan(8)), Is.EqualTo(64_768));
        Assert.That(stream.Log.RawTail(0), Is.EqualTo((7L << 32) + 64_768 + 1056), "the tail shows the trip");
        Assert.That(stream.Log.RawTail(1), Is.EqualTo(8L << 32));
        Assert.That(stream.Log.ActiveTermCount, Is.EqualTo(1));
        Assert.That(publication.Offer(new byte[1000]), Is.EqualTo(TermBytes + 1056));
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(LogBytes(stream, 1, 20, 4)), Is.EqualTo(8), "term id in the new term");
    }

    [Test]
    public void ShouldRotateWithoutPaddingWhenTheTermIsExactlyFull()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        ScriptedStream stream = bed.StreamOf(publication);
        stream.IsHeld = true;
        stream.Limit.Set(long.MaxValue);
        for (int i = 0; i < 64; i++)
        {
            Assert.That(publication.Offer(new byte[992]), Is.EqualTo((i + 1) * 1024));
        }

        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.AdminAction));
        Assert.That(LogBytes(stream, 0, TermBytes - 1024, 4), Is.EqualTo(new byte[] { 0, 4, 0, 0 }), "the last frame is untouched");
        Assert.That(publication.Offer([1]), Is.EqualTo(TermBytes + 64));
    }

    [Test]
    public void ShouldStopAtTheGreatestPosition()
    {
        using ScriptedBed bed = new();
        int lastTerm = unchecked(7 + int.MaxValue);
        bed.Driver.Shape = parameters => parameters with { TermId = lastTerm, TermOffset = TermBytes - 64 };
        ExclusivePublication publication = bed.AddExclusive();
        ScriptedStream stream = bed.StreamOf(publication);
        stream.IsHeld = true;
        stream.Limit.Set(long.MaxValue);
        long max = (long)TermBytes << 31;

        Assert.That(publication.PositionMax, Is.EqualTo(max));
        Assert.That(publication.Position, Is.EqualTo(max - 64));
        Assert.That(publication.Offer(new byte[64]), Is.EqualTo(OfferResult.MaxPositionExceeded));
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.MaxPositionExceeded));
        stream.Limit.Set(0);
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.MaxPositionExceeded));
        Assert.That(stream.Log.ActiveTermCount, Is.EqualTo(int.MaxValue), "never rotated");
    }

    [Test]
    public void ShouldCutLongMessagesIntoFrames()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        byte[] message = Payloads.Make(3000, 1);

        // 3,000 = 1,376 + 1,376 + 248, the last frame takes 280 bytes, on 32: 288.
        Assert.That(publication.Offer(message.AsSpan(0, 10), message.AsSpan(10), 9), Is.EqualTo(1408 + 1408 + 288));

        List<Taken> taken = [];
        Collector collector = new(taken);
        Assert.That(subscription.Poll(ref collector, 10), Is.EqualTo(3));
        Assert.That(taken.Select(fragment => fragment.Flags), Is.EqualTo(new byte[] { 0x80, 0, 0x40 }));
        Assert.That(taken.Select(fragment => fragment.Bytes.Length), Is.EqualTo(new[] { 1376, 1376, 248 }));
        Assert.That(taken.Select(fragment => fragment.ReservedValue), Is.All.EqualTo(9));
        Assert.That(taken.SelectMany(fragment => fragment.Bytes), Is.EqualTo(message));
    }

    [TestCase(0, 32)]
    [TestCase(1, 64)]
    [TestCase(32, 64)]
    [TestCase(33, 96)]
    [TestCase(1376, 1408)]
    [TestCase(1377, 1408 + 64)]
    [TestCase(2752, 2816)]
    [TestCase(8192, (5 * 1408) + 1344)]
    public void ShouldTakeTheFootprintOfTheSpecification(int sizeBytes, long position)
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        _ = bed.Subscribe();

        Assert.That(publication.Offer(new byte[sizeBytes]), Is.EqualTo(position));
    }

    [Test]
    public void ShouldRefuseWhatIsLongerThanAnEighthOfATerm()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();

        Assert.That(publication.MessageBytesMax, Is.EqualTo(8192));
        Assert.That(publication.PayloadBytesMax, Is.EqualTo(1376));
        Assert.That(() => publication.Offer(new byte[8193]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => publication.TryClaim(1377, out _), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => publication.TryClaim(-1, out _), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ShouldTakeAFrameThatIsLongerThanAnEighthOfATermInOnePartOrTwo([Values] bool isShared)
    {
        using ScriptedBed bed = new();
        bed.Driver.Shape = parameters => parameters with { MtuBytes = 16_384 };
        byte[] part = new byte[8_000];
        if (isShared)
        {
            Publication publication = bed.AddShared();
            _ = bed.Subscribe();
            Assert.That(publication.MessageBytesMax, Is.EqualTo(16_352));
            Assert.That((publication.Offer([.. part, .. part]), publication.Offer(part, part)), Is.EqualTo((16_032L, 32_064L)));
            Assert.That(() => publication.Offer(part, new byte[8_353]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
        else
        {
            ExclusivePublication publication = bed.AddExclusive();
            _ = bed.Subscribe();
            Assert.That(publication.MessageBytesMax, Is.EqualTo(16_352));
            Assert.That((publication.Offer([.. part, .. part]), publication.Offer(part, part)), Is.EqualTo((16_032L, 32_064L)));
            Assert.That(() => publication.Offer(part, new byte[8_353]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void ShouldShowPositionsThatOnlyGrowToOtherThreads()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        bed.StreamOf(publication).IsHeld = true;
        bed.StreamOf(publication).Limit.Set(long.MaxValue);
        bool isDone = false;
        TestThreads.Run(
            () =>
            {
                byte[] message = new byte[8_000];
                for (int i = 0; i < 200_000; i++)
                {
                    _ = publication.Offer(message);
                }

                Volatile.Write(ref isDone, true);
            },
            () =>
            {
                for (long last = 0; !Volatile.Read(ref isDone);)
                {
                    long position = publication.Position;
                    Assert.That(position, Is.GreaterThanOrEqualTo(last));
                    last = position;
                }
            });
        Assert.That(publication.Position, Is.GreaterThan(10_000L * TermBytes));
    }

    [Test]
    public void ShouldHoldAClaimBackUntilItIsCommitted()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        List<Taken> taken = [];
        Collector collector = new(taken);

        Assert.That(publication.TryClaim(3, out BufferClaim claim), Is.EqualTo(64));
        Assert.That(publication.Offer([9]), Is.EqualTo(128));
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(LogBytes(bed.StreamOf(publication), 0, 0, 4)), Is.EqualTo(-35));
        Assert.That(subscription.Poll(ref collector, 10), Is.Zero);
        new byte[] { 5, 6, 7 }.CopyTo(claim.Span);
        claim.ReservedValue = 44;
        claim.Flags = 0xE0;
        claim.Commit();

        Assert.That(subscription.Poll(ref collector, 10), Is.EqualTo(2));
        Assert.That(taken[0].Bytes, Is.EqualTo(new byte[] { 5, 6, 7 }));
        Assert.That((taken[0].ReservedValue, taken[0].Flags), Is.EqualTo((44L, (byte)0xE0)));
        Assert.That(claim.IsOpen, Is.False);
        bool isRefused = false;
        try
        {
            claim.Commit();
        }
        catch (InvalidOperationException)
        {
            isRefused = true;
        }

        Assert.That(isRefused, Is.True, "a second commit");
    }

    [Test]
    public void ShouldLetListenersSkipAnAbortedClaim()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        List<Taken> taken = [];
        Collector collector = new(taken);

        _ = publication.TryClaim(100, out BufferClaim claim);
        claim.Abort();
        _ = publication.Offer([9]);

        Assert.That(subscription.Poll(ref collector, 10), Is.EqualTo(1));
        Assert.That(taken.Single().Bytes, Is.EqualTo(new byte[] { 9 }));
        Assert.That(subscription.Images[0].Position, Is.EqualTo(160 + 64));
    }

    [Test]
    public void ShouldKeepTheLogWhileAClaimIsOpen()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        _ = bed.Subscribe();
        _ = publication.TryClaim(3, out BufferClaim claim);
        publication.Dispose();
        for (int i = 0; i < 5; i++)
        {
            bed.Pump();
        }

        // The driver has deleted the file; the map is still the claim's.
        claim.Span.Fill(1);
        Assert.That(publication.Log.File.UserCount, Is.Positive);
        claim.Commit();
        bed.Pump();
        Assert.That(publication.Log.File.UserCount, Is.Zero);
    }

    [Test]
    public void ShouldAskForRevocation()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        publication.Revoke();
        publication.Dispose();
        bed.Pump();

        DriverCommand removal = bed.Driver.Commands.Single(command => command.Kind == CommandKind.RemovePublication);
        Assert.That((removal.RegistrationId, removal.IsRevoked), Is.EqualTo((publication.RegistrationId, true)));
    }
}
