using EdgeRouter.Core.Links;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Sessions;

/// <summary>A router's and a gateway's session over rings in memory.</summary>
internal sealed class SessionPair
{
    public const long Ms = TimeUnits.Millisecond;

    public SessionPair(Func<LinkOptions, LinkOptions>? change = null)
    {
        Change = change ?? (o => o);
        (RouterEnd, GatewayEnd) = InProcessTransport.CreatePair();
        Router = new LinkSession(Change(Options(LinkTier.Router, LinkTier.Gateway, 1)), RouterEnd, RouterOut, RouterIn);
        Gateway = NewGateway(2);
    }

    public Func<LinkOptions, LinkOptions> Change { get; }

    public InProcessTransport RouterEnd { get; }

    public InProcessTransport GatewayEnd { get; }

    public MemoryOutbox RouterOut { get; } = new() { JournalId = 11 };

    public MemoryOutbox GatewayOut { get; } = new() { JournalId = 22 };

    public MemoryInbox RouterIn { get; } = new();

    public MemoryInbox GatewayIn { get; } = new();

    public LinkSession Router { get; }

    public LinkSession Gateway { get; set; }

    public long NowNs { get; set; } = 1_767_364_200_000_000_000;

    public static LinkOptions Options(LinkTier tier, LinkTier peer, ulong incarnation) => new()
    {
        Tier = tier,
        PeerTier = peer,
        Incarnation = incarnation,
        HeartbeatNs = 10 * Ms,
        MissedHeartbeatsMax = 4,
        UnconfirmedMax = 20,
        SlowCount = 10,
        SlowAgeNs = 5 * Ms,
        DownAgeNs = 30 * Ms,
    };

    public LinkSession NewGateway(ulong incarnation, LinkTier tier = LinkTier.Gateway) =>
        new(Change(Options(tier, LinkTier.Router, incarnation)), GatewayEnd, GatewayOut, GatewayIn);

    /// <summary>Polls both ends at one instant until neither has anything to do.</summary>
    public void Settle()
    {
        for (int i = 0; i < 12; i++)
        {
            Router.Poll(NowNs);
            Gateway.Poll(NowNs);
        }
    }

    public SessionPair Joined()
    {
        Settle();
        Assert.That((Router.State, Gateway.State), Is.EqualTo((LinkState.Up, LinkState.Up)));
        return this;
    }

    public void Pass(long ns)
    {
        NowNs += ns;
        Settle();
    }
}
