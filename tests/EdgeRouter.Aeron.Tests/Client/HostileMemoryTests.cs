using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.TestHost.Scripted;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Client;

/// <summary>Whatever stands in shared memory, nothing outside the maps is touched: the process would not live to tell. The seed is printed.</summary>
public sealed unsafe class HostileMemoryTests
{
    private const ulong Seed = 20_261;

    [Test]
    public void ShouldLiveWithAnyBytesInALog()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        ulong random = Seed;
        for (int round = 0; round < 60; round++)
        {
            using ScriptedBed bed = new();
            Publication shared = bed.AddShared();
            ExclusivePublication exclusive = bed.AddExclusive();
            Subscription subscription = bed.Subscribe();
            foreach (ScriptedStream stream in bed.Driver.Streams)
            {
                stream.IsHeld = true;
                stream.Limit.Set((long)SplitMix64.Next(ref random));
                Scribble(stream, ref random);
            }

            Use(shared, exclusive, subscription, ref random);
        }
    }

    [Test]
    public void ShouldLiveWithAnyEvents()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        ulong random = Seed;
        using ScriptedBed bed = new();
        Subscription subscription = bed.Subscribe();
        ExclusivePublication publication = bed.AddExclusive();
        byte[] payload = new byte[256];
        for (int i = 0; i < 30_000; i++)
        {
            int size = (int)(SplitMix64.Next(ref random) % (ulong)payload.Length);
            Fill(payload, ref random);
            if (i % 2 == 0 && size >= 32)
            {
                // Numbers that mean something here, so that more than the first check is met.
                long[] known = [subscription.RegistrationId, publication.RegistrationId, bed.Client.ClientId + 1, i % 64, -1, int.MaxValue];
                BitConverter.TryWriteBytes(payload, known[SplitMix64.Next(ref random) % 6]);
                BitConverter.TryWriteBytes(payload.AsSpan(16), known[SplitMix64.Next(ref random) % 6]);
                BitConverter.TryWriteBytes(payload.AsSpan(24), (int)(SplitMix64.Next(ref random) % 70));
            }

            bed.Driver.SendRaw(1 + (int)(SplitMix64.Next(ref random) % 2 == 0 ? 0x0F00 + (SplitMix64.Next(ref random) % 16) : SplitMix64.Next(ref random) % 0x7FFF_FFFE), payload.AsSpan(0, size));
            _ = bed.Client.DoWork();
        }

        Assert.That(bed.Errors.Select(error => error.Id).Distinct(), Is.SubsetOf(new[] { "ER2221", "ER2226" }));
        Assert.That(bed.Client.Epoch, Is.EqualTo(1));
        Assert.That(bed.Finish<Subscription>(bed.Client.BeginAddSubscription("aeron:ipc", 99)).StreamId, Is.EqualTo(99), "it works on");
    }

    [Test]
    public void ShouldLoseItsDriverWhenTheBroadcastBufferHoldsNoRecords()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        ulong random = Seed;
        for (int round = 0; round < 300; round++)
        {
            using ScriptedBed bed = new();
            ExclusivePublication publication = bed.AddExclusive();
            Span<byte> buffer = bed.Driver.Cnc.ToClients.Span(0, bed.Driver.Cnc.ToClients.SizeBytes);
            if (round % 2 == 0)
            {
                Fill(buffer, ref random);
            }
            else
            {
                Fill(buffer[..^128], ref random);
                bed.Driver.Send(new DriverEvent { Kind = EventKind.OperationSucceeded, CorrelationId = 1 });
                int tail = buffer.Length - 128 + 8;
                BitConverter.TryWriteBytes(buffer[tail..], BitConverter.ToInt64(buffer[tail..]) + 512);
            }

            for (int i = 0; i < 20; i++)
            {
                _ = bed.Client.DoWork();
            }

            _ = publication.Offer([1]);
        }
    }

    [Test]
    public void ShouldLiveWithAnyCounters()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        ulong random = Seed;
        using ScriptedBed bed = new();
        Subscription subscription = bed.Subscribe();
        ExclusivePublication publication = bed.AddExclusive();
        bed.Live(600);
        Fill(bed.Driver.Cnc.CounterMetadata.Span(0, bed.Driver.Cnc.CounterMetadata.SizeBytes), ref random);
        Fill(bed.Driver.Cnc.CounterValues.Span(0, bed.Driver.Cnc.CounterValues.SizeBytes), ref random);
        Fill(bed.Driver.Cnc.ErrorLog.Span(0, bed.Driver.Cnc.ErrorLog.SizeBytes), ref random);

        Assert.That(() => bed.Client.Counters.Snapshot(), Throws.Nothing);
        Assert.That(() => bed.Client.ReadErrors(), Throws.Nothing);
        Assert.That(bed.Client.Counters.Describe(-1), Is.Null);
        Assert.That(bed.Client.Counters.ValueOf(int.MaxValue), Is.Null);
        _ = publication.Offer([1]);
        bed.Time.PassMs(600);
        bed.Driver.Beat();
        _ = bed.Client.DoWork();
        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.ClientTimedOut), "its heartbeat is gone");
        Assert.That(subscription.IsClosed, Is.True);
    }

    private static void Scribble(ScriptedStream stream, ref ulong random)
    {
        ulong kind = SplitMix64.Next(ref random) % 4;
        for (int partition = 0; partition < 3; partition++)
        {
            Span<byte> term = new(stream.Log.Term(partition), stream.Log.TermBytes);
            for (int at = 0; at < term.Length; at += 32)
            {
                int length = kind switch
                {
                    0 => (int)SplitMix64.Next(ref random),
                    1 => (int)(SplitMix64.Next(ref random) % 3000),
                    2 => term.Length - at + (int)(SplitMix64.Next(ref random) % 3) - 1,
                    _ => 32 + (int)(SplitMix64.Next(ref random) % 64),
                };
                BitConverter.TryWriteBytes(term[at..], length);
                BitConverter.TryWriteBytes(term[(at + 4)..], (int)SplitMix64.Next(ref random));
            }
        }

        // The tails, the active term and everything else that is read while the log is open: the first 256 bytes behind the terms' end.
        for (int i = 0; i < 3; i++)
        {
            Volatile.Write(ref *stream.Log.RawTailAddress(i), (long)SplitMix64.Next(ref random));
        }

        stream.Log.ActiveTermCount = (int)SplitMix64.Next(ref random);
        stream.Log.EndOfStreamPosition = (long)SplitMix64.Next(ref random);
    }

    private static void Use(Publication shared, ExclusivePublication exclusive, Subscription subscription, ref ulong random)
    {
        List<Taken> taken = [];
        FragmentAssembler<Collector> assembler = new(new Collector(taken), 64, 100_000);
        ScriptedActions controlled = new(new Queue<PollAction>([PollAction.Commit, PollAction.Abort]), taken);
        Blocks blocks = default;
        byte[] message = new byte[3000];
        for (int i = 0; i < 50; i++)
        {
            int size = (int)(SplitMix64.Next(ref random) % 3000);
            _ = shared.Offer(message.AsSpan(0, size));
            _ = exclusive.Offer(message.AsSpan(0, size));
            if (shared.TryClaim(size % 1377, out BufferClaim claim) > 0)
            {
                claim.Span.Fill(1);
                claim.Commit();
            }

            _ = subscription.Poll(ref assembler, 100);
            _ = subscription.ControlledPoll(ref controlled, 100);
            _ = subscription.BlockPoll(ref blocks, 10_000);
            foreach (Image image in subscription.Images)
            {
                _ = image.ControlledPeek((long)SplitMix64.Next(ref random), ref controlled, long.MaxValue);
                _ = image.ControlledPeek(image.Position, ref controlled, long.MaxValue);
                _ = image.IsEndOfStream;
            }

            taken.Clear();
        }
    }

    private static void Fill(Span<byte> bytes, ref ulong random)
    {
        for (int at = 0; at + 8 <= bytes.Length; at += 8)
        {
            BitConverter.TryWriteBytes(bytes[at..], SplitMix64.Next(ref random));
        }
    }

    private readonly struct Blocks : IBlockHandler
    {
        public void OnBlock(scoped ReadOnlySpan<byte> block, int sessionId, int termId)
        {
            if (block.IsEmpty)
            {
                throw new AssertionException("an empty block");
            }
        }
    }
}
