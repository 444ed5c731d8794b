using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.MarketData.Consolidated;

namespace EdgeRouter.Engine;

/// <content>Market, time and control inputs.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>Takes one market data packet.</summary>
    /// <param name="datagram">The packet; valid during the call.</param>
    public void OnPacket(in Datagram datagram)
    {
        BeginInput(datagram.ReceiveTimeNs);
        _inputCount++;
        _feeds.OnPacket(datagram);
        foreach (InstrumentId instrumentId in _touched.Listed)
        {
            OnTick(instrumentId);
            if (_timedCounts[instrumentId.Value] > 0 && _touched.HasOpened(instrumentId))
            {
                WakeTimed(instrumentId);
            }
        }

        _touched.Clear();
        _output.Release();
    }

    /// <summary>Time passed.</summary>
    /// <param name="nowNs">Engine time.</param>
    public void OnTimer(long nowNs) => BeginInput(nowNs);

    /// <summary>Takes a control input. One that names nothing we have, or is of a kind that we do not know, is refused with an alert.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Whether it was taken.</returns>
    public bool OnControl(in ControlInput input)
    {
        BeginInput(input.TimeNs);
        _output.OnControl(input);
        bool isTaken = State.Control(input);
        if (isTaken)
        {
            FollowControl(input);
            WakeAllTimed();
        }
        else
        {
            Alert(new EngineAlert { Kind = AlertKind.ControlRefused, VenueId = input.VenueId, InstrumentId = input.InstrumentId, ClientId = input.ClientId, Value = (int)input.Kind });
        }

        _output.Release();
        return isTaken;
    }

    // Parents that a tick makes marketable, and pegs that it leaves behind.
    private void OnTick(InstrumentId instrumentId)
    {
        if (_armed.HasAny(instrumentId) && _market.TryGetNbbo(instrumentId, out Nbbo nbbo))
        {
            while (_armed.TryTake(instrumentId, nbbo, out int slot))
            {
                SetWaiting(slot, Waiting.No);
                Enqueue(slot);
            }
        }

        if (_pegs.HasAny(instrumentId))
        {
            Repeg(instrumentId);
        }
    }

    private void FollowControl(in ControlInput input)
    {
        switch (input.Kind)
        {
            case ControlKind.KillSwitchOn or ControlKind.ClientKillOn or ControlKind.InstrumentKillOn or ControlKind.VenueKillOn:
                AlertKill(input, isOn: true);
                StopCancelled();
                CancelKilledChildren();
                break;
            case ControlKind.KillSwitchOff or ControlKind.ClientKillOff or ControlKind.InstrumentKillOff or ControlKind.VenueKillOff:
                AlertKill(input, isOn: false);
                break;
            case ControlKind.EndOfSession:
                EndSession();
                break;
            case ControlKind.LinkDown or ControlKind.LinkUp:
                Alert(new EngineAlert { Kind = AlertKind.LinkChanged, VenueId = input.VenueId, Value = input.Kind == ControlKind.LinkUp ? 1 : 0 });
                DoubtChildren(input);
                break;
            case ControlKind.StorageLost:
                Alert(new EngineAlert { Kind = AlertKind.StorageLost });
                break;
            case ControlKind.StorageRestored:
                Alert(new EngineAlert { Kind = AlertKind.StorageRestored, Value = input.Value });
                ResumeWaiting();
                break;
            default:
                break;
        }
    }

    private void AlertKill(in ControlInput input, bool isOn) => Alert(new EngineAlert
    {
        Kind = AlertKind.KillSwitch,
        VenueId = input.VenueId,
        InstrumentId = input.InstrumentId,
        ClientId = input.ClientId,
        RejectReason = RejectReason.KillSwitch,
        Value = isOn ? 1 : 0,
    });

    private void EndSession()
    {
        for (int i = 0; i < State.Parents.SlotBound; i++)
        {
            if (State.Parents.IsUsed(i) && !State.Parents[i].IsTerminal)
            {
                Stop(i);
            }
        }
    }

    private void StopCancelled()
    {
        for (int i = 0; i < State.Parents.SlotBound; i++)
        {
            if (State.Parents.IsUsed(i) && State.Parents[i].State == ParentOrderState.PendingCancel)
            {
                Stop(i);
            }
        }
    }

    private void CancelKilledChildren()
    {
        for (int i = 0; i < State.Children.SlotBound; i++)
        {
            if (State.Children.IsUsed(i) && !State.Children[i].IsTerminal && State.Risk.MustCancel(State.Children[i].Order))
            {
                CancelChild(i);
            }
        }
    }

    // A lost link makes every open order there doubtful; a link that stands again is the time to ask.
    private void DoubtChildren(in ControlInput input)
    {
        for (int i = 0; i < State.Children.SlotBound; i++)
        {
            if (State.Children.IsUsed(i) && !State.Children[i].IsTerminal && State.Children[i].Order.VenueId == input.VenueId)
            {
                Doubt(i);
            }
        }
    }

    private void BeginInput(long timeNs)
    {
        State.NowNs = Math.Max(State.NowNs, timeNs);
        _output.BeginInput(_inputCount, NowNs);
        _inputTicks = _probe.Now;
        if (NextTimerNs <= NowNs)
        {
            FireTimers();
            _output.Release();
        }
    }
}
