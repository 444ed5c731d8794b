using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Gives an engine the inputs of a journal again and holds what it writes against the journal. Market data comes from the journal's own packets, or
/// from the capture that the run saw: give those to <see cref="OnPacket(in Datagram)"/> in order, then call <see cref="Complete"/>.</summary>
/// <typeparam name="TProbe">Stage probe of the engine.</typeparam>
public sealed class JournalReplayer<TProbe> : ProtocolVisitor, IPacketHandler, IDisposable
    where TProbe : struct, IStageProbe
{
    private readonly Func<IRecordLog, ReplayTarget<TProbe>> _build;
    private readonly string _directory;
    private readonly JournalInputs _inputs;
    private readonly ComparingLog _log;
    private ReplayTarget<TProbe> _target;
    private DecisionRequest? _open;
    private long _sessionSequence;

    /// <summary>Opens the journal and builds the engine.</summary>
    /// <param name="directory">The journal's folder.</param>
    /// <param name="build">Builds an engine like the one that wrote the journal, and an output on the log given. Called again where the journal says that
    /// the process was started again.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER50xx: the journal cannot be read.</exception>
    public JournalReplayer(string directory, Func<IRecordLog, ReplayTarget<TProbe>> build)
    {
        _directory = directory;
        _build = build;
        _log = new ComparingLog(directory);
        _inputs = new JournalInputs(directory);
        _target = build(_log);
        _inputs.MoveNext();
        _log.RestartSequence = _inputs.FindNextSession();
    }

    /// <summary>The engine that replays.</summary>
    public RouterEngine<TProbe> Engine => _target.Engine;

    /// <summary>What it was held against.</summary>
    public ComparingLog Log => _log;

    /// <summary>Inputs given to it, packets not counted.</summary>
    public long InputCount { get; private set; }

    /// <summary>Packets given to it.</summary>
    public long PacketCount { get; private set; }

    /// <summary>Times that the process had been started again.</summary>
    public int RestartCount { get; private set; }

    private bool IsAtEnd => _inputs.Kind == JournalInputKind.Output;

    // The journal failed between two decisions: the second one did not come to be.
    private bool LosesStorageNext => _inputs.Kind == JournalInputKind.StorageLost && _inputs.Sequence == _log.NextSequence;

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        GiveInputs(Engine.InputCount);
        if (!IsAtEnd)
        {
            Give(datagram);
        }
    }

    /// <summary>Gives every input that is left.</summary>
    public void Complete() => GiveInputs(long.MaxValue);

    /// <summary>Gives the next input of the journal, whatever packets came before it.</summary>
    /// <returns>False when there is none.</returns>
    public bool GiveNext()
    {
        if (IsAtEnd)
        {
            return false;
        }

        InputCount++;
        JournalReplayer<TProbe> self = this;
        _ = ProtocolReader.Dispatch(_inputs.Payload, ref self);
        _inputs.MoveNext();
        Settle();
        return true;
    }

    /// <inheritdoc/>
    public override void OnSessionStart(in MessageEnvelope envelope, SessionHeader header)
    {
        _sessionSequence = _inputs.Sequence;
        if (_sessionSequence == 1)
        {
            _target.Output.BeginSession(header);
            return;
        }

        RestartCount++;
        _open = null;
        _target.Owner.Dispose();
        _log.RestartSequence = _inputs.FindNextSession();
        _target = _build(_log);
        RecoveryResult recovered = RouterRecovery.Replay(Engine.State, _directory, _sessionSequence - 1) with { InputCount = (long)envelope.InputCount };
        Engine.Resume(recovered, envelope.TimeNs, () => Begin(header));
    }

    /// <inheritdoc/>
    public override void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary) => _target.Output.EndSession();

    /// <inheritdoc/>
    public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order) => Engine.OnParentOrder(order);

    /// <inheritdoc/>
    public override void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId) => Engine.OnParentCancel(parentId, envelope.TimeNs);

    /// <inheritdoc/>
    public override void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace) => Engine.OnParentReplace(replace);

    /// <inheritdoc/>
    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => Engine.OnExecutionReport(report);

    /// <inheritdoc/>
    public override void OnTimer(in MessageEnvelope envelope, long nowNs) => Engine.OnTimer(nowNs);

    /// <inheritdoc/>
    public override void OnControl(in MessageEnvelope envelope, in ControlInput control) => Engine.OnControl(control);

    /// <inheritdoc/>
    public override void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        if (kind != ConfigurationKind.Setup)
        {
            Engine.OnConfiguration(kind, content, envelope.TimeNs, out _);
        }
        else if (_inputs.Sequence != _sessionSequence + 1 || _sessionSequence == 1)
        {
            _target.Output.OnConfiguration(kind, version, content);
        }
    }

    /// <inheritdoc/>
    public override void OnPacket(in MessageEnvelope envelope, in Datagram packet)
    {
        _target.Output.BeginInput(Engine.InputCount, Math.Max(Engine.NowNs, packet.ReceiveTimeNs));
        _target.Output.OnPacket(packet);
        Give(packet);
    }

    /// <inheritdoc/>
    public override void OnScores(in MessageEnvelope envelope, in ScoresView scores)
    {
        DecisionRequest? request = _open;
        if (request is null || scores.RowCount > request.RowCount)
        {
            return;
        }

        for (int i = 0; i < scores.RowCount; i++)
        {
            ScoreInput row = scores.Row(i);
            request.FillRaw[i] = row.FillRaw;
            request.CostRaw[i] = row.CostRaw;
            request.CompletionRaw[i] = row.CompletionRaw;
        }

        _open = null;
        Engine.Decide(request, new Scoring(Encoding.ASCII.GetString(scores.ScorerNameUtf8), scores.LateCount));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _target.Owner.Dispose();
        _inputs.Dispose();
        _log.Dispose();
    }

    // A session's setup stands right behind its start: before anything that going on leads to.
    private void Begin(SessionHeader header)
    {
        _target.Output.BeginSession(header);
        using var ahead = new JournalReader(_directory);
        ahead.SeekTo(_sessionSequence + 1);
        if (ahead.TryRead(out JournalRecord record))
        {
            var copy = new SetupCopy(_target.Output);
            _ = ProtocolReader.Dispatch(record.Payload, ref copy);
        }
    }

    private void Give(in Datagram datagram)
    {
        PacketCount++;
        Engine.OnPacket(datagram);
        Settle();
    }

    // Every input that the engine took before a packet, which is after `packetCount` packets. Scores of a decision that the packet itself makes due come
    // behind it.
    private void GiveInputs(long packetCount)
    {
        while (!IsAtEnd && (long)_inputs.Envelope.InputCount <= packetCount)
        {
            if (_inputs.Kind == JournalInputKind.Scores && _open is null && packetCount != long.MaxValue)
            {
                return;
            }

            GiveNext();
        }
    }

    // Decisions that need scores wait until the journal brings them: other inputs may have come in between.
    private void Settle()
    {
        while (_open is null && !LosesStorageNext && Engine.TryPrepare(out DecisionRequest request))
        {
            if (request.NeedsScores)
            {
                _open = request;
            }
            else
            {
                Engine.Decide(request, Scoring.None);
            }
        }
    }
}
