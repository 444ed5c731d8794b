using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.TestHost.Tiers;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Gateways;

/// <summary>A router that journals as the engine does and a gateway with venues that remember, over rings in memory.</summary>
internal sealed class GatewayPair : IDisposable, IOrderGateway
{
    private readonly TempFolder _folder = new();

    public GatewayPair(long staleOrderNs = TimeUnits.Second)
    {
        StaleOrderNs = staleOrderNs;
        (RouterEnd, GatewayEnd) = InProcessTransport.CreatePair();
        Router = new RouterNode(_folder.Sub("router"), RouterEnd, RouterNode.Options(1), Clock);
        StartGateway(2);
    }

    public ManualClock Clock { get; } = new() { NowNs = 1_767_364_200_000_000_000 };

    public long StaleOrderNs { get; }

    public InProcessTransport RouterEnd { get; }

    public InProcessTransport GatewayEnd { get; }

    public RouterNode Router { get; }

    public GatewayEndpoint Gateway { get; private set; } = null!;

    public Journal.JournalWriter GatewayJournal { get; private set; } = null!;

    public string RouterFolder => _folder.Sub("router");

    public string GatewayFolder => _folder.Sub("gateway");

    public List<long> Sent { get; } = [];

    public List<long> Cancelled { get; } = [];

    public List<long> Asked { get; } = [];

    /// <summary>What a venue does with an order; null = it remembers it.</summary>
    public Action<ChildOrder>? OnOrder { get; set; }

    public void StartGateway(ulong incarnation)
    {
        Gateway?.Dispose();
        GatewayJournal?.Dispose();
        GatewayJournal = TestJournals.Open(GatewayFolder, 0xB0B, Clock);
        var options = new GatewayOptions
        {
            Link = RouterNode.Options(incarnation) with { Tier = LinkTier.Gateway, PeerTier = LinkTier.Router, SourceId = 2 },
            StaleOrderNs = StaleOrderNs,
        };
        Gateway = new GatewayEndpoint(options, GatewayEnd, GatewayJournal, this, Clock);
    }

    public void Settle()
    {
        for (int i = 0; i < 10; i++)
        {
            Router.Poll();
            Gateway.Poll();
        }
    }

    public void Pass(long ns)
    {
        Clock.NowNs += ns;
        Settle();
    }

    public void Send(in ChildOrder order)
    {
        Sent.Add(order.Id.Value);
        OnOrder?.Invoke(order);
    }

    public void Cancel(in CancelRequest request) => Cancelled.Add(request.ChildId.Value);

    public void RequestStatus(in StatusRequest request) => Asked.Add(request.ChildId.Value);

    public void Dispose()
    {
        Router.Outbox.Dispose();
        Router.Journal.Dispose();
        Gateway.Dispose();
        GatewayJournal.Dispose();
        _folder.Dispose();
    }
}
