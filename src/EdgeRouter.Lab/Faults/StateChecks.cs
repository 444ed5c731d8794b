using EdgeRouter.Core.Memory;
using EdgeRouter.Core.State;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.State;
using EdgeRouter.Features.Venues;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Venues;

namespace EdgeRouter.Lab.Faults;

/// <summary>What must hold between two inputs: the router's state against its records and against the truth.</summary>
internal sealed class StateChecks : IDisposable
{
    // Writing down a whole state costs more than a step.
    private const int HashInterval = 8;
    private readonly Findings _findings;
    private readonly FaultOptions _options;
    private readonly StateWriter _writer = new(64 * 1024);
    private readonly StateWriter _shadowWriter = new(64 * 1024);
    private readonly Dictionary<int, ulong> _hashes = [];
    private NativeRegion _region;
    private RouterState _shadow;
    private StateFold _fold;
    private int _foldedCount;
    private int _checkCount;

    public StateChecks(Findings findings, FaultOptions options)
    {
        _findings = findings;
        _options = options;
        (_region, _shadow) = NewState();
        _fold = new StateFold(_shadow);
    }

    public byte[] Save(RouterState state)
    {
        _writer.Clear();
        state.Save(_writer);
        return _writer.Written.ToArray();
    }

    public void Check(RouterProcess process, MemoryLog log, RecordBook book, Dictionary<long, VenueOrder> sent)
    {
        if (_checkCount++ % HashInterval == 0)
        {
            CheckHash(process.State, log.Records);
        }

        CheckParents(process, book, sent);
    }

    /// <summary>A recovered state is that of the records, however it was reached, and the one that the router had when it had written them.</summary>
    public void Recovered(RouterProcess process, MemoryLog log)
    {
        int count = (int)process.Recovered.LastSequence;
        Restart(log.Records, count);
        ulong folded = _shadow.HashWith(_shadowWriter);
        _findings.Require(folded == process.RecoveredHash, Invariant.StateFollowsRecords, $"recovery from record {process.Recovered.SnapshotSequence} to {count} led to another state than from the first");
        bool isKnown = _hashes.TryGetValue(count, out ulong before);
        _findings.Require(!isKnown || before == process.RecoveredHash, Invariant.StateFollowsRecords, $"recovery to record {count} led to another state than the router had there");
        foreach (int later in _hashes.Keys.Where(k => k > count).ToArray())
        {
            _hashes.Remove(later);
        }
    }

    public void Dispose() => _region.Dispose();

    private void CheckHash(RouterState state, IReadOnlyList<byte[]> records)
    {
        Follow(records, records.Count);
        ulong live = state.HashWith(_writer);
        ulong folded = _shadow.HashWith(_shadowWriter);
        _hashes[records.Count] = live;
        _findings.Require(live == folded, Invariant.StateFollowsRecords, $"the state is not that of the {records.Count} records");
    }

    private void CheckParents(RouterProcess process, RecordBook book, Dictionary<long, VenueOrder> sent)
    {
        RouterState state = process.State;
        for (int i = 0; i < state.Parents.SlotBound; i++)
        {
            if (!state.Parents.IsUsed(i))
            {
                continue;
            }

            ref ParentOrderRecord parent = ref state.Parents[i];
            long id = parent.Order.Id.Value;
            if (!book.Parents.TryGetValue(id, out ParentAccount? account))
            {
                _findings.Require(false, Invariant.QuantityConserved, $"parent {id} is in the state and not in the records");
                continue;
            }

            CheckQuantity(parent, account, sent);
            if (!parent.IsTerminal && !state.IsStorageLost)
            {
                _findings.Require(process.Shard.Engine.WillWake(parent.Order.Id), Invariant.NothingForgotten, $"nothing wakes parent {id}, {parent.State} with {parent.AvailableQuantity} to send, {parent.Order.TimeInForce}, {parent.DecisionCount} decisions");
            }
        }
    }

    private void CheckQuantity(in ParentOrderRecord parent, ParentAccount account, Dictionary<long, VenueOrder> sent)
    {
        long id = parent.Order.Id.Value;
        long quantity = parent.Order.Quantity;
        _findings.Require(quantity == account.Order.Quantity, Invariant.QuantityConserved, $"parent {id} has quantity {quantity}; by its records it is {account.Order.Quantity}");
        _findings.Require(
            account.IsUnclear || parent.FilledQuantity == account.Executed, Invariant.QuantityConserved, $"parent {id} has {parent.FilledQuantity} executed; its fills are {account.Executed}");

        // A fill that was late may have been taken back meanwhile, and the venue have said so only in its total: the bust is still on its way.
        long undone = account.Children.Sum(c => sent.TryGetValue(c.Order.Id.Value, out VenueOrder? order) ? Math.Max(0, c.Executed - order.Executed) : 0);
        _findings.Require(
            parent.FilledQuantity + parent.ReservedQuantity - undone <= quantity,
            Invariant.QuantityConserved,
            $"parent {id}: {parent.FilledQuantity} executed and {parent.ReservedQuantity} reserved are more than {quantity}");
        long potential = account.Children.Sum(c => sent.TryGetValue(c.Order.Id.Value, out VenueOrder? order) ? order.Potential : 0);
        _findings.Require(potential <= quantity, Invariant.NoOverFill, $"parent {id}: venues executed and may execute {potential} of {quantity}");
    }

    private void Follow(IReadOnlyList<byte[]> records, int count)
    {
        while (_foldedCount < count)
        {
            _ = ProtocolReader.Dispatch(records[_foldedCount++], ref _fold);
        }
    }

    private void Restart(IReadOnlyList<byte[]> records, int count)
    {
        _region.Dispose();
        (_region, _shadow) = NewState();
        _fold = new StateFold(_shadow);
        _foldedCount = 0;
        Follow(records, count);
    }

    private (NativeRegion Region, RouterState State) NewState()
    {
        RouterSetup setup = FaultWorld.Setup(_options);
        var region = new NativeRegion(VenueStatistics.RequiredBytes(FaultWorld.InstrumentCount, FaultWorld.VenueCount, setup.Statistics) + 65_536);
        var state = new RouterState(
            setup.Engine,
            setup.Universe,
            new RiskGate(setup.Risk, setup.Universe, setup.RiskCapacity),
            new VenueStatistics(setup.Universe, region, setup.Statistics),
            new VenueHealth(setup.Universe.Venues.Length, setup.Health),
            new PolicySet(setup.Policy, setup.Universe, setup.Policies));
        return (region, state);
    }
}
