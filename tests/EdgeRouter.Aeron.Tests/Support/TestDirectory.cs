namespace EdgeRouter.Aeron.Tests.Support;

/// <summary>A directory in shared memory that goes with its test.</summary>
internal sealed class TestDirectory : IDisposable
{
    private const string SharedMemory = "/dev/shm";
    private static int _count;

    public TestDirectory(bool isMade = true)
    {
        string root = Directory.Exists(SharedMemory) ? SharedMemory : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(root, $"edgerouter-test-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        if (isMade)
        {
            _ = Directory.CreateDirectory(Path);
        }
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
