using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.TestHost.Scripted;
using EdgeRouter.Aeron.Tests.Client.Support;

namespace EdgeRouter.Aeron.Tests.Client;

public sealed class ClientAllocationTests
{
    [Test]
    public void ShouldAllocateNothingAfterSetUp()
    {
        using ScriptedBed bed = new();
        ExclusivePublication exclusive = bed.AddExclusive();
        Publication shared = bed.AddShared();
        Subscription subscription = bed.Subscribe();
        AeronCounter counter = bed.Finish<AeronCounter>(bed.Client.BeginAddCounter(1001, [], "c"));
        FragmentAssembler<Sum> assembler = new(default);
        byte[] small = new byte[64];
        byte[] large = new byte[4000];
        ScriptedStream[] streams = [bed.StreamOf(exclusive), bed.StreamOf(shared)];
        long received = Rounds(2_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        received += Rounds(20_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.Zero);
        Assert.That(received, Is.GreaterThan(100_000));
        Assert.That(exclusive.Position, Is.GreaterThan(1_000_000));

        long Rounds(int count)
        {
            long total = assembler.Handler.Count;
            for (int i = 0; i < count; i++)
            {
                _ = exclusive.Offer(small, i);
                _ = exclusive.Offer(small, large);
                _ = shared.Offer(small);
                _ = shared.Offer(large);
                Claim(exclusive);
                Claim(shared);
                counter.Value = i;
                counter.Add(exclusive.IsConnected && exclusive.AvailableWindow >= 0 ? 1 : 0);
                while (subscription.Poll(ref assembler, 10) > 0)
                {
                    // All of it.
                }

                foreach (ScriptedStream stream in streams)
                {
                    Keep(stream, subscription);
                }

                _ = bed.Client.DoWork();
            }

            return assembler.Handler.Count - total;
        }
    }

    [Test]
    public void ShouldAllocateNothingInEveryWayOfReading()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        ScriptedStream stream = bed.StreamOf(publication);
        ControlledFragmentAssembler<Choosing> assembler = new(default);
        Choosing looking = default;
        Blocks blocks = default;
        byte[] small = new byte[64];
        byte[] large = new byte[4000];
        Rounds(2_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Rounds(20_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.Zero);
        Assert.That(assembler.Handler.Aborted, Is.GreaterThan(1_000));
        Assert.That(looking.Count, Is.GreaterThan(10_000));
        Assert.That(blocks.Bytes, Is.GreaterThan(1_000_000));

        void Rounds(int count)
        {
            for (int i = 0; i < count; i++)
            {
                _ = publication.Offer(small);
                _ = publication.Offer(small, large);
                Image image = subscription.ImageBySession(publication.SessionId)!;
                _ = image.ControlledPeek(image.Position, ref looking, long.MaxValue);
                if (i % 2 == 0)
                {
                    while (image.Position < publication.Position)
                    {
                        _ = subscription.ControlledPoll(ref assembler, 10);
                    }
                }
                else
                {
                    while (image.Position < publication.Position)
                    {
                        _ = subscription.BlockPoll(ref blocks, 4096);
                    }
                }

                Keep(stream, subscription);
            }
        }
    }

    private static void Claim(ExclusivePublication publication)
    {
        if (publication.TryClaim(16, out BufferClaim claim) > 0)
        {
            claim.Span.Fill(1);
            claim.Commit();
        }
    }

    private static void Claim(Publication publication)
    {
        if (publication.TryClaim(16, out BufferClaim claim) > 0)
        {
            claim.Abort();
        }
    }

    private static unsafe void Keep(ScriptedStream stream, Subscription subscription)
    {
        // The scripted driver's own rounds allocate: limit and cleaning by hand, after everything was read.
        long position = subscription.ImageBySession(stream.SessionId)!.Position;
        stream.Limit.Set(position + (stream.Log.TermBytes / 2));
        int next = LogPosition.Partition(position + stream.Log.TermBytes, stream.Log.PositionShift);
        new Span<byte>(stream.Log.Term(next), stream.Log.TermBytes).Clear();
    }

    private struct Choosing : IControlledFragmentHandler
    {
        public long Count { get; private set; }

        public long Aborted { get; private set; }

        public PollAction OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            PollAction action = (Count++ % 7) switch { 0 => PollAction.Abort, 1 => PollAction.Break, 2 => PollAction.Commit, _ => PollAction.Continue };
            Aborted += action == PollAction.Abort ? 1 : 0;
            return action;
        }
    }

    private struct Blocks : IBlockHandler
    {
        public long Bytes { get; private set; }

        public void OnBlock(scoped ReadOnlySpan<byte> block, int sessionId, int termId) => Bytes += block.Length;
    }

    private struct Sum : IFragmentHandler
    {
        public long Count { get; private set; }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => Count++;
    }
}
