using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Deadlines;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Engine;

/// <summary>Drives an engine as its journal will be replayed: what is due by a new input's time comes before it, and every decision that an input makes
/// due is taken before the next one. Also the place where a journal that cannot be written becomes an input. Live run, simulation and benchmark all
/// go through here.</summary>
/// <typeparam name="TProbe">Stage probe of the engine.</typeparam>
public sealed class RouterLoop<TProbe> : IPacketHandler
    where TProbe : struct, IStageProbe
{
    private readonly RouterEngine<TProbe> _engine;
    private readonly JournalingOutput _output;
    private readonly ScorerChain? _costs;
    private readonly ScorerChain? _actionValues;
    private readonly bool _journalsPackets;
    private readonly RouterSnapshots? _snapshots;
    private DecisionRequest? _question;

    /// <summary>Joins the parts.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="output">Its output.</param>
    /// <param name="costs">Scores for policies that weigh costs; null = nobody scores them.</param>
    /// <param name="actionValues">Scores for policies that go by action values; null = nobody scores them.</param>
    /// <param name="journalsPackets">Whether the journal keeps the market data too, so that it replays without a capture.</param>
    /// <param name="snapshots">Where the state is saved; null = nowhere: then a journal that lost records cannot be gone on with.</param>
    public RouterLoop(
        RouterEngine<TProbe> engine,
        JournalingOutput output,
        ScorerChain? costs,
        ScorerChain? actionValues = null,
        bool journalsPackets = false,
        RouterSnapshots? snapshots = null)
    {
        _snapshots = snapshots;
        _engine = engine;
        _output = output;
        _costs = costs;
        _actionValues = actionValues;
        _journalsPackets = journalsPackets;
    }

    /// <summary>The engine.</summary>
    public RouterEngine<TProbe> Engine => _engine;

    /// <summary>Whether decisions by action value are left to the caller: then <see cref="Settle"/> stops at each, <see cref="Question"/> is it, and nothing but
    /// <see cref="Answer"/> may come before it has its answer.</summary>
    public bool AsksCaller { get; init; }

    /// <summary>The decision that waits for the caller's answer; null = none does.</summary>
    public DecisionRequest? Question => _question;

    /// <summary>Gives the open question its answer and takes the other decisions that are due.</summary>
    /// <param name="scoring">Who scored; the request holds the scores.</param>
    /// <exception cref="InvalidOperationException">No question is open.</exception>
    public void Answer(in Scoring scoring)
    {
        DecisionRequest request = _question ?? throw new InvalidOperationException("no decision waits for an answer");
        _question = null;
        _engine.Decide(request, scoring);
        Settle();
    }

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        Advance(datagram.ReceiveTimeNs);
        if (_journalsPackets)
        {
            _output.BeginInput(_engine.InputCount, Math.Max(_engine.NowNs, datagram.ReceiveTimeNs));
            _output.OnPacket(datagram);
        }

        _engine.OnPacket(datagram);
        Settle();
    }

    /// <summary>Takes a parent order.</summary>
    /// <param name="order">The order.</param>
    /// <returns>None: it is journaled and may be acknowledged. Otherwise why it was refused; StorageLost too when the journal failed just then.</returns>
    public RejectReason OnParentOrder(in ParentOrder order)
    {
        Advance(order.ArrivalTimeNs);
        RejectReason reason = _engine.OnParentOrder(order);
        bool isKept = reason != RejectReason.None || _output.IsDurable;
        Settle();
        if (isKept)
        {
            return reason;
        }

        // Nothing of it has left: without a journal it must not live on.
        _engine.OnParentCancel(order.Id, _engine.NowNs);
        Settle();
        return RejectReason.StorageLost;
    }

    /// <summary>The sender wants a parent cancelled.</summary>
    /// <param name="id">Which.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <returns>None, or why not.</returns>
    public RejectReason OnParentCancel(ParentOrderId id, long timeNs)
    {
        Advance(timeNs);
        RejectReason reason = _engine.OnParentCancel(id, timeNs);
        Settle();
        return reason;
    }

    /// <summary>The sender wants a parent changed.</summary>
    /// <param name="replace">The whole new values.</param>
    /// <returns>None, or why not.</returns>
    public RejectReason OnParentReplace(in ParentReplace replace)
    {
        Advance(replace.TimeNs);
        RejectReason reason = _engine.OnParentReplace(replace);
        Settle();
        return reason;
    }

    /// <summary>A venue spoke.</summary>
    /// <param name="report">What it said.</param>
    public void OnExecutionReport(in ExecutionReport report)
    {
        Advance(report.ReceiveTimeNs);
        _engine.OnExecutionReport(report);
        Settle();
    }

    /// <summary>Takes a control input.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Whether it was taken.</returns>
    public bool OnControl(in ControlInput input)
    {
        Advance(input.TimeNs);
        bool isTaken = _engine.OnControl(input);
        Settle();
        return isTaken;
    }

    /// <summary>Takes new limits, reference data or statistics.</summary>
    /// <param name="kind">What they are.</param>
    /// <param name="content">The whole of it.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <param name="problem">Why it was refused.</param>
    /// <returns>Whether it is in force.</returns>
    public bool TryConfigure(ConfigurationKind kind, ReadOnlySpan<byte> content, long timeNs, out string problem)
    {
        if (content.Length > _output.ConfigurationBytesMax)
        {
            problem = $"a configuration of {content.Length} bytes does not fit a journal record of {_output.ConfigurationBytesMax}: raise the journal's buffer and segment sizes, or split it";
            return false;
        }

        Advance(timeNs);
        bool isTaken = _engine.OnConfiguration(kind, content, timeNs, out problem);
        Settle();
        return isTaken;
    }

    /// <summary>Time passed: what is due by then is done.</summary>
    /// <param name="timeNs">Engine time.</param>
    public void Advance(long timeNs)
    {
        if (_engine.NextTimerNs <= timeNs)
        {
            _engine.OnTimer(timeNs);
            Settle();
        }
    }

    /// <summary>Tries to write a journal that could not be written; to be called now and then while it is so. Where records found no room at all, the whole state
    /// is saved first: the journal goes on behind it.</summary>
    /// <param name="timeNs">Engine time.</param>
    /// <returns>Whether it can be written.</returns>
    public bool TryRestoreStorage(long timeNs)
    {
        if (!_engine.State.IsStorageLost)
        {
            return true;
        }

        Advance(timeNs);
        long dropped = _output.DroppedRecordCount;
        if (!_output.TryReopen() || (dropped > 0 && !TrySaveDropped()) || !_output.TryRecover())
        {
            return false;
        }

        _engine.OnControl(new ControlInput { Kind = ControlKind.StorageRestored, TimeNs = timeNs, Value = dropped });
        Settle();
        return !_engine.State.IsStorageLost;
    }

    /// <summary>Saves the state when enough records have come since the last snapshot. For quiet moments: it allocates and writes a file.</summary>
    /// <returns>Whether a snapshot was saved.</returns>
    public bool SaveWhenDue() => _snapshots is not null && _snapshots.IsDue(_output.LastSequence) && TrySave();

    /// <summary>Saves the state now.</summary>
    /// <returns>Whether it was saved: not without snapshots, nor while the journal cannot be written.</returns>
    public bool TrySave() =>
        _snapshots is not null && _output.TryCommit() && _snapshots.TrySave(_engine.State, _engine.InputCount, _output.LastSequence);

    /// <summary>Takes every decision that is due.</summary>
    public void Settle()
    {
        LoseStorageIfLost();
        while (_question is null && _engine.TryPrepare(out DecisionRequest request))
        {
            if (AsksCaller && request.Need == ScoreNeed.ActionValue)
            {
                _question = request;
                return;
            }

            _engine.Decide(request, Score(request));
            LoseStorageIfLost();
        }
    }

    private bool TrySaveDropped()
    {
        if (_snapshots is null || !_snapshots.TrySave(_engine.State, _engine.InputCount, _output.LastSequence))
        {
            return false;
        }

        _output.ForgetDropped();
        return true;
    }

    private Scoring Score(DecisionRequest request)
    {
        ScorerChain? chain = request.Need switch
        {
            ScoreNeed.Costs => _costs,
            ScoreNeed.ActionValue => _actionValues,
            _ => null,
        };
        return chain?.Score(request) ?? Scoring.None;
    }

    // Orders that could not leave come back as refused, so that their parents and limits know; then nothing new is taken until the journal is back.
    private void LoseStorageIfLost()
    {
        if (!_output.IsLost)
        {
            return;
        }

        if (!_engine.State.IsStorageLost)
        {
            _engine.OnControl(new ControlInput { Kind = ControlKind.StorageLost, TimeNs = _engine.NowNs });
        }

        while (_output.TryTakeUnsent(out ChildOrder order))
        {
            _engine.OnExecutionReport(new ExecutionReport
            {
                ChildId = order.Id,
                VenueId = order.VenueId,
                Type = ExecutionType.Rejected,
                State = ChildOrderState.Rejected,
                RejectReason = RejectReason.StorageLost,
                ReceiveTimeNs = _engine.NowNs,
            });
        }
    }
}
