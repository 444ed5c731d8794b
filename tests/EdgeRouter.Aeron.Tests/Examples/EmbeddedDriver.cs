using System.Buffers.Binary;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Examples;

/// <summary>The whole program of src/docs/AERON-CLIENT.md.</summary>
internal static class EmbeddedDriver
{
    public static long SumOf(int count, string directory)
    {
        MachineTime time = new();
        using MediaDriver driver = MediaDriver.Launch(new MediaDriverOptions { Clock = time, Ticks = time, Directory = directory, DeletesDirectoryOnClose = true });
        using AeronClient client = AeronClient.Connect(new AeronClientOptions { Epoch = time, Ticks = time, Directory = directory });
        using Subscription numbers = client.AddSubscription("aeron:ipc", 1001);
        using ExclusivePublication publication = client.AddExclusivePublication("aeron:ipc", 1001);

        Sum sum = new();
        byte[] message = new byte[sizeof(long)];
        for (long next = 1; sum.Count < count;)
        {
            BinaryPrimitives.WriteInt64LittleEndian(message, next);
            if (next <= count && publication.Offer(message) > 0)
            {
                next++;
            }

            if (numbers.Poll(ref sum, 10) == 0)
            {
                Thread.Yield();
            }
        }

        return sum.Total;
    }

    private struct Sum : IFragmentHandler
    {
        public long Total { get; private set; }

        public int Count { get; private set; }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            Total += BinaryPrimitives.ReadInt64LittleEndian(payload);
            Count++;
        }
    }

    private sealed class MachineTime : IClock, ITickCounter
    {
        public long NowNs => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

        public long Ticks => TimeProvider.System.GetTimestamp();

        public double NsPerTick { get; } = 1e9 / TimeProvider.System.TimestampFrequency;
    }
}
