using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Features.Venues;

/// <summary>What our own orders teach about the venues: a fold over children sent, their reports and their mark-outs, all journaled. The market comes from
/// the records themselves, so that the fold over a journal gives the same figures without market data. All memory is native and taken at construction.</summary>
/// <remarks>
/// <para>Three levels of cells: venue × action, then × instrument, then × size bucket. A cell's mean is drawn towards its parent's:
/// (sum + k × parent's mean) ÷ (weight + k), k = <see cref="VenueStatisticsOptions.PriorWeight"/>; the top level is its own plain mean.
/// Sums are halved every half-life of event time, when they next change.</para>
/// <para>Shares told of an order that already ended (a late fill, a bust, a correction of its quantity) restate what the order added, aged as that is by now:
/// filled part, partial fill, and where it went from filled to not filled or back also time to fill and whether its midpoint move counts as impact or leakage.
/// Not restated, because no record says what belongs to which fill: mark-outs taken before (those of an order that lost all its fills are no longer
/// taken), and the times of the last fill and miss; of a corrected price nothing here depends.</para>
/// </remarks>
public sealed partial class VenueStatistics : IStatePart
{
    private const int ActionCount = 3;
    private const int SizeBucketCount = 4;
    private const int LatencySamplesMin = 20;
    private readonly Universe _universe;
    private readonly VenueStatisticsOptions _options;
    private readonly NativeArray<VenueCell> _venueCells;
    private readonly NativeArray<VenueCell> _instrumentCells;
    private readonly NativeArray<VenueCell> _sizeCells;
    private readonly NativeArray<VenueMemory> _memories;
    private readonly NativeArray<TrackedChild> _children;
    private readonly LatencySketch _answers;
    private readonly int _venueCount;
    private readonly int _instrumentCount;

