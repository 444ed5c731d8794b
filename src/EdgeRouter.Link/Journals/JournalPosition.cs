using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Journals;

/// <summary>What a journal says of the messages that came to it by one link: whose they are and which was the last.</summary>
public sealed class JournalPosition : ProtocolVisitor
{
    private JournalPosition _self;

    private JournalPosition() => _self = this;

    /// <summary>The other end's journal; 0 = none spoke yet.</summary>
    public ulong PeerJournalId { get; private set; }

    /// <summary>Number of the last message taken; 0 = none.</summary>
    public long TakenSequence { get; private set; }

    /// <summary>Child orders that were taken and that no report of the journal is about: what became of them a venue must say. In order.</summary>
    public IReadOnlyCollection<ChildOrder> Unanswered => _unanswered.Values;

    private readonly OrderedDictionary<long, ChildOrder> _unanswered = [];

    /// <summary>Reads a journal from its begin. Control plane: allocates.</summary>
    /// <param name="directory">Folder of the journal; it holds one.</param>
    /// <exception cref="EdgeRouterException">ER50xx: the journal cannot be read.</exception>
    public static JournalPosition Read(string directory)
    {
        var position = new JournalPosition();
        using var reader = new JournalReader(directory);
        while (reader.TryRead(out JournalRecord record))
        {
            if (record.PayloadType == JournalFormat.ProtocolPayload)
            {
                position.Take(record.Payload);
            }
        }

        return position;
    }

    /// <inheritdoc/>
    public override void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
        if (control.Kind == ControlKind.LinkJoined)
        {
            (PeerJournalId, TakenSequence) = ((ulong)control.Value, control.Value2);
        }
    }

    /// <inheritdoc/>
    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) => _unanswered[order.Id.Value] = order;

    /// <inheritdoc/>
    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => _unanswered.Remove(report.ChildId.Value);

    private void Take(ReadOnlySpan<byte> message)
    {
        _ = ProtocolReader.Dispatch(message, ref _self);
        if (ProtocolReader.TryReadEnvelope(message, out MessageEnvelope envelope) && envelope.LinkSequence != 0)
        {
            TakenSequence = LinkNumber.Extend(TakenSequence, envelope.LinkSequence);
        }
    }
}
