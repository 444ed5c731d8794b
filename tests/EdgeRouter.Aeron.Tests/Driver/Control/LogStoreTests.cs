using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Os;
using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Control;

/// <summary>How logs come to their room, and what the driver knows of it.</summary>
[TestFixture]
public sealed class LogStoreTests
{
    private const long LogBytes = (3 * 65_536) + 4_096;

    [TestCase(FileAllocation.PreTouched, "", LogBytes, 0)]
    [TestCase(FileAllocation.PreTouched, "|sparse=true", 4_096, 1)]
    [TestCase(FileAllocation.PreTouched, "|sparse=false", LogBytes, 0)]
    [TestCase(FileAllocation.Sparse, "", 4_096, 1)]
    [TestCase(FileAllocation.Sparse, "|sparse=true", 4_096, 1)]
    [TestCase(FileAllocation.Sparse, "|sparse=false", LogBytes, 0)]
    public void ShouldTakeItsRoomWhenTold(FileAllocation allocation, string parameter, long heldBytes, byte flag)
    {
        using DriverHarness driver = new(o => o with { FileAllocation = allocation });
        FakeClient client = driver.Client();
        _ = client.AddPublication($"aeron:ipc?term-length=64k{parameter}", 10);
        driver.Work();
        string path = client.Take()[1].Text(32);
        Assert.That(FileBlocks.HeldBytes(path), Is.EqualTo(heldBytes));
        Assert.That(File.ReadAllBytes(path)[^(4096 - 492)], Is.EqualTo(flag), "as the log says");
    }

    [Test]
    public void ShouldKnowWhatSparseLogsWillStillTake()
    {
        using DriverHarness driver = new();
        FakeClient client = driver.Client();
        long freeBytes = new DriveInfo(driver.Directory).AvailableFreeSpace;
        const long SparseBytes = 3L << 30;
        int first = 0;
        int refused = 0;
        for (long promised = 0; promised <= freeBytes + SparseBytes; promised += SparseBytes)
        {
            _ = client.AddPublication("aeron:ipc?term-length=1g|sparse=true", 100 + first + refused);
            driver.Work(1);
            IReadOnlyList<ReceivedEvent> events = client.Take();
            first += events.Count(e => e.Type == ReceivedEvent.PublicationReady);
            refused += events.Count(e => e.Type == ReceivedEvent.Error && e.Int32(8) == 12);
        }

        Assert.That(refused, Is.Positive, "more was asked for than there is room");
        Assert.That(first * SparseBytes, Is.LessThanOrEqualTo(freeBytes));
    }
}
