namespace EdgeRouter.Aeron.Tests.Client.Support;

/// <summary>A driver's directory that goes with the test.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private static int _count;

    public ScratchDirectory()
    {
        Path = $"/dev/shm/edgerouter-test-{Environment.ProcessId}-c{Interlocked.Increment(ref _count)}";
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
