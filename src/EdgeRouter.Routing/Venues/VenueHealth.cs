using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.Venues;

/// <summary>Which venues may be used, by how they treated our orders. Fed with journaled reports, doubts and controls only; asking changes nothing.
/// Allocates in its constructor only.</summary>
/// <remarks>A refusal that asks for a pause pauses the venue; pauses double until an order that was answered after the pause is accepted. Refusals and
/// silence during a pause (orders that were on their way) do not lengthen it. A venue's state never times out of the saved bytes: time is asked, not kept.</remarks>
public sealed class VenueHealth : IStatePart
{
    private const uint Tag = 0x564E_484C; // VNHL

    private readonly VenueHealthOptions _options;
    private readonly State[] _states;
    private ulong _paused;
    private ulong _disabled;

    /// <summary>Starts with every venue well.</summary>
    /// <param name="venueCount">Venues, 1 to <see cref="Universe.VenueCountMax"/>.</param>
    /// <param name="options">How to treat them; validated here.</param>
    /// <exception cref="EdgeRouterException">ER1116: an option is out of range.</exception>
    public VenueHealth(int venueCount, VenueHealthOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(venueCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(venueCount, Universe.VenueCountMax);
        _options = options.Validate();
        _states = new State[venueCount];
    }

    /// <summary>Venues that are disabled until a person enables them: bit v for venue v.</summary>
    public ulong Disabled => _disabled;

    /// <summary>Venues that must not be used now, disabled or paused: bit v for venue v.</summary>
    /// <param name="nowNs">Engine time.</param>
    public ulong Unavailable(long nowNs)
    {
        ulong mask = _disabled;
        for (ulong left = _paused; left != 0; left &= left - 1)
        {
            int venue = BitOperations.TrailingZeroCount(left);
            mask |= nowNs < _states[venue].PausedUntilNs ? 1UL << venue : 0;
        }

        return mask;
    }

    /// <summary>When the next pause of a venue that is not disabled ends, engine time; <see cref="long.MaxValue"/> when none is paused.</summary>
    /// <param name="nowNs">Engine time.</param>
    public long NextAvailableNs(long nowNs)
    {
        long nextNs = long.MaxValue;
        for (ulong left = _paused & ~_disabled; left != 0; left &= left - 1)
        {
            long untilNs = _states[BitOperations.TrailingZeroCount(left)].PausedUntilNs;
            nextNs = untilNs > nowNs ? Math.Min(nextNs, untilNs) : nextNs;
        }

        return nextNs;
    }

    /// <summary>A venue answered: any answer ends its silence, an acceptance or a fill its row of refusals, a refusal is classified.</summary>
    /// <param name="report">The report; its receive time counts. Reports that were seen before must not come here.</param>
    /// <returns>What it did.</returns>
    public VenueHealthChange OnReport(in ExecutionReport report)
    {
        if (report.VenueId.Value >= _states.Length)
        {
            return VenueHealthChange.None;
        }

        if (report.Type == ExecutionType.Rejected)
        {
            return OnReject(report.VenueId, report.RejectReason, report.ReceiveTimeNs);
        }

        ref State state = ref _states[report.VenueId.Value];
        state.SilentCount = 0;
        if (report.Type is ExecutionType.New or ExecutionType.Trade)
        {
            state.RefusedCount = 0;
            if (report.ReceiveTimeNs >= state.PausedUntilNs)
            {
                state.PauseNs = 0;
                state.PausedUntilNs = 0;
                _paused &= ~Bit(report.VenueId);
            }
        }

        return VenueHealthChange.None;
    }

    /// <summary>A venue refused an order.</summary>
    /// <param name="venueId">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <returns>What it did.</returns>
    public VenueHealthChange OnReject(VenueId venueId, RejectReason reason, long timeNs)
    {
        if (venueId.Value >= _states.Length)
        {
            return VenueHealthChange.None;
        }

        ref State state = ref _states[venueId.Value];
        state.SilentCount = 0;
        switch (RejectClasses.Of(reason))
        {
            case RejectClass.BackOff:
                state.RefusedCount = 0;
                return Pause(venueId, timeNs);
            case RejectClass.DisableVenue:
                bool isOut = reason == RejectReason.VenueLockout || ++state.RefusedCount >= _options.DisableRejectCount;
                return isOut ? Disable(venueId) : VenueHealthChange.None;
            default:
                state.RefusedCount = 0;
                return VenueHealthChange.None;
        }
    }

    /// <summary>A child fell into doubt because its venue did not answer.</summary>
    /// <param name="venueId">Which.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <returns>What it did.</returns>
    public VenueHealthChange OnDoubt(VenueId venueId, long timeNs)
    {
        if (venueId.Value >= _states.Length || ++_states[venueId.Value].SilentCount < _options.SilentCountMax)
        {
            return VenueHealthChange.None;
        }

        _states[venueId.Value].SilentCount = 0;
        return Pause(venueId, timeNs);
    }

    /// <summary>A person disables a venue, or enables it again: then all that was held against it is forgotten. Other controls do nothing.</summary>
    /// <param name="input">The control input.</param>
    public void OnControl(in ControlInput input)
    {
        if (input.VenueId.Value >= _states.Length)
        {
            return;
        }

        if (input.Kind == ControlKind.VenueDisable)
        {
            _disabled |= Bit(input.VenueId);
        }
        else if (input.Kind == ControlKind.VenueEnable)
        {
            _disabled &= ~Bit(input.VenueId);
            _paused &= ~Bit(input.VenueId);
            _states[input.VenueId.Value] = default;
        }
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(Tag);
        writer.Write(_states.Length);
        writer.Write(_paused);
        writer.Write(_disabled);
        foreach (ref readonly State state in _states.AsSpan())
        {
            writer.Write(state.PausedUntilNs);
            writer.Write(state.PauseNs);
            writer.Write(state.RefusedCount);
            writer.Write(state.SilentCount);
        }
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        reader.Expect(Tag);
        int count = reader.ReadCount(_states.Length);
        ulong all = ulong.MaxValue >> (Universe.VenueCountMax - _states.Length);
        _paused = reader.ReadUInt64();
        _disabled = reader.ReadUInt64();
        if (count != _states.Length || ((_paused | _disabled) & ~all) != 0)
        {
            throw StateDamage.Of($"has the health of {count} venues where there are {_states.Length}");
        }

        foreach (ref State state in _states.AsSpan())
        {
            state.PausedUntilNs = reader.ReadInt64();
            state.PauseNs = reader.ReadInt64();
            state.RefusedCount = reader.ReadInt32();
            state.SilentCount = reader.ReadInt32();
        }
    }

    private static ulong Bit(VenueId venueId) => 1UL << venueId.Value;

    private VenueHealthChange Pause(VenueId venueId, long timeNs)
    {
        ref State state = ref _states[venueId.Value];
        if (timeNs < state.PausedUntilNs)
        {
            return VenueHealthChange.None;
        }

        state.PauseNs = state.PauseNs == 0 ? _options.BackOffFirstNs : Math.Min(_options.BackOffMaxNs, state.PauseNs * 2);
        state.PausedUntilNs = timeNs > long.MaxValue - state.PauseNs ? long.MaxValue : timeNs + state.PauseNs;
        _paused |= Bit(venueId);
        return VenueHealthChange.BackedOff;
    }

    private VenueHealthChange Disable(VenueId venueId)
    {
        bool isNew = (_disabled & Bit(venueId)) == 0;
        _disabled |= Bit(venueId);
        return isNew ? VenueHealthChange.Disabled : VenueHealthChange.None;
    }

    private struct State
    {
        public long PausedUntilNs;
        public long PauseNs;
        public int RefusedCount;
        public int SilentCount;
    }
}