    /// <summary>Creates empty statistics.</summary>
    /// <param name="universe">Instruments with their round lots, and venues; lots follow it when reference data are switched.</param>
    /// <param name="region">Memory: <see cref="RequiredBytes"/>.</param>
    /// <param name="options">Memory and shrinkage.</param>
    public VenueStatistics(Universe universe, NativeRegion region, VenueStatisticsOptions options)
    {
        if (!BitOperations.IsPow2(options.ChildCountMax))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.ChildCountMax, "the number of remembered children must be a power of two");
        }

        _universe = universe;
        _options = options;
        _venueCount = universe.Venues.Length;
        _instrumentCount = universe.Instruments.Length;
        int instruments = _instrumentCount;
        _venueCells = region.Allocate<VenueCell>(_venueCount * ActionCount);
        _instrumentCells = region.Allocate<VenueCell>(_venueCount * ActionCount * instruments);
        _sizeCells = region.Allocate<VenueCell>(_venueCount * ActionCount * instruments * SizeBucketCount);
        _memories = region.Allocate<VenueMemory>(_venueCount * instruments * 2);
        _children = region.Allocate<TrackedChild>(options.ChildCountMax);
        _answers = new LatencySketch(region, _venueCount);
    }

    /// <summary>Children forgotten before they had ended, because newer ones needed their slots.</summary>
    public long ForgottenChildren { get; private set; }

    /// <summary>Reports and mark-outs of children that are not remembered.</summary>
    public long UnknownChildren { get; private set; }

    /// <summary>Children of instruments, venues or actions that there are not; left out.</summary>
    public long UnusableChildren { get; private set; }

    /// <summary>Native memory that the statistics need, with room for alignment.</summary>
    /// <param name="instrumentCountMax">Instruments.</param>
    /// <param name="venueCount">Venues.</param>
    /// <param name="options">Their bounds.</param>
    public static long RequiredBytes(int instrumentCountMax, int venueCount, VenueStatisticsOptions options)
    {
        long topCells = (long)venueCount * ActionCount;
        long cells = topCells * (1 + (instrumentCountMax * (1L + SizeBucketCount)));
        return (cells * 128) + ((long)venueCount * instrumentCountMax * 64) + (options.ChildCountMax * 96L) + LatencySketch.RequiredBytes(venueCount) + 512;
    }

    /// <summary>A child order left.</summary>
    /// <param name="child">The order, with the market that it was decided in.</param>
    public void OnChildSent(in ChildOrder child)
    {
        if ((uint)child.InstrumentId.Value >= (uint)_instrumentCount || child.VenueId.Value >= _venueCount || (int)child.Action >= ActionCount)
        {
            UnusableChildren++;
            return;
        }

        ref TrackedChild tracked = ref _children[SlotOf(child.Id)];
        ForgottenChildren += tracked is { IsUsed: true, IsEnded: false } ? 1 : 0;
        tracked = new TrackedChild
        {
            Id = child.Id.Value,
            SendTimeNs = child.SendTimeNs,
            MidNanos = MidOf(child.Bid, child.Ask),
            Quantity = Math.Max(1, child.Quantity),
            InstrumentIndex = child.InstrumentId.Value,
            Venue = child.VenueId.Value,
            Action = child.Action,
            SizeBucket = (byte)SizeBucketOf(child.InstrumentId, child.Quantity),
            Side = child.Side,
            IsUsed = true,
        };
    }

    /// <summary>A venue said something of a child order. Give it reports that were applied: repeated ones change nothing, but those of executions that
    /// were refused as inconsistent would count.</summary>
    /// <param name="child">The order.</param>
    /// <param name="report">What was said, with the market when it came.</param>
    public void OnReport(in ChildOrder child, in ExecutionReport report)
    {
        if (!TryFind(child.Id, out int slot))
        {
            UnknownChildren++;
            return;
        }

        ref TrackedChild tracked = ref _children[slot];
        double before = tracked.FillRatio;
        TakeShares(ref tracked, report);
        if (tracked.IsEnded)
        {
            Restate(ref tracked, before, report);
            return;
        }

        if (!tracked.IsAnswered)
        {
            tracked.IsAnswered = true;
            _answers.Add(tracked.Venue, report.ReceiveTimeNs - tracked.SendTimeNs);
        }

        TakeFirstFill(ref tracked, report);
        if (report.State is ChildOrderState.Filled or ChildOrderState.Cancelled or ChildOrderState.Rejected or ChildOrderState.Expired)
        {
            End(ref tracked, report);
        }
    }

    /// <summary>The midpoint some time after a fill is known.</summary>
    /// <param name="markOut">The mark.</param>
    public void OnMarkOut(in MarkOut markOut)
    {
        if (!TryFind(markOut.ChildId, out int slot))
        {
            UnknownChildren++;
            return;
        }

        TrackedChild tracked = _children[slot];
        if (markOut.Midpoint.Nanos <= 0 || markOut.FillPrice.Nanos <= 0 || tracked.IsUndone)
        {
            return;
        }

        double cost = markOut.Side.Sign() * (double)(markOut.FillPrice.Nanos - markOut.Midpoint.Nanos) / markOut.FillPrice.Nanos * 10_000.0;
        for (int level = 0; level < 3; level++)
        {
            ref VenueCell cell = ref CellOf(level, tracked.Venue, tracked.Action, tracked.InstrumentIndex, tracked.SizeBucket);
            cell.DecayTo(markOut.TimeNs, _options.HalfLifeNs);
            cell.MarkOuts += 1.0;
            cell.AdverseBps += cost;
        }
    }

    private static long MidOf(Price bid, Price ask) => bid.Nanos == 0 || ask.Nanos == 0 ? 0 : bid.Nanos + ((ask.Nanos - bid.Nanos) / 2);

    private int SlotOf(ChildOrderId id) => (int)(id.Value & (_options.ChildCountMax - 1));

    private bool TryFind(ChildOrderId id, out int slot)
    {
        slot = SlotOf(id);
        return _children[slot].IsUsed && _children[slot].Id == id.Value;
    }

    private int MemoryIndex(int instrument, int venue, Side side) => (((instrument * _venueCount) + venue) * 2) + (side == Side.Buy ? 0 : 1);

    private ref VenueCell CellOf(int level, int venue, RouteAction action, int instrument, int sizeBucket)
    {
        int top = (venue * ActionCount) + (int)action;
        if (level == 0)
        {
            return ref _venueCells[top];
        }

        int middle = (instrument * _venueCount * ActionCount) + top;
        if (level == 1)
        {
            return ref _instrumentCells[middle];
        }

        return ref _sizeCells[(middle * SizeBucketCount) + sizeBucket];
    }
}
