using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.TestHost.Scripted;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;
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
    public void ShouldRefuseOrUseALogOfAnyHead()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        ulong random = Seed;
        int used = 0;
        for (int round = 0; round < 150; round++)
        {
            using ScriptedBed bed = new();
            Subscription subscription = bed.Subscribe();
            long[] numbers = [bed.Client.BeginAddPublication("aeron:ipc", 10), bed.Client.BeginAddExclusivePublication("aeron:ipc", 10)];
            _ = bed.Driver.Step();
            foreach (ScriptedStream stream in bed.Driver.Streams)
            {
                // One or two of the numbers that are read, before the client opens the file; the driver never looks at its own again.
                stream.IsHeld = true;
                stream.Limit.Set(long.MaxValue);
                byte* head = stream.Log.Term(0) + stream.Log.File.SizeBytes - 4096;
                for (int i = 0; i <= round % 2; i++)
                {
                    int[] offsets = [0, 4, 8, 16, 24, 128, 136, 256, 264, 268, 272, 276, 280, 320, 496];
                    int at = offsets[SplitMix64.Next(ref random) % (ulong)offsets.Length];
                    int[] values = [0, -1, int.MinValue, int.MaxValue, 32, 96, 65_504, 131_072, (int)SplitMix64.Next(ref random)];
                    *(int*)(head + at) = values[SplitMix64.Next(ref random) % (ulong)values.Length];
                }
            }

            _ = bed.Client.DoWork();
            if (Take<Publication>(bed, numbers[0]) is { } shared && Take<ExclusivePublication>(bed, numbers[1]) is { } exclusive)
            {
                Use(shared, exclusive, subscription, ref random);
                used++;
            }
        }

        Assert.That(used, Is.InRange(20, 130), "some can be used, some not");
    }

    [Test]
    public void ShouldLiveWithAnyHeadOfTheDriversFile()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        ulong random = Seed;
        int connected = 0;
        for (int round = 0; round < 300; round++)
        {
            using ScratchDirectory folder = new();
            ManualTime time = new();
            using ScriptedDriver driver = new(folder.Path, time);
            byte* head = driver.Cnc.File.Address;
            int[] values = [0, -1, 1, 8, int.MinValue, int.MaxValue, 128 * 1024, (128 * 1024) + 768, (int)SplitMix64.Next(ref random)];
            *(int*)(head + (4 * (SplitMix64.Next(ref random) % 14))) = values[SplitMix64.Next(ref random) % (ulong)values.Length];
            for (int i = 0; i < 2 && round % 2 == 0; i++)
            {
                // Tail, head cache, head, correlation and heartbeat of the ring to the driver.
                *(long*)(driver.Cnc.ToDriver.Address + driver.Cnc.ToDriver.SizeBytes - 768 + (128 * (1 + (SplitMix64.Next(ref random) % 4)))) =
                    (long)SplitMix64.Next(ref random) >> (int)(SplitMix64.Next(ref random) % 64);
            }

            connected += TryUse(folder.Path, time) ? 1 : 0;
        }

        Assert.That(connected, Is.InRange(50, 290));
    }

    [Test]
    public void ShouldLiveWithBytesThatChangeWhileTheyAreRead()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        Image image = subscription.Images[0];
        ScriptedStream stream = bed.StreamOf(publication);
        bool isDone = false;
        long handed = 0;
        TestThreads.Run(
            () => Disturb(stream, image, ref isDone),
            () =>
            {
                List<Taken> taken = [];
                FragmentAssembler<Collector> assembler = new(new Collector(taken), 64, 100_000);
                ScriptedActions controlled = new([], taken);
                Blocks blocks = default;
                for (int i = 0; i < 200_000; i++)
                {
                    _ = image.Poll(ref assembler, 5);
                    _ = image.ControlledPoll(ref controlled, 5);
                    _ = image.ControlledPeek(image.Position, ref controlled, image.Position + 4096);
                    _ = image.BlockPoll(ref blocks, 4096);
                    handed += taken.Count;
                    taken.Clear();
                }

                Volatile.Write(ref isDone, true);
            });
        Assert.That(handed, Is.Positive);
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

    private static TResource? Take<TResource>(ScriptedBed bed, long number)
        where TResource : class, IDisposable
    {
        try
        {
            return bed.Client.TryComplete(number, out TResource? resource) ? resource : throw new AssertionException("nothing came of it");
        }
        catch (EdgeRouterException failure)
        {
            Assert.That(failure.Id, Is.EqualTo("ER2221"));
            return null;
        }
    }

    private static bool TryUse(string directory, ManualTime time)
    {
        try
        {
            using AeronClient client = AeronClient.Connect(new AeronClientOptions
            {
                Epoch = time,
                Ticks = new MachineTime(),
                Directory = directory,
                UsesInvoker = true,
                DriverTimeoutNs = 5_000_000,
                TimerNs = 1,
                KeepaliveNs = 1,
                CloseTimeoutNs = 0,
            });
            for (int i = 0; i < 20; i++)
            {
                _ = client.DoWork();
                _ = client.Counters.Snapshot();
                _ = client.ReadErrors();
                if (client.State == ClientState.Connected)
                {
                    _ = client.BeginAddSubscription("aeron:ipc", i);
                }
            }

            return true;
        }
        catch (EdgeRouterException failure)
        {
            Assert.That(failure.Id, Is.AnyOf("ER2202", "ER2206", "ER2210", "ER2213"));
            return false;
        }
    }

    private static void Disturb(ScriptedStream stream, Image image, ref bool isDone)
    {
        ulong random = Seed;
        while (!Volatile.Read(ref isDone))
        {
            int termId = LogPosition.TermIdAt(image.Position, stream.Log.PositionShift, stream.Log.InitialTermId);
            for (int i = 0; i < 1_000; i++)
            {
                ulong number = SplitMix64.Next(ref random);
                byte* frame = stream.Log.Term((int)(number % 3)) + ((number >> 8) % (ulong)stream.Log.TermBytes & ~31UL);
                *(int*)(frame + 20) = termId + (number % 5_000 == 0 ? 1 : 0);
                *(int*)(frame + 4) = (int)(number >> 24) & 0x0001_FF00;
                Volatile.Write(ref *(int*)frame, number % 997 == 0 ? (int)(number >> 32) : 32 + (int)((number >> 40) % 3_000));
            }
        }
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
            if (shared.TryClaim(size % (shared.PayloadBytesMax + 1), out BufferClaim claim) > 0)
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
