using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Memory;

public sealed unsafe class MappedFileTests
{
    [Test]
    public void ShouldShareBytesBetweenTwoMaps()
    {
        using var directory = new TestDirectory();
        MappedFile writer = MappedFile.Create(directory.File("a"), 8192, FileAllocation.PreTouched);
        MappedFile reader = MappedFile.Open(directory.File("a"), isWritable: false);
        writer.Slice(4096, 8).PutInt64Release(0, 0x1122);
        Assert.That(reader.Slice(4096, 8).GetInt64Acquire(0), Is.EqualTo(0x1122));
        Assert.That((reader.SizeBytes, reader.IsWritable, writer.IsWritable), Is.EqualTo((8192L, false, true)));
        Assert.That((long)writer.Address % 4096, Is.Zero);
        reader.Release();
        writer.Release();
    }

    [Test]
    public void ShouldReserveWhatIsNotSparse([Values] FileAllocation allocation)
    {
        using var directory = new TestDirectory();
        MappedFile file = MappedFile.Create(directory.File("a"), 1 << 20, allocation);
        Assert.That(new FileInfo(file.Path).Length, Is.EqualTo(1 << 20));
        Assert.That(BlocksOf(file.Path), allocation == FileAllocation.Sparse ? Is.Zero : Is.EqualTo(2048));
        file.Release();
    }

    [Test]
    public void ShouldNotTakeAnExistingFile()
    {
        using var directory = new TestDirectory();
        File.WriteAllText(directory.File("a"), "kept");
        Assert.That(() => MappedFile.Create(directory.File("a"), 4096, FileAllocation.Sparse), Fails("ER2200"));
        Assert.That(File.ReadAllText(directory.File("a")), Is.EqualTo("kept"));
    }

    [Test]
    public void ShouldRefuseWhatIsNotThereOrEmpty()
    {
        using var directory = new TestDirectory();
        File.WriteAllBytes(directory.File("empty"), []);
        Assert.That(() => MappedFile.Open(directory.File("empty"), isWritable: true), Fails("ER2200"));
        Assert.That(() => MappedFile.Open(directory.File("absent"), isWritable: true), Fails("ER2200"));
        Assert.That(() => MappedFile.Open(directory.Path, isWritable: false), Fails("ER2200"));
        Assert.That(() => MappedFile.Create(directory.File("no/folder"), 4096, FileAllocation.Sparse), Fails("ER2200"));
        Assert.That(() => MappedFile.Create(directory.File("a"), 0, FileAllocation.Sparse), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ShouldSayThatTheDeviceHasNoRoom([Values(FileAllocation.Reserved, FileAllocation.PreTouched)] FileAllocation allocation)
    {
        using var directory = new TestDirectory();
        long tooMany = new DriveInfo(directory.Path).TotalSize + (1L << 30);
        Assert.That(() => MappedFile.Create(directory.File("a"), tooMany, allocation), Fails("ER2201"));
        Assert.That(File.Exists(directory.File("a")), Is.False, "nothing is left behind");
    }

    [Test]
    public void ShouldRefusePartsOutside()
    {
        using var directory = new TestDirectory();
        MappedFile file = MappedFile.Create(directory.File("a"), 4096, FileAllocation.Sparse);
        Assert.That(() => file.Slice(4090, 8), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => file.Slice(-1, 8), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => file.Slice(long.MaxValue, 8), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => file.Slice(0, 4097), Throws.InstanceOf<ArgumentOutOfRangeException>());
        file.Release();
    }

    [Test]
    public void ShouldUnmapWithItsLastUser()
    {
        using var directory = new TestDirectory();
        MappedFile file = MappedFile.Create(directory.File("a"), 4096, FileAllocation.Sparse);
        file.Acquire();
        file.Release();
        Assert.That((file.UserCount, IsMapped(file.Path)), Is.EqualTo((1, true)));
        file.Release();
        Assert.That((file.UserCount, IsMapped(file.Path)), Is.EqualTo((0, false)));
        Assert.That(file.Acquire, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => file.Slice(0, 8), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(file.Release, Throws.InvalidOperationException);
    }

    [Test]
    public void ShouldCountUsersOfManyThreads()
    {
        using var directory = new TestDirectory();
        MappedFile file = MappedFile.Create(directory.File("a"), 4096, FileAllocation.Sparse);
        Action use = () =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                file.Acquire();
                _ = *file.Address;
                file.Release();
            }
        };
        TestThreads.Run(use, use, use);
        Assert.That(file.UserCount, Is.EqualTo(1));
        file.Release();
    }

    [Test]
    public void ShouldKeepBytesOfADeletedFile()
    {
        using var directory = new TestDirectory();
        MappedFile file = MappedFile.Create(directory.File("a"), 4096, FileAllocation.PreTouched);
        File.Delete(file.Path);
        file.Slice(0, 8).PutInt64(0, 7);
        Assert.That(file.Slice(0, 8).GetInt64(0), Is.EqualTo(7));
        file.Release();
    }

    private static NUnit.Framework.Constraints.Constraint Fails(string id) => Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo(id);

    private static bool IsMapped(string path) => File.ReadLines("/proc/self/maps").Any(line => line.Contains(path, StringComparison.Ordinal));

    private static long BlocksOf(string path)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%b", path]) { RedirectStandardOutput = true })!;
        return long.Parse(process.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
