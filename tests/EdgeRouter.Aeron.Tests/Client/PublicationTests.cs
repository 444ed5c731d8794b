using System.Buffers.Binary;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.TestHost.Scripted;
using EdgeRouter.Aeron.Tests.Client.Support;

namespace EdgeRouter.Aeron.Tests.Client;

/// <summary>Shared logs, AERON.md §8.4.</summary>
public sealed unsafe class PublicationTests
{
    private const int TermBytes = 65_536;

    [Test]
    public void ShouldShareOneMapOfOneLog()
    {
        using ScriptedBed bed = new();
        Publication first = bed.AddShared();
        Publication second = bed.AddShared();
        Subscription subscription = bed.Subscribe();

        Assert.That(second.OriginalRegistrationId, Is.EqualTo(first.RegistrationId));
        Assert.That(second.Log, Is.SameAs(first.Log));
        Assert.That(first.Log.File.UserCount, Is.EqualTo(3));
        Assert.That(first.Offer([1]), Is.EqualTo(64));
        Assert.That(second.Offer([2]), Is.EqualTo(128));
        List<Taken> taken = [];
        Collector collector = new(taken);
        Assert.That(subscription.Poll(ref collector, 10), Is.EqualTo(2));

        first.Dispose();
        bed.Pump();
        Assert.That(second.Offer([3]), Is.EqualTo(192), "one user less, not none");
        second.Dispose();
        subscription.Dispose();
        bed.Pump();
        Assert.That(first.Log.File.UserCount, Is.Zero);
    }

    [Test]
    public void ShouldTellWhyNothingCanBeSent()
    {
        using ScriptedBed bed = new();
        Publication publication = bed.AddShared();

        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.NotConnected));
        _ = bed.Subscribe();
        while (publication.Offer(new byte[992]) > 0)
        {
            // Up to the limit.
        }

        Assert.That(publication.Position, Is.EqualTo(TermBytes / 2));
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.BackPressured));
        publication.Dispose();
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.Closed));
    }

    [Test]
    public void ShouldPadAndRotateAtTheEndOfATerm()
    {
        using ScriptedBed bed = new();
        Publication publication = bed.AddShared();
        ScriptedStream stream = bed.StreamOf(publication);
        stream.IsHeld = true;
        stream.Limit.Set(long.MaxValue);
        while (publication.Position < 46 * 1408)
        {
            _ = publication.Offer(new byte[1376]);
        }

        Assert.That(publication.TryClaim(1000, out _), Is.EqualTo(OfferResult.AdminAction));
        Span<byte> pad = new(stream.Log.Term(0) + 64_768, 32);
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(pad), Is.EqualTo(768));
        Assert.That(pad[6], Is.Zero);
        Assert.That(stream.Log.RawTail(0), Is.EqualTo((7L << 32) + 64_768 + 1056));
        Assert.That(stream.Log.RawTail(1), Is.EqualTo(8L << 32));
        Assert.That(publication.TryClaim(1000, out BufferClaim claim), Is.EqualTo(TermBytes + 1056));
        claim.Commit();
    }

    [Test]
    public void ShouldAskToTryAgainWhileAnotherWriterRotates()
    {
        using ScriptedBed bed = new();
        Publication publication = bed.AddShared();
        ScriptedStream stream = bed.StreamOf(publication);
        stream.IsHeld = true;
        stream.Limit.Set(long.MaxValue);

        // Another writer has moved the count, but the tail of the new term is not there yet.
        stream.Log.ActiveTermCount = 1;

        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.AdminAction));
    }

    [Test]
    public void ShouldStopAtTheGreatestPosition()
    {
        using ScriptedBed bed = new();
        bed.Driver.Shape = parameters => parameters with { TermId = unchecked(7 + int.MaxValue), TermOffset = TermBytes - 64 };
        Publication publication = bed.AddShared();
        ScriptedStream stream = bed.StreamOf(publication);
        stream.IsHeld = true;
        stream.Limit.Set(long.MaxValue);

        Assert.That(publication.Offer(new byte[64]), Is.EqualTo(OfferResult.MaxPositionExceeded));
        Assert.That(stream.Log.ActiveTermCount, Is.EqualTo(int.MaxValue));
    }

    [Test]
    public void ShouldNeverWriteOutsideATermWhateverTheTailSays()
    {
        using ScriptedBed bed = new();
        Publication publication = bed.AddShared();
        ScriptedStream stream = bed.StreamOf(publication);
        stream.IsHeld = true;
        stream.Limit.Set(long.MaxValue);
        foreach (long offset in new long[] { 1, 31, TermBytes - 1, TermBytes, TermBytes + 5, 0xFFFF_FFE0, 0x8000_0000 })
        {
            Volatile.Write(ref *stream.Log.RawTailAddress(1), 0x5555_5555);
            stream.Log.ActiveTermCount = 0;
            Volatile.Write(ref *stream.Log.RawTailAddress(0), (7L << 32) + offset);
            new Span<byte>(stream.Log.Term(1), 4096).Fill(0xEE);

            _ = publication.Offer(new byte[500]);

            Assert.That(new Span<byte>(stream.Log.Term(1), 4096).IndexOfAnyExcept((byte)0xEE), Is.EqualTo(-1), $"tail {offset}");
        }
    }

    [Test]
    public void ShouldLoseNothingWhenManyWritersRaceOverRotations()
    {
        using ScriptedBed bed = new();
        Publication[] publications = [bed.AddShared(), bed.AddShared(), bed.AddShared()];
        Subscription subscription = bed.Subscribe();
        const int PerWriter = 20_000;
        Thread[] writers = [.. publications.Select((publication, index) => new Thread(() => Write(publication, index, PerWriter)))];
        Array.ForEach(writers, writer => writer.Start());

        int[] next = new int[writers.Length];
        OrderCheck check = new(next);
        int taken = 0;
        while (taken < writers.Length * PerWriter)
        {
            int count = subscription.Poll(ref check, 50);
            taken += count;
            if (bed.Driver.Step() + count == 0)
            {
                _ = Thread.Yield();
            }
        }

        Array.ForEach(writers, writer => writer.Join());
        Assert.That(next, Is.All.EqualTo(PerWriter));
        Assert.That(publications[0].Position, Is.GreaterThan(20L * TermBytes), "many terms");
        Assert.That(subscription.Images[0].Position, Is.EqualTo(publications[0].Position));
    }

    private static void Write(Publication publication, int writer, int count)
    {
        byte[] message = new byte[40];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(message, writer);
            BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), i);
            int size = 8 + (i % 32);
            while (publication.Offer(message.AsSpan(0, size)) < 0)
            {
                _ = Thread.Yield();
            }
        }
    }

    private readonly struct OrderCheck(int[] next) : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            int writer = BinaryPrimitives.ReadInt32LittleEndian(payload);
            int number = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
            if (number != next[writer] || payload.Length != 8 + (number % 32))
            {
                throw new AssertionException($"writer {writer}: {number} in place of {next[writer]}, {payload.Length} bytes");
            }

            next[writer]++;
        }
    }
}
