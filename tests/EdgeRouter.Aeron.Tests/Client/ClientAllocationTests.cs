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

    private struct Sum : IFragmentHandler
    {
        public long Count { get; private set; }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => Count++;
    }
}
