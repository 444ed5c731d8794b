using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Reference;
using EdgeRouter.Core.State;
using EdgeRouter.Features.Venues;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Venues;

namespace EdgeRouter.Engine.State;

/// <summary>Everything that a router must not forget. It changes by journaled records alone: the engine applies each record that it writes, and recovery
/// applies the same records again, so that the state after a crash is the state before it. The market is not part of it: records carry what they need of it.</summary>
/// <remarks>Nothing in here looks at a book, a clock or a configuration that is not journaled. What follows from the state (timers, armed and queued
/// parents) is the engine's and is worked out anew after recovery.</remarks>
public sealed partial class RouterState : IStatePart
{
    private readonly Universe _universe;
    private readonly long _markOutHorizonNs;
    private TransitionCounters _transitions;

    /// <summary>Creates an empty state. Everything is allocated here.</summary>
    /// <param name="options">Bounds.</param>
    /// <param name="universe">Instruments and venues; reference data switch it.</param>
    /// <param name="risk">Risk gate.</param>
    /// <param name="venues">Live venue statistics.</param>
    /// <param name="health">Venues that refuse or do not answer.</param>
    /// <param name="policies">Policies; some learn from what happens.</param>
    public RouterState(EngineOptions options, Universe universe, RiskGate risk, VenueStatistics venues, VenueHealth health, PolicySet policies)
    {
        _universe = universe;
        _markOutHorizonNs = options.MarkOutHorizonNs;
        Schedule = TradingSchedule.AlwaysOpen(universe.Venues.Length);
        Risk = risk;
        Venues = venues;
        Health = health;
        Policies = policies;
        Parents = new OrderTable<ParentOrderRecord>(2 * options.ParentCapacity);
        Children = new OrderTable<ChildOrderRecord>(options.ChildCapacity);
        EndedParents = new IdQueue(Parents.Capacity);
        EndedChildren = new IdQueue(Children.Capacity);
        Marks = new MarkQueue(options.MarkCapacity);
        LastChildId = options.ChildIdBase;
        Links = new LinkPositions(universe.Venues.Length);
    }

    /// <summary>Risk gate.</summary>
    public RiskGate Risk { get; }

    /// <summary>Live venue statistics.</summary>
    public VenueStatistics Venues { get; }

    /// <summary>Venues that refuse or do not answer.</summary>
    public VenueHealth Health { get; }

    /// <summary>Policies.</summary>
    public PolicySet Policies { get; }

    /// <summary>Parent orders: open ones, and ended ones as long as there is room.</summary>
    public OrderTable<ParentOrderRecord> Parents { get; }

    /// <summary>Child orders: open ones, and ended ones as long as there is room.</summary>
    public OrderTable<ChildOrderRecord> Children { get; }

    /// <summary>How far what gateways sent by links was taken.</summary>
    public LinkPositions Links { get; }

    /// <summary>Parents accepted and not ended.</summary>
    public int OpenParentCount { get; private set; }

    /// <summary>The highest child id that was used.</summary>
    public long LastChildId { get; private set; }

    /// <summary>Whether the session was ended: nothing new is taken.</summary>
    public bool IsSessionEnded { get; private set; }

    /// <summary>Whether the journal cannot be written: nothing new is taken, and only cancels leave.</summary>
    public bool IsStorageLost { get; private set; }

    /// <summary>Bit v set: self-help is declared against venue v.</summary>
    public ulong SelfHelpVenues { get; private set; }

    /// <summary>What the latest report or doubt did to its venue's health.</summary>
    internal VenueHealthChange LastHealthChange { get; private set; }

    /// <summary>Time of the latest record, ns since the Unix epoch.</summary>
    public long NowNs { get; internal set; }

    internal MarkQueue Marks { get; }

    internal IdQueue EndedParents { get; }

    internal IdQueue EndedChildren { get; }

    /// <summary>How execution reports were taken.</summary>
    public ref readonly TransitionCounters Transitions => ref _transitions;

    // Makes room in a table of remembered orders by forgetting the one that ended first.
    private static void MakeRoom<TRecord>(IdQueue ended, OrderTable<TRecord> table)
        where TRecord : struct, IStateRecord<TRecord>
    {
        if (table.Count == table.Capacity && ended.TryDequeue(out long oldest))
        {
            table.Remove(oldest);
        }
    }
}
