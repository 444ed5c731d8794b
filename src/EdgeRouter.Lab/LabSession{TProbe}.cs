using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Lab.Tiers;

namespace EdgeRouter.Lab;

/// <summary>Replay with own orders (DESIGN §7). Packets come from a capture that nothing alters; child orders go into the market that answers, which is
/// stepped by the packets' time. Everything that is due before a packet (reports, timers, parents) reaches the engine before it, in time order.</summary>
/// <typeparam name="TProbe">Stage probe of the engine.</typeparam>
public sealed class LabSession<TProbe> : IPacketHandler
    where TProbe : struct, IStageProbe
{
    // Orders and cancels under way at the close, and their answers, take at most three ways of up to two seconds each.
    private const long DrainNs = 10 * TimeUnits.Second;

    private readonly RouterLoop<TProbe> _loop;
    private readonly RouterEngine<TProbe> _engine;
    private readonly IAnsweringMarket _market;
    private readonly ITierMarket? _tiers;
    private readonly IReadOnlyList<ScheduledParent> _parents;
    private int _nextParent;

    /// <summary>Joins a router and the market that answers it.</summary>
    /// <param name="loop">Drives the router; its gateway must lead to <paramref name="market"/>.</param>
    /// <param name="market">The same-seed simulation, or a model of fills over the capture.</param>
    /// <param name="parents">In arrival order.</param>
    public LabSession(RouterLoop<TProbe> loop, IAnsweringMarket market, IReadOnlyList<ScheduledParent> parents)
    {
        _loop = loop;
        _engine = loop.Engine;
        _market = market;
        _tiers = market as ITierMarket;
        _parents = parents;
    }

    /// <summary>Parents handed to the engine so far.</summary>
    public int ParentsSent => _nextParent - ParentsTurnedAway;

    /// <summary>Parents that were not taken, because the market could not be reached when they came.</summary>
    public int ParentsTurnedAway { get; private set; }

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        RunUntil(datagram.ReceiveTimeNs);
        _market.OnPacket(datagram);
        _loop.OnPacket(datagram);
    }

    /// <summary>Ends the day: runs what is still due in the market, ends every open parent, and takes the answers that were under way at the close.</summary>
    public void Complete()
    {
        RunUntil(_market.EndTimeNs);
        _loop.OnControl(new ControlInput { Kind = ControlKind.EndOfSession, TimeNs = Math.Max(_engine.NowNs, _market.EndTimeNs) });
        RunUntil(_engine.NowNs + DrainNs);
    }

    private void RunUntil(long limitNs)
    {
        while (true)
        {
            long dueNs = Math.Min(Math.Min(NextParentNs, _engine.NextTimerNs), Math.Min(_market.NextReportTimeNs, limitNs));
            if (_market.AdvanceTo(dueNs))
            {
                continue;
            }

            FollowLinks();

            if (!TryDeliver(dueNs))
            {
                return;
            }
        }
    }

    private void FollowLinks()
    {
        while (_tiers is not null && _tiers.TryNextControl(_engine.NowNs, out ControlInput input))
        {
            _loop.OnControl(input);
        }
    }

    private long NextParentNs => _nextParent < _parents.Count ? _parents[_nextParent].Order.ArrivalTimeNs : long.MaxValue;

    private bool TryDeliver(long dueNs)
    {
        if (_market.TryTakeReport(dueNs, out ExecutionReport report))
        {
            _loop.OnExecutionReport(report);
            return true;
        }

        if (_engine.NextTimerNs <= dueNs)
        {
            _loop.Advance(dueNs);
            return true;
        }

        if (NextParentNs <= dueNs)
        {
            TakeParent(_parents[_nextParent++]);
            return true;
        }

        return false;
    }

    private void TakeParent(ScheduledParent parent)
    {
        if (_tiers is { TakesParents: false })
        {
            ParentsTurnedAway++;
            return;
        }

        _loop.OnParentOrder(ParentPricing.Price(_engine, parent));
    }
}
