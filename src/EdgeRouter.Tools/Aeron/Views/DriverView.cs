using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>Looks at the directory of any driver, living or dead, without the right to write and without being its client.</summary>
public sealed class DriverView : IDisposable
{
    private const long TimeoutMs = 10 * TimeUnits.Second / TimeUnits.Millisecond;
    private readonly CncFile _cnc;
    private readonly CounterReader _counters;
    private readonly ErrorLog _errors;
    private readonly ManyToOneRing _commands;

    private DriverView(string directory, CncFile cnc)
    {
        Directory = directory;
        _cnc = cnc;
        _counters = new CounterReader(cnc.CounterMetadata, cnc.CounterValues);
        _errors = new ErrorLog(cnc.ErrorLog);
        _commands = new ManyToOneRing(cnc.ToDriver);
    }

    /// <summary>The directory.</summary>
    public string Directory { get; }

    /// <summary>Opens a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="EdgeRouterException">ER2280: no driver has made one there. ER2206, ER2202, ER2200: what is there cannot be used.</exception>
    public static DriverView Open(string directory)
    {
        CncFile cnc = CncFile.TryOpen(directory, isWritable: false)
            ?? throw EdgeRouterException.BadInput("ER2280", $"{directory} is no directory of an Aeron driver: name one with --dir, or start a driver with 'edgerouter aeron driver --dir {directory}'");
        try
        {
            return new DriverView(directory, cnc);
        }
        catch
        {
            cnc.File.Release();
            throw;
        }
    }

    /// <summary>What it says of its driver.</summary>
    /// <param name="nowMs">Time, ms since the epoch.</param>
    public DriverFacts Facts(long nowMs)
    {
        long heartbeatMs = _commands.ConsumerHeartbeatMs;
        CounterInfo? version = _counters.Describe((int)SystemCounter.AeronVersion);
        return new DriverFacts(
            Directory,
            _cnc.ProcessId,
            _cnc.StartMs,
            heartbeatMs,
            heartbeatMs > 0 ? Math.Max(0, nowMs - heartbeatMs) : 0,
            heartbeatMs > 0 && nowMs - heartbeatMs < TimeoutMs,
            PackedVersion.Of(_cnc.Version),
            version is { TypeId: CounterKind.System, Value: > 0 } ? PackedVersion.Of((int)version.Value) : string.Empty);
    }

    /// <summary>All counters in use.</summary>
    public IReadOnlyList<CounterInfo> Counters() => _counters.Snapshot();

    /// <summary>All errors that the driver has noted.</summary>
    public IReadOnlyList<ErrorEntry> Errors() => _errors.Read();

    /// <summary>All losses that the driver's receiver has noted; none where it keeps no such file.</summary>
    public IReadOnlyList<LossEntry> Losses()
    {
        string path = Path.Combine(Directory, LossReader.FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        MappedFile file = MappedFile.Open(path, isWritable: false);
        try
        {
            return LossReader.Read(file.Slice(0, (int)Math.Min(file.SizeBytes, int.MaxValue)));
        }
        finally
        {
            file.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cnc.File.Release();
}
