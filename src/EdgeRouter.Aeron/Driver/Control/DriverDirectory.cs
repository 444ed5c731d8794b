using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>A driver's directory: taken over from a dead driver, never from a live one. Only files that a driver makes are removed.</summary>
internal sealed class DriverDirectory : IDisposable
{
    private const string LossReport = "loss-report.dat";
    private static readonly string[] Folders = [AeronDirectory.Publications, AeronDirectory.Images];
    private readonly DirectoryLock _lock;

    private DriverDirectory(string path, DirectoryLock held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Takes a directory and empties it of what a dead driver left.</summary>
    /// <param name="options">Names it.</param>
    /// <exception cref="EdgeRouterException">ER2230: a driver uses it. ER2231: what is there cannot be understood. ER2233: it cannot be used.</exception>
    public static DriverDirectory Take(MediaDriverOptions options)
    {
        string path = System.IO.Path.GetFullPath(options.Directory);
        DirectoryLock held = DirectoryLock.TryTake(path) ?? throw InUse(path, ProcessOf(path));
        try
        {
            RequireDead(path, options);
            if (options.WarnsIfDirectoryExists && File.Exists(CncFile.PathIn(path)))
            {
                options.OnError?.Invoke($"{path} has files of a driver that is dead: they are removed");
            }

            RemoveFiles(path);
            foreach (string folder in Folders)
            {
                _ = Directory.CreateDirectory(System.IO.Path.Combine(path, folder));
            }

            return new DriverDirectory(path, held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw EdgeRouterException.Environment("ER2233", $"cannot take {path} for a media driver: {e.Message}");
        }
        catch (EdgeRouterException)
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Removes the driver's files, and the directory if nothing else is in it.</summary>
    public void Remove()
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        RemoveFiles(Path);
        if (!Directory.EnumerateFileSystemEntries(Path).Any())
        {
            Directory.Delete(Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static void RequireDead(string path, MediaDriverOptions options)
    {
        CncFile? cnc = TryOpen(path);
        for (int i = 0; cnc == null && i < 50 && IsBeingMade(path, options); i++)
        {
            ParkIdle.Park(10 * TimeUnits.Millisecond); // A driver of another kind may be writing it just now.
            cnc = TryOpen(path);
        }

        if (cnc == null)
        {
            return;
        }

        try
        {
            // The lock is ours, so that a driver of this kind is dead however young its heartbeat.
            ManyToOneRing ring = new(cnc.ToDriver);
            long ageMs = (options.Clock.NowNs / TimeUnits.Millisecond) - ring.ConsumerHeartbeatMs;
            if (!cnc.IsMarked && ring.ConsumerHeartbeatMs > 0 && ageMs <= options.DriverTimeoutNs / TimeUnits.Millisecond)
            {
                throw InUse(path, cnc.ProcessId);
            }

            // Clients of the dead one still look at its file: this is how they learn of it at once.
            ring.ConsumerHeartbeatMs = -1;
        }
        finally
        {
            cnc.File.Release();
        }
    }

    private static CncFile? TryOpen(string path)
    {
        try
        {
            return CncFile.TryOpen(path);
        }
        catch (EdgeRouterException e)
        {
            throw EdgeRouterException.BadInput("ER2231", $"{path} may belong to a driver of another kind; if not, remove its cnc.dat ({e.Message})");
        }
    }

    private static bool IsBeingMade(string path, MediaDriverOptions options)
    {
        FileInfo file = new(CncFile.PathIn(path));
        long ageNs = options.Clock.NowNs - ((file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
        return file.Exists && ageNs < TimeUnits.Second;
    }

    private static long ProcessOf(string path)
    {
        try
        {
            CncFile? cnc = CncFile.TryOpen(path);
            long processId = cnc?.ProcessId ?? 0;
            cnc?.File.Release();
            return processId;
        }
        catch (EdgeRouterException)
        {
            return 0; // Only for the message: the lock has already said that a driver is there.
        }
    }

    private static void RemoveFiles(string path)
    {
        File.Delete(CncFile.PathIn(path));
        File.Delete(System.IO.Path.Combine(path, LossReport));
        foreach (string folder in Folders)
        {
            string full = System.IO.Path.Combine(path, folder);
            if (Directory.Exists(full))
            {
                Directory.Delete(full, true);
            }
        }
    }

    private static EdgeRouterException InUse(string path, long processId) =>
        EdgeRouterException.Environment(
            "ER2230", $"a media driver (process {(processId == 0 ? "that is just starting" : processId)}) uses {path}: stop it, or name another directory");
}
