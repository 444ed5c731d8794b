using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Rings;

namespace EdgeRouter.Aeron.Tests.Driver.Support;

/// <summary>A client that writes commands byte by byte and keeps each event as it came.</summary>
internal sealed class FakeClient : IRecordHandler
{
    private readonly CncFile _cnc;
    private readonly BroadcastReceiver _receiver;
    private readonly List<ReceivedEvent> _events = [];

    public FakeClient(string directory)
    {
        _cnc = CncFile.TryOpen(directory)!;
        Ring = new ManyToOneRing(_cnc.ToDriver);
        _receiver = new BroadcastReceiver(_cnc.ToClients);
        Counters = new CounterReader(_cnc.CounterMetadata, _cnc.CounterValues);
        Id = Ring.NextCorrelationId();
        while (_receiver.ReceiveOne(this))
        {
            _events.Clear(); // What came before this client was there.
        }
    }

    public long Id { get; }

    public CncFile Cnc => _cnc;

    /// <summary>For tests that give it their last command.</summary>
    public long LastId { get; set; }

    public ManyToOneRing Ring { get; }

    public CounterReader Counters { get; }

    public void OnRecord(int typeId, ReadOnlySpan<byte> payload) => _events.Add(new ReceivedEvent(typeId, payload.ToArray()));

    /// <summary>Everything that came since the last call.</summary>
    public IReadOnlyList<ReceivedEvent> Take()
    {
        while (_receiver.ReceiveOne(this))
        {
            // Until there is no more.
        }

        ReceivedEvent[] events = [.. _events];
        _events.Clear();
        return events;
    }

    public void Send(int typeId, Payload payload) => Assert.That(Ring.TryWrite(typeId, payload.Bytes), Is.EqualTo(RingResult.Written));

    public long AddPublication(string channel, int streamId, bool isExclusive = false) =>
        SendNew(isExclusive ? 0x03 : 0x01, id => new Payload().Int64(Id).Int64(id).Int32(streamId).Text(channel));

    public long AddSubscription(string channel, int streamId) =>
        SendNew(0x04, id => new Payload().Int64(Id).Int64(id).Int64(-1).Int32(streamId).Text(channel));

    public long RemovePublication(long registrationId, bool isRevoked = false) =>
        SendNew(0x02, id => new Payload().Int64(Id).Int64(id).Int64(registrationId).Int64(isRevoked ? 1 : 0));

    public long RemoveSubscription(long registrationId) => SendNew(0x05, id => new Payload().Int64(Id).Int64(id).Int64(registrationId));

    public long AddCounter(int typeId, byte[] key, string label) =>
        SendNew(0x09, id => new Payload().Int64(Id).Int64(id).Int32(typeId).Int32(key.Length).Raw(key).Align4().Text(label));

    public long AddStaticCounter(long registrationId, int typeId, byte[] key, string label) =>
        SendNew(
            0x0F,
            id => new Payload().Int64(Id).Int64(id).Int64(registrationId).Int32(typeId).Int32(key.Length).Raw(key).Align4().Text(label));

    public long RemoveCounter(long registrationId) => SendNew(0x0A, id => new Payload().Int64(Id).Int64(id).Int64(registrationId));

    public long SendNew(int typeId, Func<long, Payload> payload)
    {
        long id = Ring.NextCorrelationId();
        Send(typeId, payload(id));
        return id;
    }

    public CounterInfo Counter(int id) => Counters.Describe(id) ?? throw new AssertionException($"counter {id} is not in use");

    public CounterInfo? CounterOf(int typeId, long registrationId) =>
        Counters.Snapshot().FirstOrDefault(c => c.TypeId == typeId && c.RegistrationId == registrationId);

    /// <summary>The counter in which this client shows that it lives.</summary>
    public CounterCell Heartbeat() => Counters.Cell(Counters.Find(11, Id));

    public void Close() => _cnc.File.Release();
}
