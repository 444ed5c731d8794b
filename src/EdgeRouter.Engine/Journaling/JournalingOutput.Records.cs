using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Journaling;

/// <content>One method a record.</content>
public sealed partial class JournalingOutput
{
    /// <summary>Writes a market data packet, for logs that must replay without a capture. To be called before the engine takes it.</summary>
    /// <param name="datagram">The packet.</param>
    public void OnPacket(in Datagram datagram)
    {
        if (TryReserve(ProtocolWriter.SizeOfPacket(datagram.Payload.Length), out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), datagram));
        }
    }

    /// <inheritdoc/>
    public void OnParentAccepted(in ParentOrder order)
    {
        ParentCount++;
        _mustCommit = true;
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), order));
        }
    }

    /// <inheritdoc/>
    public void OnParentRefused(in ParentOrder order, in ParentOutcome outcome)
    {
        _mustCommit = true;
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(isRefused: true), order));
        }

        if (TryReserve(out target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(isRefused: true), outcome));
        }
    }

    /// <inheritdoc/>
    public void OnParentDone(in ParentOutcome outcome)
    {
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), outcome));
        }
    }

    /// <inheritdoc/>
    public void OnParentCancel(ParentOrderId id, RejectReason reason)
    {
        _mustCommit = true;
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.WriteParentCancel(target, Envelope(reason != RejectReason.None), id));
        }
    }

    /// <inheritdoc/>
    public void OnParentReplace(in ParentReplace replace, RejectReason reason)
    {
        _mustCommit = true;
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(reason != RejectReason.None), replace));
        }
    }

    /// <inheritdoc/>
    public void OnParentReplaced(in ParentReplaceOutcome outcome, bool isRefused)
    {
        _mustCommit = true;
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(isRefused), outcome));
        }
    }

    /// <inheritdoc/>
    public void OnScores(DecisionRecord record, in Scoring scoring)
    {
        _mustCommit = true;
        ReadOnlySpan<ScoredRow> rows = scoring.HasScores ? record.Rows : [];
        for (int i = 0; i < rows.Length; i++)
        {
            _scores[i] = new ScoreInput(rows[i].FillRaw, rows[i].CostRaw, rows[i].CompletionRaw);
        }

        int nameBytes = Encoding.ASCII.GetBytes(scoring.ScorerName.AsSpan(0, Math.Min(scoring.ScorerName.Length, _scorerName.Length)), _scorerName);
        if (TryReserve(ProtocolWriter.SizeOfScores(rows.Length, nameBytes), out Span<byte> target))
        {
            _log.Append(ProtocolWriter.WriteScores(
                target,
                Envelope(),
                record.ParentId,
                record.DecisionIndex,
                record.ModelId,
                scoring.LateCount,
                _scores.AsSpan(0, rows.Length),
                _scorerName.AsSpan(0, nameBytes)));
        }
    }

    /// <inheritdoc/>
    public void OnDecision(DecisionRecord record)
    {
        if (TryReserve(ProtocolWriter.SizeOf(record), out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), record));
        }
    }

    /// <inheritdoc/>
    public void OnChildOrder(in ChildOrder order)
    {
        if (_orders.IsFull)
        {
            Release();
        }

        ChildCount++;
        _mustCommit = true;
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), order));
        }

        _orders.Add(order);
    }

    /// <inheritdoc/>
    public void OnChildCancel(in CancelRequest request)
    {
        if (_cancels.IsFull)
        {
            Release();
        }

        _mustCommit = true;
        _cancels.Add(request);
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), request));
        }
    }

    /// <inheritdoc/>
    public void OnChildDoubt(in ChildDoubt doubt, in StatusRequest request)
    {
        OnStatusRequest(request);
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), doubt));
        }
    }

    /// <inheritdoc/>
    public void OnStatusRequest(in StatusRequest request)
    {
        if (_questions.IsFull)
        {
            Release();
        }

        _mustCommit = true;
        _questions.Add(request);
    }

    /// <inheritdoc/>
    public void OnReport(in ExecutionReport report)
    {
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope() with { LinkSequence = report.LinkSequence }, report));
        }
    }

    /// <inheritdoc/>
    public void OnMarkOut(in MarkOut markOut)
    {
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), markOut));
        }
    }

    /// <inheritdoc/>
    public void OnTimer(long nowNs)
    {
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.WriteTimer(target, Envelope(), nowNs));
        }
    }

    /// <inheritdoc/>
    public void OnControl(in ControlInput input)
    {
        _mustCommit = true;
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope() with { LinkSequence = input.LinkSequence }, input));
        }
    }

    /// <inheritdoc/>
    public void OnConfiguration(ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        _mustCommit = true;
        if (TryReserve(ProtocolWriter.SizeOfConfiguration(content.Length), out Span<byte> target))
        {
            _log.Append(ProtocolWriter.WriteConfiguration(target, Envelope(), kind, version, content));
        }
    }

    /// <inheritdoc/>
    public void OnAlert(in EngineAlert alert)
    {
        _alertCounts[(int)alert.Kind]++;
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), alert));
        }
    }
}
