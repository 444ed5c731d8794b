using EdgeRouter.Ingest;

namespace EdgeRouter.Cli.Tests.Captures;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("edgerouter").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    /// <summary>Writes a capture whose frames are a microsecond apart.</summary>
    public string WriteFrames(string name, IEnumerable<byte[]> frames)
    {
        using CaptureWriter writer = new(File(name));
        long timeNs = 1_475_012_773_000_000_000;
        foreach (byte[] frame in frames)
        {
            writer.Write(frame, timeNs += 1_000);
        }

        return writer.Path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
