using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.State;
using EdgeRouter.Features.Venues;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Venues;

namespace EdgeRouter.Lab.Journals;

/// <summary>Folds a journal into a router's state, as a restart does, and checks what must hold of it: the end of every parent as it was announced, at every
/// snapshot its hash, and at the end that parents, children and positions agree. Control plane.</summary>
public sealed class JournalBooks : IDisposable
{
    private const int ReportInterval = 1 << 14;
    private const int SpareBytes = 65_536;
    private readonly JournalOutline _outline;
    private readonly NativeRegion _region;
    private readonly RouterState _state;
    private readonly Universe _universe;
    private readonly BooksCheck _check;

    /// <summary>Begins with empty books.</summary>
    /// <param name="outline">The journal; it has a setup.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1131: the setup cannot be read; what the parts of a router's state throw.</exception>
    public JournalBooks(JournalOutline outline)
    {
        RouterSetup setup = outline.ReadSetup();
        _outline = outline;
        _universe = setup.Universe;
        _region = new NativeRegion(VenueStatistics.RequiredBytes(_universe.Instruments.Length, _universe.Venues.Length, setup.Statistics) + SpareBytes);
        _state = new RouterState(
            setup.Engine.Validated(),
            _universe,
            new RiskGate(setup.Risk.Validate(), _universe, setup.RiskCapacity),
            new VenueStatistics(_universe, _region, setup.Statistics),
            new VenueHealth(_universe.Venues.Length, setup.Health),
            new PolicySet(setup.Policy, _universe, setup.Policies));
        _check = new BooksCheck(_state);
    }

    /// <summary>Folds every record of the outline.</summary>
    /// <param name="snapshots">Snapshots beside the journal; good ones are held against the fold.</param>
    /// <param name="report">Takes the number of records folded, now and then.</param>
    /// <param name="cancellation">Stops between records.</param>
    /// <returns>The books.</returns>
    /// <exception cref="Core.Errors.EdgeRouterException">ER50xx: the journal cannot be read.</exception>
    public BooksReport Fold(IReadOnlyList<SnapshotInfo> snapshots, Action<long> report, CancellationToken cancellation)
    {
        Dictionary<long, SnapshotInfo> bySequence = snapshots.Where(s => s.IsGood).ToDictionary(s => s.Sequence);
        var fold = new StateFold(_state);
        BooksCheck check = _check;
        var scratch = new StateWriter();
        using var reader = new JournalReader(_outline.Directory);
        while (reader.LastSequence < _outline.LastSequence && reader.TryRead(out JournalRecord record))
        {
            _ = ProtocolReader.Dispatch(record.Payload, ref fold);
            _ = ProtocolReader.Dispatch(record.Payload, ref check);
            if (bySequence.TryGetValue(record.Sequence, out SnapshotInfo? snapshot))
            {
                check.HoldAgainst(snapshot, _state.HashWith(scratch));
            }

            if (record.Sequence % ReportInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report(record.Sequence);
            }
        }

        check.Finish(_universe, _outline.CountByMessage.GetValueOrDefault("ChildOrderNew"));
        return Report(check, _state.HashWith(scratch));
    }

    /// <inheritdoc/>
    public void Dispose() => _region.Dispose();

    private BooksReport Report(BooksCheck check, ulong hash)
    {
        (int open, int doubt, long unresolved) = CountChildren();
        return new BooksReport
        {
            StateHash = hash,
            OpenParentCount = _state.OpenParentCount,
            ParentCount = _state.Parents.Count,
            OpenChildCount = open,
            ChildCount = _state.Children.Count,
            InDoubtCount = doubt,
            UnresolvedQuantity = unresolved,
            LastChildId = _state.LastChildId,
            IsSessionEnded = _state.IsSessionEnded,
            IsStorageLost = _state.IsStorageLost,
            SelfHelpVenues = [.. _universe.Venues.ToArray().Where(v => ((_state.SelfHelpVenues >> v.Id.Value) & 1) != 0).Select(v => v.Name)],
            Positions = [.. _universe.Instruments.ToArray().Select(LineOf).Where(l => (l.Position, l.OpenBuyQuantity, l.OpenSellQuantity) != (0, 0, 0))],
            Reports = _state.Transitions,
            SnapshotCount = check.SnapshotCount,
            Violations = check.Violations,
        };
    }

    private PositionLine LineOf(Instrument instrument)
    {
        RiskPosition position = _state.Risk.PositionOf(instrument.Id);
        return new PositionLine(instrument.Symbol, position.Position, position.OpenBuyQuantity, position.OpenSellQuantity);
    }

    private (int Open, int Doubt, long Unresolved) CountChildren()
    {
        int open = 0;
        int doubt = 0;
        long unresolved = 0;
        for (int i = 0; i < _state.Children.SlotBound; i++)
        {
            if (_state.Children.IsUsed(i))
            {
                ref ChildOrderRecord child = ref _state.Children[i];
                bool isInDoubt = child.State == ChildOrderState.InDoubt;
                open += child.IsTerminal ? 0 : 1;
                doubt += isInDoubt ? 1 : 0;
                unresolved += isInDoubt ? child.ReservedQuantity : child.MissingQuantity;
            }
        }

        return (open, doubt, unresolved);
    }
}
