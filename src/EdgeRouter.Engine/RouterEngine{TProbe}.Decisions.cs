using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>The two phases of a decision.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>First phase: prepares the next decision that is due. Call after every input until it answers false; each request must go to
    /// <see cref="Decide"/> before the next call.</summary>
    /// <param name="request">Rows to score.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryPrepare(out DecisionRequest request)
    {
        request = _request;
        if (_request.IsOpen)
        {
            throw new InvalidOperationException("the open decision request must go to Decide first");
        }

        while (_pending.TryDequeue(out long parentId))
        {
            if (!State.Parents.TryFind(parentId, out int slot) || _waiting[slot] != Waiting.Turn)
            {
                continue;
            }

            SetWaiting(slot, Waiting.No);
            if (!CanDecide(slot))
            {
                continue;
            }

            if (IsExpired(slot))
            {
                Stop(slot);
                _output.Release();
                continue;
            }

            if (Prepare(slot))
            {
                _idleCounts[slot] = 0;
                return true;
            }

            _idleCounts[slot]++;
            Wait(slot);
            _output.Release();
        }

        return false;
    }

    /// <summary>Second phase: takes the scores, builds the waterfall, and sends its first step.</summary>
    /// <param name="request">From <see cref="TryPrepare"/>, raw scores filled in where it needs them.</param>
    /// <param name="scoring">Who scored; where nobody did and scores were needed, the fall-back policy decides.</param>
    /// <remarks>Other inputs may come between the two phases. If one of them ended the parent, nothing is decided.</remarks>
    public void Decide(DecisionRequest request, in Scoring scoring)
    {
        if (!ReferenceEquals(request, _request) || !_request.IsOpen)
        {
            throw new InvalidOperationException("the request is not this engine's open one");
        }

        long start = _probe.Now;
        _request.IsOpen = false;
        if (!State.Parents.TryFind(_context.ParentId.Value, out int slot) || !CanDecide(slot) || _waiting[slot] != Waiting.No)
        {
            // It ended, or changed and has its turn again: what was prepared is not true any more.
            return;
        }

        IRoutingPolicy policy = ChoosePolicy(scoring);
        FillRecord(State.Parents[slot], policy);
        policy.Build(_context, _record);
        if (_request.NeedsScores)
        {
            _output.OnScores(_record, scoring);
            State.BeginDecision(_record.ParentId, _record.DecisionIndex);
            AlertScoring(scoring);
        }

        int sent = SendFirstStep(slot);
        RestConditionals(slot);
        _output.Release();
        long end = _probe.Now;
        _probe.Record(Stage.Score, _request.PreparedTicks, start);
        _probe.Record(Stage.Waterfall, start, end);
        _probe.Record(Stage.Total, _request.InputTicks, end);
        _output.OnDecision(_record);
        State.Decide(_record.ParentId, _record.DecisionIndex, _record.Explored);
        if (sent == 0)
        {
            Wait(slot);
            _output.Release();
        }
    }

    // Shares that a venue spoke of without a fill report stay reserved: a parent that has nothing else left waits for that report.
    private bool CanDecide(int slot)
    {
        ref ParentOrderRecord parent = ref State.Parents[slot];
        return parent.State == ParentOrderState.Working && IsIdle(parent) && parent.AvailableQuantity > 0 && !State.IsStorageLost && !State.IsSessionEnded;
    }

    private IRoutingPolicy ChoosePolicy(in Scoring scoring)
    {
        IRoutingPolicy policy = _request.Policy;
        if (!_request.NeedsScores)
        {
            return policy;
        }

        if (!scoring.HasScores)
        {
            // What a scorer wrote too late is thrown away: no replay could know of it.
            _context.FillRaw.Clear();
            _context.CostRaw.Clear();
            _context.CompletionRaw.Clear();
            return _fallback;
        }

        if (policy.Need == ScoreNeed.ActionValue)
        {
            _combiner.CombineActionValues(_context);
        }
        else
        {
            _combiner.CombineAll(_context);
        }

        return policy;
    }

    // Behind the scores: a replay knows of them only when their record comes.
    private void AlertScoring(in Scoring scoring)
    {
        if (scoring.LateCount > 0)
        {
            Alert(new EngineAlert { Kind = AlertKind.ScorerLate, InstrumentId = _context.InstrumentId, ParentId = _context.ParentId, Value = scoring.LateCount });
        }

        if (!scoring.HasScores)
        {
            Alert(new EngineAlert { Kind = AlertKind.ScorerFallback, InstrumentId = _context.InstrumentId, ParentId = _context.ParentId, Value = _context.DecisionIndex });
        }
    }

    private void FillRecord(in ParentOrderRecord parent, IRoutingPolicy policy)
    {
        _record.ParentId = parent.Order.Id;
        _record.DecisionIndex = parent.DecisionCount;
        _record.InstrumentId = parent.Order.InstrumentId;
        _record.Side = parent.Order.Side;
        _record.TimeNs = NowNs;
        _record.RemainingQuantity = _context.RemainingQuantity;
        _record.Bid = _context.Bid;
        _record.Ask = _context.Ask;
        _record.PolicyId = policy.Id;
        _record.ModelId = _context.HasScores ? _modelId : 0;
        _record.ReferenceVersion = Universe.Version;
        _record.ChildCount = 0;
    }
}
