namespace EdgeRouter.Tools.Tests.Aeron;

/// <summary>A path in shared memory for a driver; what is there goes with the test.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private static int _count;

    public string Path { get; } = System.IO.Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath(),
        $"edgerouter-test-{Environment.ProcessId}-tools-{Interlocked.Increment(ref _count)}");

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
