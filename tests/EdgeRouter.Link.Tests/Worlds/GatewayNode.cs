using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.TestHost.Tiers;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Worlds;

/// <summary>A run of a gateway; its venues remember what they were given, whatever dies.</summary>
internal sealed class GatewayNode : IOrderGateway
{
    private readonly List<long> _atVenues;
    private readonly IClock _clock;
    private ulong _lastExecutionId;

    public GatewayNode(string directory, ILinkTransport transport, ulong incarnation, IClock clock, List<long> atVenues)
    {
        _clock = clock;
        _atVenues = atVenues;
        Journal = TestJournals.Open(directory, 0xB0B, clock);
        _lastExecutionId = (ulong)TestJournals.Messages(directory).Count(m => TestJournals.TemplateOf(m) == 22);
        var options = new GatewayOptions
        {
            Link = RouterNode.Options(incarnation) with { Tier = LinkTier.Gateway, PeerTier = LinkTier.Router, SourceId = 2 },
            StaleOrderNs = 0,
            PendingMax = 12,
        };
        Endpoint = new GatewayEndpoint(options, transport, Journal, this, clock);
    }

    public JournalWriter Journal { get; }

    public GatewayEndpoint Endpoint { get; }

    public List<long> Asked { get; } = [];

    public List<long> Cancelled { get; } = [];

    public void Report(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var report = new ExecutionReport { ExecutionId = ++_lastExecutionId, VenueId = new Core.Domain.VenueId(3), LastQuantity = 10, ReceiveTimeNs = _clock.NowNs };
            Assert.That(Endpoint.TryReport(report), Is.True);
        }
    }

    public void Send(in ChildOrder order) => _atVenues.Add(order.Id.Value);

    public void Cancel(in CancelRequest request) => Cancelled.Add(request.ChildId.Value);

    public void RequestStatus(in StatusRequest request) => Asked.Add(request.ChildId.Value);
}
