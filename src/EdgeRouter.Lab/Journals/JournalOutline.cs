using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Journals;

/// <summary>What a journal is about and what it holds, from one reading of it. Control plane.</summary>
public sealed class JournalOutline : ProtocolVisitor
{
    private const int ReportInterval = 1 << 14;
    private readonly SortedDictionary<string, long> _messages = new(StringComparer.Ordinal);
    private readonly long[] _alerts = new long[Enum.GetValues<AlertKind>().Length];
    private byte[]? _setup;
    private bool _isClosed;

    private JournalOutline(string directory) => Directory = directory;

    /// <summary>Folder of the journal.</summary>
    public string Directory { get; }

    /// <summary>The first session's header; null where the journal begins later.</summary>
    public SessionHeader? Header { get; private set; }

    /// <summary>Records.</summary>
    public long RecordCount { get; private set; }

    /// <summary>Sequence of the first record; 0 = there is none. Above 1 where old segments were removed.</summary>
    public long FirstSequence { get; private set; }

    /// <summary>Sequence of the last record; 0 = there is none.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Processes that wrote it: one and its restarts.</summary>
    public int SessionCount { get; private set; }

    /// <summary>Market data packets that the journal holds itself.</summary>
    public long PacketRecordCount { get; private set; }

    /// <summary>Market data packets that the engine had taken before the last record, in the journal or not.</summary>
    public long InputCount { get; private set; }

    /// <summary>Time of the first record, ns since the Unix epoch, UTC.</summary>
    public long FirstTimeNs { get; private set; }

    /// <summary>Time of the last record, ns since the Unix epoch, UTC.</summary>
    public long LastTimeNs { get; private set; }

    /// <summary>Whether it was closed in order: its last record says so.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Whether it begins with the setup that replays it.</summary>
    public bool HasSetup => _setup is not null && FirstSequence == 1;

    /// <summary>Records of messages that this program does not know.</summary>
    public long UnknownCount { get; private set; }

    /// <summary>Records by the name of their message.</summary>
    public IReadOnlyDictionary<string, long> CountByMessage => _messages;

    /// <summary>Alerts by kind.</summary>
    /// <param name="kind">Kind.</param>
    public long AlertCountOf(AlertKind kind) => _alerts[(int)kind];

    /// <summary>Reads a journal.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="lastSequence">The last record to read.</param>
    /// <param name="report">Takes the number of records read, now and then.</param>
    /// <param name="cancellation">Stops between records.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER50xx: there is none, or it is damaged before that record.</exception>
    public static JournalOutline Read(string directory, long lastSequence, Action<long> report, CancellationToken cancellation)
    {
        var outline = new JournalOutline(directory);
        using var reader = new JournalReader(directory);
        while (reader.LastSequence < lastSequence && reader.TryRead(out JournalRecord record))
        {
            outline.Take(record);
            if (outline.RecordCount % ReportInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report(outline.RecordCount);
            }
        }

        return outline;
    }

    /// <summary>The setup that the journal begins with.</summary>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1131: it cannot be read; of a newer version, perhaps.</exception>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public RouterSetup ReadSetup() => HasSetup
        ? RouterSetupJson.Parse(_setup, $"journal {Directory}")
        : throw new InvalidOperationException("the journal has no setup");

    /// <inheritdoc/>
    public override void OnSessionStart(in MessageEnvelope envelope, SessionHeader header)
    {
        Header ??= header;
        SessionCount++;
    }

    /// <inheritdoc/>
    public override void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary) => _isClosed = true;

    /// <inheritdoc/>
    public override void OnAlert(in MessageEnvelope envelope, in EngineAlert alert)
    {
        if ((int)alert.Kind < _alerts.Length)
        {
            _alerts[(int)alert.Kind]++;
        }
    }

    /// <inheritdoc/>
    public override void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        if (kind == ConfigurationKind.Setup)
        {
            _setup ??= content.ToArray();
        }
    }

    /// <inheritdoc/>
    public override void OnPacket(in MessageEnvelope envelope, in Datagram packet) => PacketRecordCount++;

    private void Take(in JournalRecord record)
    {
        FirstSequence = RecordCount++ == 0 ? record.Sequence : FirstSequence;
        LastSequence = record.Sequence;
        _isClosed = false;
        JournalOutline self = this;
        UnknownCount += ProtocolReader.Dispatch(record.Payload, ref self) == ProtocolReadResult.Ok ? 0 : 1;
        string name = ProtocolText.NameOf(record.Payload);
        _messages[name] = _messages.GetValueOrDefault(name) + 1;
        if (ProtocolReader.TryReadEnvelope(record.Payload, out MessageEnvelope envelope))
        {
            FirstTimeNs = RecordCount == 1 ? envelope.TimeNs : FirstTimeNs;
            LastTimeNs = envelope.TimeNs;
            InputCount = Math.Max(InputCount, (long)envelope.InputCount);
        }
    }
}
