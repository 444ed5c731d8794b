using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Gateways;

/// <summary>What the state of a gateway's link means to the router, as control inputs: the engine journals them, its risk gate lets no child order to those venues
/// while the link is down, puts open ones in doubt, and asks for them when it stands again.</summary>
/// <param name="session">The router's end.</param>
/// <param name="venues">Bit v set: venue v is behind this gateway.</param>
/// <param name="isFresh">The router has nothing to recover, and the link stands: then nothing is told until that changes.</param>
public sealed class LinkWatch(LinkSession session, ulong venues, bool isFresh = false)
{
    private ulong _toTell;
    private ControlKind _telling = ControlKind.LinkUp;
    private long _interruptions = isFresh ? session.Counters.InterruptionCount : -1;
    private bool _isTold = isFresh;

    /// <summary>Whether new parents should be taken: not while the gateway is slow, because orders that wait only grow old.</summary>
    public bool TakesParents => session.State == LinkState.Up;

    /// <summary>The next thing that the engine must be told. To be asked after each poll of the session until it answers false. Unless the router is fresh
    /// the first is always that the link is down: a router that starts again may have recovered the opposite.</summary>
    /// <param name="nowNs">Engine time.</param>
    /// <param name="input">One venue's control input.</param>
    public bool TryNext(long nowNs, out ControlInput input)
    {
        input = default;
        if (_toTell == 0 && !Look())
        {
            return false;
        }

        int venue = BitOperations.TrailingZeroCount(_toTell);
        _toTell &= _toTell - 1;
        input = new ControlInput { Kind = _telling, VenueId = new VenueId((byte)venue), TimeNs = nowNs };
        return true;
    }

    // A link that broke and stands again since the last look is told as both, in that order.
    private bool Look()
    {
        bool wasBroken = session.Counters.InterruptionCount != _interruptions;
        bool isDown = wasBroken || !session.IsUsable;
        _interruptions = session.Counters.InterruptionCount;
        ControlKind kind = isDown ? ControlKind.LinkDown : ControlKind.LinkUp;
        if (_isTold && kind == _telling)
        {
            return false;
        }

        _isTold = true;
        _telling = kind;
        _toTell = venues;
        return venues != 0;
    }
}
