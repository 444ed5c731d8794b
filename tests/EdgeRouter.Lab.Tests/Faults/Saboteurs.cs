using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.State;
using EdgeRouter.Lab.Faults;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Lab.Tests.Faults;

internal sealed class SendsTwice : Saboteur
{
    public override IOrderGateway Gateway(IOrderGateway inner) => new Twice(inner);

    private sealed class Twice(IOrderGateway inner) : IOrderGateway
    {
        public void Send(in ChildOrder order)
        {
            inner.Send(order);
            inner.Send(order);
        }

        public void Cancel(in CancelRequest request) => inner.Cancel(request);

        public void RequestStatus(in StatusRequest request) => inner.RequestStatus(request);
    }
}

internal sealed class AsksNobody : Saboteur
{
    public override IOrderGateway Gateway(IOrderGateway inner) => new Mute(inner);

    private sealed class Mute(IOrderGateway inner) : IOrderGateway
    {
        public void Send(in ChildOrder order) => inner.Send(order);

        public void Cancel(in CancelRequest request)
        {
        }

        public void RequestStatus(in StatusRequest request)
        {
        }
    }
}

/// <summary>Says that it committed and did not: what it says last never gets there.</summary>
internal sealed class CommitsLate : Saboteur
{
    public override IRecordLog Log(IRecordLog inner) => new Late(inner);

    private sealed class Late(IRecordLog inner) : IRecordLog
    {
        private int _count;

        public long NextSequence => inner.NextSequence;

        public bool IsImpaired => inner.IsImpaired;

        public bool TryReserve(int bytesMax, out Span<byte> target) => inner.TryReserve(bytesMax, out target);

        public void Append(int bytes) => inner.Append(bytes);

        public bool TryCommit() => ++_count % 10 == 0 || inner.TryCommit();

        public bool TryRecover() => inner.TryRecover();
    }
}

/// <summary>Changes children after every check and before the journal.</summary>
internal sealed class ChangesChildren(Func<ChildOrder, ChildOrder> change) : Saboteur
{
    public override IEngineOutput Output(IEngineOutput inner) => new Changing(inner, change);

    private sealed class Changing(IEngineOutput inner, Func<ChildOrder, ChildOrder> change) : PassingOutput(inner)
    {
        public override void OnChildOrder(in ChildOrder order) => Inner.OnChildOrder(change(order));
    }
}

internal sealed class TellsEnds(Action<IEngineOutput, ParentOutcome> tell) : Saboteur
{
    public override IEngineOutput Output(IEngineOutput inner) => new Telling(inner, tell);

    private sealed class Telling(IEngineOutput inner, Action<IEngineOutput, ParentOutcome> tell) : PassingOutput(inner)
    {
        public override void OnParentDone(in ParentOutcome outcome) => tell(Inner, outcome);
    }
}

internal sealed class ForgetsDoubts : Saboteur
{
    public override IEngineOutput Output(IEngineOutput inner) => new Forgetful(inner);

    private sealed class Forgetful(IEngineOutput inner) : PassingOutput(inner)
    {
        public override void OnChildDoubt(in ChildDoubt doubt, in StatusRequest request) => Inner.OnStatusRequest(request);
    }
}

/// <summary>Writes other alerts on the first run than on a replay: it counts over all processes.</summary>
internal sealed class AddsAnAlert : Saboteur
{
    private int _count;

    public override IEngineOutput Output(IEngineOutput inner) => new Chatty(inner, () => ++_count);

    private sealed class Chatty(IEngineOutput inner, Func<int> count) : PassingOutput(inner)
    {
        public override void OnMarkOut(in MarkOut markOut)
        {
            Inner.OnMarkOut(markOut);
            if (count() == 2)
            {
                Inner.OnAlert(new EngineAlert { Kind = AlertKind.FeedGap });
            }
        }
    }
}

internal sealed class DropsReports(Func<ExecutionReport, bool> which) : Saboteur
{
    public override ExecutionReport? Report(in ExecutionReport report) => which(report) ? null : report;
}

internal sealed class ChangesReports(Func<ExecutionReport, ExecutionReport> change) : Saboteur
{
    public override ExecutionReport? Report(in ExecutionReport report) => change(report);
}

internal sealed class IgnoresControls(Func<ControlInput, bool> which) : Saboteur
{
    public override bool Takes(in ControlInput input) => !which(input);
}

internal sealed class ChangesLimits(Func<RiskLimits, RiskLimits> change) : Saboteur
{
    public override RiskLimits Limits(RiskLimits limits) => change(limits);
}

/// <summary>Loses something of a client's order on its way in.</summary>
internal sealed class ChangesParents(Func<ParentOrder, ParentOrder> change) : Saboteur
{
    public override ParentOrder Parent(in ParentOrder order) => change(order);
}

/// <summary>Decides by the reference data in force and names those of its first decision.</summary>
internal sealed class NamesOldReference : Saboteur
{
    private ulong? _first;

    public override IEngineOutput Output(IEngineOutput inner) => new Naming(inner, version => _first ??= version);

    private sealed class Naming(IEngineOutput inner, Func<ulong, ulong> name) : PassingOutput(inner)
    {
        public override void OnDecision(DecisionRecord record)
        {
            record.ReferenceVersion = name(record.ReferenceVersion);
            Inner.OnDecision(record);
        }
    }
}

internal sealed class IgnoresLimits : Saboteur
{
    public override bool TakesLimits() => false;
}

/// <summary>Notes the wish to cancel a parent and does nothing about it.</summary>
internal sealed class ForgetsToStop : Saboteur
{
    private IEngineOutput? _output;
    private long _next = 1;

    public override IEngineOutput Output(IEngineOutput inner) => _output = inner;

    public override void AfterInputs(RouterState state)
    {
        var id = new ParentOrderId(_next);
        if (state.RequestCancel(id))
        {
            _output!.OnParentCancel(id, RejectReason.None);
            _next += 3;
        }
        else if (state.Parents.TryFind(_next, out _))
        {
            _next++;
        }
    }
}
