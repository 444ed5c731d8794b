namespace EdgeRouter.Link.Tests;

/// <summary>A folder that goes with its test; in memory where the system has such a place.</summary>
internal sealed class TempFolder : IDisposable
{
    private const string MemoryFolder = "/dev/shm";
    private static int _count;

    public TempFolder()
    {
        string root = Directory.Exists(MemoryFolder) ? MemoryFolder : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(root, $"edgerouter-test-{Environment.ProcessId}-link-{Interlocked.Increment(ref _count)}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string Sub(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
