using EdgeRouter.Core.Orders;
using EdgeRouter.Journal;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Gateways;

/// <summary>The router's way to one gateway. Orders and cancels are in the journal when they come here, and the link sends the journal: a call only says that
/// there is something to send. Questions have no record: they leave at once or not at all, and the engine asks again.</summary>
/// <param name="journal">The router's.</param>
/// <param name="sourceId">Tier and shard, for the envelope of what has no record.</param>
public sealed class LinkGateway(JournalWriter journal, ushort sourceId = 1) : IOrderGateway
{
    private readonly byte[] _buffer = new byte[256];
    private LinkSession? _session;

    /// <summary>Names the link; until then nothing leaves, and the link will send what the journal has.</summary>
    /// <param name="session">The router's end, with an outbox of the same journal.</param>
    public void Attach(LinkSession session) => _session = session;

    /// <inheritdoc/>
    public void Send(in ChildOrder order) => _session?.Flush();

    /// <inheritdoc/>
    public void Cancel(in CancelRequest request)
    {
        // A full disc must not hold a cancel back. It may come twice then: the second finds nothing to do.
        if (_session is not null && journal.CommittedSequence < journal.NextSequence - 1)
        {
            _session.TrySendUnnumbered(_buffer.AsSpan(0, ProtocolWriter.Write(_buffer, Envelope(request.SendTimeNs), request)), overtakes: true);
        }

        _session?.Flush();
    }

    /// <inheritdoc/>
    public void RequestStatus(in StatusRequest request) =>
        _session?.TrySendUnnumbered(_buffer.AsSpan(0, ProtocolWriter.Write(_buffer, Envelope(request.SendTimeNs), request)));

    private MessageEnvelope Envelope(long timeNs) => new() { TimeNs = timeNs, SourceId = sourceId };
}
