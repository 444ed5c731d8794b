using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Reference;
using EdgeRouter.Core.State;

namespace EdgeRouter.Engine;

/// <content>Limits, reference data and statistics come while the router runs; sessions open and close.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>Takes new limits, reference data or statistics: checked as a whole, then in force from the next input on, or refused with an alert. Control
    /// plane: allocates.</summary>
    /// <param name="kind">What they are.</param>
    /// <param name="content">The whole of it.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <param name="problem">Why it was refused, one line; empty otherwise.</param>
    /// <returns>Whether it is in force.</returns>
    public bool OnConfiguration(ConfigurationKind kind, ReadOnlySpan<byte> content, long timeNs, out string problem)
    {
        BeginInput(timeNs);
        ReadOnlySpan<byte> canonical = Canonical(kind, content);
        ulong version = StateWriter.HashOf(canonical);
        _output.OnConfiguration(kind, version, canonical);
        bool isTaken = State.TryConfigure(kind, canonical, out problem);
        Alert(new EngineAlert
        {
            Kind = isTaken ? AlertKind.ConfigurationSwitched : AlertKind.ConfigurationRefused,
            Value = (int)kind,
            Limit = (long)(kind == ConfigurationKind.ReferenceData && isTaken ? Universe.Version : version),
        });
        if (isTaken && kind == ConfigurationKind.ReferenceData)
        {
            FollowReference();
        }
        else if (isTaken)
        {
            WakeAllTimed();
        }

        _output.Release();
        return isTaken;
    }

    // Reference data are journaled with their time zones worked out, so that a replay does not depend on the machine's.
    private static ReadOnlySpan<byte> Canonical(ConfigurationKind kind, ReadOnlySpan<byte> content)
    {
        if (kind != ConfigurationKind.ReferenceData)
        {
            return content;
        }

        try
        {
            return ReferenceFile.Parse(content, "reference data").CanonicalBytes;
        }
        catch (EdgeRouterException)
        {
            // The state refuses it again and says why; what came is what is journaled.
            return content;
        }
    }

    private void AdvanceReference()
    {
        if (State.NextReferenceNs <= NowNs && State.AdvanceReference())
        {
            Alert(new EngineAlert { Kind = AlertKind.ConfigurationSwitched, Value = (int)ConfigurationKind.ReferenceData, Limit = (long)Universe.Version });
            FollowReference();
        }
    }

    // Which quotes count may have changed without any packet: whoever waits for a price is looked at.
    private void FollowReference()
    {
        FollowSchedule();
        foreach (Instrument instrument in Universe.Instruments)
        {
            OnTick(instrument.Id);
        }
    }

    // A day order ends with the last session of its day.
    private void FollowSchedule()
    {
        _nextScheduleNs = State.Schedule.NextChangeNs(NowNs);
        for (int i = 0; i < State.Parents.SlotBound; i++)
        {
            if (State.Parents.IsUsed(i) && !State.Parents[i].IsTerminal)
            {
                _dayEndNs[i] = DayEndNs(State.Parents[i].Order);
                if (IsExpired(i))
                {
                    Stop(i);
                }
            }
        }

        WakeAllTimed();
    }

    // When the day of an order's arrival is over: the first instant behind it at which no venue is open. It does not come back with the next day.
    private long DayEndNs(in ParentOrder order)
    {
        long timeNs = order.TimeInForce == TimeInForce.GoodTillDate ? long.MaxValue : order.ArrivalTimeNs;
        while (timeNs != long.MaxValue && IsAnyVenueOpen(timeNs))
        {
            timeNs = State.Schedule.NextChangeNs(timeNs);
        }

        return timeNs;
    }

    private bool IsAnyVenueOpen(long timeNs)
    {
        foreach (Venue venue in Universe.Venues)
        {
            if (State.Schedule.IsOpen(venue.Id, timeNs))
            {
                return true;
            }
        }

        return false;
    }
}
