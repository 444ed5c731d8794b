using System.Runtime.InteropServices;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

/// <summary>A driver's conductor without clients: counters in memory, logs in a folder, events in lists.</summary>
internal sealed unsafe class TestHost : INetworkHost, IDisposable
{
    private const int CounterCount = 512;
    private static int _folders;
    private readonly byte* _memory;
    private readonly CounterManager _counters;
    private readonly CounterCell[] _system;
    private long _nextId = 1000;
    private int _nextSession = 7;

    public TestHost()
    {
        Folder = $"/dev/shm/edgerouter-test-{Environment.ProcessId}-node{Interlocked.Increment(ref _folders)}";
        Directory.CreateDirectory(Path.Combine(Folder, "publications"));
        Directory.CreateDirectory(Path.Combine(Folder, "images"));
        _memory = (byte*)NativeMemory.AlignedAlloc(CounterCount * (512 + 128), 128);
        NativeMemory.Clear(_memory, CounterCount * (512 + 128));
        _counters = new CounterManager(
            new AtomicBuffer(_memory, CounterCount * 512), new AtomicBuffer(_memory + (CounterCount * 512), CounterCount * 128), reuseAfterMs: 0);
        _system = new CounterCell[46];
        for (int i = 0; i < _system.Length; i++)
        {
            _system[i] = _counters.Allocate(CounterKind.System, [], "system", i, -1, 0, 0, 0);
        }
    }

    public string Folder { get; }

    public CounterReader Counters => _counters.Reader;

    public int CounterBudget { get; set; } = int.MaxValue;

    public int AllocatedCount => _counters.AllocatedCount;

    public List<LogBuffer> Logs { get; } = [];

    public List<AvailableImage> Available { get; } = [];

    public List<(long Image, long Subscription, string Channel)> Unavailable { get; } = [];

    public List<PublicationError> Refusals { get; } = [];

    public List<string> Errors { get; } = [];

    public long NextCorrelationId() => _nextId++;

    public int NextSessionId() => _nextSession++;

    public CounterCell AllocateCounter(int typeId, ReadOnlySpan<byte> key, string label, long registrationId, long ownerId, long referenceId)
    {
        if (--CounterBudget < 0)
        {
            throw new CommandRefusedException(DriverErrorCode.Generic, "no more counters");
        }

        return _counters.Allocate(typeId, key, label, registrationId, ownerId, referenceId, 0, 0);
    }

    public void FreeCounter(int counterId) => _counters.Free(counterId, 0);

    public CounterCell SystemCell(SystemCounter counter) => _system[(int)counter];

    public long System(SystemCounter counter) => _system[(int)counter].Value;

    public LogBuffer CreateLog(bool isImage, LogParameters parameters)
    {
        string path = Path.Combine(Folder, isImage ? "images" : "publications", $"{parameters.CorrelationId}.logbuffer");
        LogBuffer log = LogBuffer.Create(path, parameters, FileAllocation.Sparse);
        Logs.Add(log);
        return log;
    }

    public void DeleteLog(LogBuffer log)
    {
        Logs.Remove(log);
        File.Delete(log.File.Path);
        log.File.Release();
    }

    public bool Unblock(LogBuffer log, long blockedPosition) => false;

    public void OnAvailableImage(in AvailableImage image) => Available.Add(image);

    public void OnUnavailableImage(long imageCorrelationId, long subscriptionRegistrationId, int streamId, string channel) =>
        Unavailable.Add((imageCorrelationId, subscriptionRegistrationId, channel));

    public void OnPublicationError(in PublicationError error) => Refusals.Add(error);

    public void RecordError(DriverErrorCode code, string text) => Errors.Add($"{code}: {text}");

    public LogBuffer LogAt(string path) => Logs.First(l => l.File.Path == path);

    public CounterCell Cell(int id) => _counters.Reader.Cell(id);

    public string Describe() => string.Join(' ', Counters.Snapshot().Where(c => c.Value != 0).Select(c => $"{c.Id}:{c.Label.Split(' ')[0]}={c.Value}"));

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        Directory.Delete(Folder, true);
    }
}
