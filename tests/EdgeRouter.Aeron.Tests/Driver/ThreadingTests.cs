using System.Buffers.Binary;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Driver;

/// <summary>The same stream through shared memory, on whatever threads the driver works and whatever these do when there is nothing to do.</summary>
[TestFixture]
public sealed class ThreadingTests
{
    private const int Count = 2_000;

    [Test]
    public void ShouldCarryAStreamOverManyTerms(
        [Values(ThreadingMode.Shared, ThreadingMode.SharedNetwork, ThreadingMode.Dedicated)] ThreadingMode mode,
        [Values("spin", "batch", "yield", "backoff", "park")] string idle) => Carry(mode, idle);

    [Test]
    public void ShouldCarryAStreamOnTheThreadOfItsCaller() => Carry(ThreadingMode.Invoker, "backoff");

    private static void Carry(ThreadingMode mode, string idle)
    {
        MachineTime time = new();
        using TestDirectory directory = new(isMade: false);
        using MediaDriver driver = MediaDriver.Launch(new MediaDriverOptions
        {
            Directory = directory.Path,
            Clock = time,
            Ticks = time,
            Threading = mode,
            ConductorIdle = idle,
            SenderIdle = idle,
            ReceiverIdle = idle,
            DeletesDirectoryOnClose = true,
        });
        using AeronClient client = AeronClient.Connect(new AeronClientOptions { Epoch = time, Ticks = time, Directory = directory.Path, UsesInvoker = true });
        long subscribing = client.BeginAddSubscription("aeron:ipc", 10);
        long publishing = client.BeginAddExclusivePublication("aeron:ipc?term-length=64k", 10);
        Subscription? subscription = null;
        ExclusivePublication? publication = null;
        FragmentAssembler<Check> assembler = new(new Check());
        byte[] message = new byte[5_000];
        int sent = 0;
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(60));
        while (assembler.Handler.Received < Count && !over.IsCancellationRequested)
        {
            _ = mode == ThreadingMode.Invoker ? driver.DoWork() : 0;
            _ = client.DoWork();
            if (subscription == null ? !client.TryComplete(subscribing, out subscription) : publication == null && !client.TryComplete(publishing, out publication))
            {
                continue;
            }

            BinaryPrimitives.WriteInt32LittleEndian(message, sent);
            sent += sent < Count && publication?.Offer(message.AsSpan(0, SizeOf(sent))) > 0 ? 1 : 0;
            if (subscription.Poll(ref assembler, 16) == 0)
            {
                _ = Thread.Yield();
            }
        }

        Assert.That((assembler.Handler.Received, assembler.Handler.Wrong), Is.EqualTo((Count, 0)), $"{sent} sent");
        Assert.That(driver.Failure, Is.Null);
    }

    private static int SizeOf(int number) => 4 + (number * 97 % 4_900);

    private struct Check : IFragmentHandler
    {
        public int Received { get; private set; }

        public int Wrong { get; private set; }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            Wrong += payload.Length != SizeOf(Received) || BinaryPrimitives.ReadInt32LittleEndian(payload) != Received ? 1 : 0;
            Received++;
        }
    }
}
