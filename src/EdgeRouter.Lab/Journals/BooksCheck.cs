using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.State;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Lab.Journals;

/// <summary>What must hold of a state while a journal is folded into it. Takes every record after the fold did.</summary>
/// <param name="state">The state; not changed.</param>
internal sealed class BooksCheck(RouterState state) : ProtocolVisitor
{
    private const int ListedMax = 100;
    private readonly List<string> _violations = [];
    private readonly Dictionary<long, Sums> _sums = [];
    private bool _arePositionsSet;

    /// <summary>What does not hold.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Snapshots compared.</summary>
    public int SnapshotCount { get; private set; }

    /// <summary>An end is announced with what its parent executed: the fold must have come to the same.</summary>
    public override void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
    {
        if ((envelope.Flags & MessageEnvelope.RefusedFlag) != 0)
        {
            return;
        }

        if (!state.Parents.TryFind(outcome.ParentId.Value, out int slot))
        {
            Note(FormattableString.Invariant($"parent {outcome.ParentId.Value} was announced as {outcome.State} and had never come"));
            return;
        }

        ref ParentOrderRecord parent = ref state.Parents[slot];
        Require(parent.State == outcome.State, outcome.ParentId, $"ended as {outcome.State}, the fold says {parent.State}");
        Require(parent.FilledQuantity == outcome.FilledQuantity, outcome.ParentId, $"ended with {outcome.FilledQuantity} shares executed, the fold says {parent.FilledQuantity}");
        Require(parent.FilledNotionalNanos == outcome.FilledNotionalNanos, outcome.ParentId, $"ended with a notional of {outcome.FilledNotionalNanos}, the fold says {parent.FilledNotionalNanos}");
        Require(parent.FeeNanos == outcome.FeeNanos, outcome.ParentId, $"ended with fees of {outcome.FeeNanos}, the fold says {parent.FeeNanos}");
        Require(parent.ChildCount == outcome.ChildCount, outcome.ParentId, $"ended after {outcome.ChildCount} children, the fold says {parent.ChildCount}");
    }

    /// <summary>A position that was set does not follow from the fills.</summary>
    public override void OnControl(in MessageEnvelope envelope, in ControlInput control) => _arePositionsSet |= control.Kind == ControlKind.PositionSet;

    /// <summary>Compares a snapshot with the fold at its record.</summary>
    public void HoldAgainst(SnapshotInfo snapshot, ulong hash)
    {
        SnapshotCount++;
        if (snapshot.StateHash != hash)
        {
            Note(string.Create(CultureInfo.InvariantCulture, $"snapshot {snapshot.Path} has state hash {snapshot.StateHash:x16}, the records up to {snapshot.Sequence} lead to {hash:x16}"));
        }
    }

    /// <summary>Checks the state at the end.</summary>
    /// <param name="universe">Instruments.</param>
    /// <param name="childCount">Children that were ever sent.</param>
    public void Finish(Universe universe, long childCount)
    {
        long[] positions = new long[universe.Instruments.Length];
        AddChildren(positions);
        CheckParents();
        bool isEveryChildKnown = childCount == state.Children.Count;
        for (int i = 0; i < positions.Length && isEveryChildKnown && !_arePositionsSet; i++)
        {
            long held = state.Risk.PositionOf(new InstrumentId(i)).Position;
            if (held != positions[i])
            {
                Note(FormattableString.Invariant($"the risk gate holds {held} of {universe.Instruments[i].Symbol}, the children executed {positions[i]}"));
            }
        }
    }

    private void AddChildren(long[] positions)
    {
        for (int i = 0; i < state.Children.SlotBound; i++)
        {
            if (state.Children.IsUsed(i))
            {
                ref ChildOrderRecord child = ref state.Children[i];
                positions[child.Order.InstrumentId.Value] += child.Order.Side.Sign() * child.CumulativeQuantity;
                Sums sums = _sums.GetValueOrDefault(child.Order.ParentId.Value);
                _sums[child.Order.ParentId.Value] = new Sums(
                    sums.Count + 1,
                    sums.Open + (child.IsTerminal ? 0 : 1),
                    sums.Filled + child.CumulativeQuantity,
                    sums.Reserved + child.ReservedQuantity,
                    sums.NotionalNanos + child.FilledNotionalNanos);
            }
        }
    }

    private void CheckParents()
    {
        int open = 0;
        for (int i = 0; i < state.Parents.SlotBound; i++)
        {
            if (state.Parents.IsUsed(i))
            {
                open += state.Parents[i].IsAnnounced ? 0 : 1;
                CheckParent(state.Parents[i]);
            }
        }

        if (open != state.OpenParentCount)
        {
            Note(FormattableString.Invariant($"{state.OpenParentCount} parents count as open, {open} are"));
        }
    }

    private void CheckParent(in ParentOrderRecord parent)
    {
        ParentOrderId id = parent.Order.Id;
        Sums sums = _sums.GetValueOrDefault(id.Value);
        if (sums.Count == parent.ChildCount)
        {
            Require(parent.FilledQuantity == sums.Filled, id, $"has {parent.FilledQuantity} shares executed, its children {sums.Filled}");
            Require(parent.ReservedQuantity == sums.Reserved, id, $"has {parent.ReservedQuantity} shares under way, its children {sums.Reserved}");
            Require(parent.FilledNotionalNanos == sums.NotionalNanos, id, $"has a notional of {parent.FilledNotionalNanos}, its children {sums.NotionalNanos}");
            Require(parent.OpenChildCount == sums.Open, id, $"has {parent.OpenChildCount} open children, {sums.Open} are");
        }

        // More than asked for can only have come from a venue that contradicted itself, which was counted and alerted when it did.
        bool isExplained = state.Transitions.OverFillCount + state.Transitions.ContradictoryCount > 0;
        long committed = parent.FilledQuantity + parent.ReservedQuantity;
        Require(committed <= parent.Order.Quantity || isExplained, id, $"wants {parent.Order.Quantity} shares and has {committed} executed or under way");
        Require(parent.FilledQuantity >= 0 && parent.ReservedQuantity >= 0, id, $"has {parent.FilledQuantity} shares executed and {parent.ReservedQuantity} under way");
    }

    private void Require(bool condition, ParentOrderId id, FormattableString what)
    {
        if (!condition)
        {
            Note($"parent {id.Value.ToString(CultureInfo.InvariantCulture)} {FormattableString.Invariant(what)}");
        }
    }

    private void Note(string what)
    {
        if (_violations.Count < ListedMax)
        {
            _violations.Add(what);
        }
    }

    private readonly record struct Sums(int Count, int Open, long Filled, long Reserved, Int128 NotionalNanos);
}
