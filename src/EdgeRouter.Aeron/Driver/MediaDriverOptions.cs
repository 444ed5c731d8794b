using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Driver;

/// <summary>Settings of a media driver. Times are in ns, sizes in bytes; the defaults are those that other drivers have (AERON.md §12) unless a remark
/// says why not. They are checked once, when a driver is launched.</summary>
public sealed record MediaDriverOptions
{
    /// <summary>Where clients find the driver. One driver a directory.</summary>
    public string Directory { get; init; } = AeronDirectory.Default();

    /// <summary>Wall clock: heartbeats of driver and clients are ms since the epoch.</summary>
    public required IClock Clock { get; init; }

    /// <summary>Monotonic counter: all timeouts.</summary>
    public required ITickCounter Ticks { get; init; }

    /// <summary>Sizes of the buffers of <c>cnc.dat</c>. Far smaller than elsewhere: clients read them from the file.</summary>
    public CncSizes CncSizes { get; init; } = new();

    /// <summary>How many threads. <see cref="ThreadingMode.Shared"/> spares cores; others take three threads by default.</summary>
    public ThreadingMode Threading { get; init; } = ThreadingMode.Shared;

    /// <summary>Idle strategy of the conductor's thread, by name; also of the one thread of <see cref="ThreadingMode.Shared"/>.</summary>
    public string ConductorIdle { get; init; } = "backoff";

    /// <summary>Idle strategy of the sender's thread; also of the network thread of <see cref="ThreadingMode.SharedNetwork"/>.</summary>
    public string SenderIdle { get; init; } = "backoff";

    /// <summary>Idle strategy of the receiver's thread.</summary>
    public string ReceiverIdle { get; init; } = "backoff";

    /// <summary>Processors that the driver's threads are bound to, one for each thread of <see cref="Threading"/> in the order conductor, sender, receiver;
    /// none: the system places them. Each must be one that the launching thread may run on.</summary>
    public IReadOnlyList<int> Cpus { get; init; } = [];

    /// <summary>Term of an IPC publication whose channel names none: a power of two, 64 KiB to 1 GiB. 1 MiB (elsewhere 64 MiB), so that all of it can be
    /// resident from the start.</summary>
    public int IpcTermBytes { get; init; } = 1 << 20;

    /// <summary>Longest frame of an IPC publication whose channel names none: a multiple of 32.</summary>
    public int IpcMtuBytes { get; init; } = 1408;

    /// <summary>How far an IPC publication may be ahead of its slowest subscriber; 0 = half a term.</summary>
    public int IpcWindowBytes { get; init; }

    /// <summary>How pages of log buffers come to be. Pre-touched (elsewhere sparse): no page fault in a stream, and a full device is an error of the
    /// command, not the death of a process.</summary>
    public FileAllocation FileAllocation { get; init; } = FileAllocation.PreTouched;

    /// <summary>Bytes of a page of log buffers: a power of two, 4 KiB to 1 GiB.</summary>
    public int PageBytes { get; init; } = LogLayout.PageBytesMin;

    /// <summary>Free bytes of the directory's device below which each new log buffer leaves a warning in the error log.</summary>
    public long StorageLowBytes { get; init; } = 16 << 20;

    /// <summary>A driver whose heartbeat is older than this is dead for those who look at the directory.</summary>
    public long DriverTimeoutNs { get; init; } = 10 * TimeUnits.Second;

    /// <summary>A client that shows no life for so long is given up.</summary>
    public long ClientLivenessNs { get; init; } = 10 * TimeUnits.Second;

    /// <summary>A publisher that blocks its stream for so long is dead, and its hole is filled. Longer than the liveness of clients.</summary>
    public long UnblockTimeoutNs { get; init; } = 15 * TimeUnits.Second;

    /// <summary>Interval of heartbeat, timeouts and states.</summary>
    public long TimerNs { get; init; } = TimeUnits.Second;

    /// <summary>A freed counter's place rests for so long.</summary>
    public long CounterReuseNs { get; init; } = TimeUnits.Second;

    /// <summary>A rejected IPC image is offered again after so long; an image without a packet for so long ends.</summary>
    public long ImageLivenessNs { get; init; } = 10 * TimeUnits.Second;

    /// <summary>A drained network publication is kept for so long.</summary>
    public long PublicationLingerNs { get; init; } = 5 * TimeUnits.Second;

    /// <summary>An untethered subscriber may be so long behind the window.</summary>
    public long UntetheredWindowLimitNs { get; init; } = 5 * TimeUnits.Second;

    /// <summary>How long an untethered subscriber that was let go lingers.</summary>
    public long UntetheredLingerNs { get; init; } = 5 * TimeUnits.Second;

    /// <summary>How long it rests before it may come back.</summary>
    public long UntetheredRestingNs { get; init; } = 10 * TimeUnits.Second;

    /// <summary>Rounds of an agent longer than this are counted.</summary>
    public long CycleThresholdNs { get; init; } = TimeUnits.Second;

    /// <summary>Settings of the network.</summary>
    public NetworkSettings Network { get; init; } = new();

    /// <summary>Seed of session ids and first terms; null = from the clock. The driver shows the one that it used.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether <see cref="OnError"/> is told when the directory has files of a dead driver, which are removed.</summary>
    public bool WarnsIfDirectoryExists { get; init; } = true;

    /// <summary>Whether the driver's files are removed when it closes.</summary>
    public bool DeletesDirectoryOnClose { get; init; }

    /// <summary>Says whether a client that sends this token may end the driver; null = none may.</summary>
    public Func<ReadOnlyMemory<byte>, bool>? TerminationValidator { get; init; }

    /// <summary>Told when a client has ended the driver, on the conductor's thread: whoever embeds it should close it.</summary>
    public Action? OnTermination { get; init; }

    /// <summary>Told what is written to the error log, and what does not fit in there; on the conductor's thread.</summary>
    public Action<string>? OnError { get; init; }

    /// <summary>Told when a thread of the driver has ended by a failure, on that thread; the driver is closed then but for its files.</summary>
    public Action<Exception>? OnFailure { get; init; }
}
