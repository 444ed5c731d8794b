using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Lab.Faults;

/// <content>The end of a run: nothing goes wrong any more, then the session ends, and everything must come to its end.</content>
public sealed partial class FaultRun
{
    private const int CalmSteps = 60;
    private const int RestStepsMax = 600;

    private void WindUp()
    {
        _isCalm = true;
        _log.IsFailing = false;
        _log.CrashAtCount = -1;
        _crashesAfterSend = false;
        _market.Calm();
        for (int i = 0; i < CalmSteps && _findings.IsEmpty; i++)
        {
            CalmStep();
        }

        Give(new ControlInput { Kind = ControlKind.EndOfSession });
        for (int i = 0; i < RestStepsMax && _findings.IsEmpty && !IsAtRest(); i++)
        {
            CalmStep();
        }

        if (_findings.IsEmpty)
        {
            CheckEnd();
        }

        if (_findings.IsEmpty && _options.Replays)
        {
            ReplayCheck.Check(_findings, _options, _log.Records);
        }
    }

    private void CalmStep()
    {
        Pass(25 * TimeUnits.Millisecond);
        if (!_view.IsSessionEnded)
        {
            _market.Move();
            _market.Act();
        }

        Check();
        Perform(loop => loop.TryRestoreStorage(_happenings.NowNs));
        Acknowledge();
    }

    private bool IsAtRest() => _happenings.Count == 0 && _process.State.OpenParentCount == 0 && !OpenChildren().Any();

    private IEnumerable<ChildOrderRecord> OpenChildren()
    {
        OrderTable<ChildOrderRecord> children = _process.State.Children;
        for (int i = 0; i < children.SlotBound; i++)
        {
            if (children.IsUsed(i) && !children[i].IsTerminal)
            {
                yield return children[i];
            }
        }
    }

    private void CheckEnd()
    {
        foreach (ChildOrderRecord child in OpenChildren())
        {
            Invariant which = child.State == ChildOrderState.InDoubt ? Invariant.DoubtSettled : Invariant.ComesToRest;
            _findings.Require(false, which, $"child {child.Order.Id.Value} is {child.State} long after the session ended");
        }

        foreach ((long id, ParentAccount parent) in _book.Parents)
        {
            _findings.Require(parent.EndCount == 1, Invariant.EndsOnce, $"parent {id} ended {parent.EndCount} times by the end of the day");
        }

        _findings.Require(IsAtRest(), Invariant.ComesToRest, $"{_process.State.OpenParentCount} parents are open, {_happenings.Count} messages on their way");
        foreach ((long id, VenueOrder order) in _market.Sent)
        {
            long believed = _book.Children.TryGetValue(id, out ChildAccount? child) ? child.Executed : 0;
            _findings.Require(
                child is null || order.Told == 0 || order.Told >= child.MinimumRequired, Invariant.MinimumKept, $"child {id}: {order.Told} shares were executed, fewer than {child?.MinimumRequired}");
            _findings.Require(believed == order.Executed, Invariant.PositionsAgree, $"child {id}: the venue executed {order.Executed}, the records say {believed}");
        }
    }
}
