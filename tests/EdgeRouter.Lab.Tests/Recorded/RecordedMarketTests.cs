using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Engine;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Lab.Recorded;

namespace EdgeRouter.Lab.Tests.Recorded;

/// <summary>When orders meet the captured book, and when their answers come: MEMOIR packets written by hand.</summary>
public sealed class RecordedMarketTests
{
    private const long Us = 1_000;
    private const long Start = 1_000_000_000_000;
    private static readonly FeedEndpoint Line = new(0xEF00_0001, 15_001);
    private readonly List<ExecutionReport> _reports = [];
    private MemoirDepthEncoder _encoder = null!;
    private RecordedMarket<MemoirDepthProtocol> _market = null!;
    private ulong _sequence;

    [SetUp]
    public void Open()
    {
        _reports.Clear();
        _encoder = new MemoirDepthEncoder();
        _sequence = 1;
        var universe = new Universe(
            [new Instrument { Id = new InstrumentId(0), Symbol = "ALFA" }],
            [new Venue { Id = new VenueId(0), Name = "LIT", Kind = VenueKind.Lit }]);
        var day = new RecordedDay(universe, [new VenueFeed(new VenueId(0), Line, default) { Securities = [new SecurityNumber(7, new InstrumentId(0))] }], Start, Start + 1_000_000_000, true, 1);
        _market = new RecordedMarket<MemoirDepthProtocol>(day, new RecordedFillOptions { OrderLatencyNs = 100 * Us, ReportLatencyNs = 80 * Us, FeedLatencyNs = 30 * Us });
        Packet(0, 100, e => e.TryAdd(new OrderAdded(7, 1, Side.Sell, new Price(10_000_000_000), 300, Start)));
    }

    [TearDown]
    public void Close() => _market.Dispose();

    // Sent at 1,000 µs, at the venue at 1,100; the capture shows that instant at 1,130. The answer leaves at 1,100 and is here at 1,180.
    [TestCase(1_129, 0)]
    [TestCase(1_131, 300)]
    public void ShouldMeetTheBookOfItsArrival(long deletedAtUs, long expected)
    {
        _market.AdvanceTo(Start + (1_000 * Us));
        _market.Send(Order(1, Start + (1_000 * Us)));
        Packet(deletedAtUs, 100, e => e.TryAdd(new OrderDeleted(7, 1, Start)));
        Play(2_000);

        Assert.That(_reports.Where(r => r.Type == ExecutionType.Trade).Sum(r => r.LastQuantity), Is.EqualTo(expected));
        Assert.That(_reports[0], Has.Property(nameof(ExecutionReport.Type)).EqualTo(ExecutionType.New));
        Assert.That((_reports[0].VenueTimeNs - Start, _reports[0].ReceiveTimeNs - Start), Is.EqualTo((1_100 * Us, 1_180 * Us)));
        Assert.That(_reports.Select(r => r.ReceiveTimeNs), Is.Ordered.Ascending);
    }

    [Test]
    public void ShouldTellNothingBeforeItsTime()
    {
        _market.Send(Order(1, Start + (1_000 * Us)));
        Play(1_179);
        Assert.That(_reports, Is.Empty);
        Assert.That(_market.NextReportTimeNs, Is.EqualTo(Start + (1_180 * Us)));
        Play(1_180);

        Assert.That(_reports, Has.Count.EqualTo(1));
    }

    [Test]
    public void ShouldNotLetACancelOvertakeItsOrder()
    {
        _market.Send(Order(1, Start + (1_000 * Us)) with { TimeInForce = TimeInForce.Day, LimitPrice = new Price(9_990_000_000) });
        _market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), SendTimeNs = Start + (1_000 * Us) });
        _market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), SendTimeNs = Start + (1_001 * Us) });
        _market.Cancel(new CancelRequest { ChildId = new ChildOrderId(9), SendTimeNs = Start + (1_002 * Us) });
        _market.RequestStatus(new StatusRequest { ChildId = new ChildOrderId(1), SendTimeNs = Start + (1_003 * Us) });
        _market.RequestStatus(new StatusRequest { ChildId = new ChildOrderId(9), SendTimeNs = Start + (1_004 * Us) });
        Play(2_000);

        Assert.That(_reports.Select(r => (r.Type, r.State, r.RejectReason)), Is.EqualTo(new[]
        {
            (ExecutionType.New, ChildOrderState.New, RejectReason.None),
            (ExecutionType.Cancelled, ChildOrderState.Cancelled, RejectReason.None),
            (ExecutionType.CancelRejected, ChildOrderState.Cancelled, RejectReason.None),
            (ExecutionType.CancelRejected, ChildOrderState.Rejected, RejectReason.UnknownOrder),
            (ExecutionType.OrderStatus, ChildOrderState.Cancelled, RejectReason.None),
            (ExecutionType.OrderStatus, ChildOrderState.Rejected, RejectReason.UnknownOrder),
        }));
    }

    [Test]
    public void ShouldExpireWhatRestsAtTheEndAndRefuseWhatComesLater()
    {
        _market.Send(Order(1, Start + (1_000 * Us)) with { TimeInForce = TimeInForce.Day, LimitPrice = new Price(9_990_000_000) });
        Play(2_000);
        _market.Send(Order(2, Start + (999_990 * Us)));
        Play(1_100_000);

        Assert.That(_reports.Select(r => (r.ChildId.Value, r.Type, r.RejectReason)), Is.EqualTo(new[]
        {
            (1L, ExecutionType.New, RejectReason.None),
            (1L, ExecutionType.Expired, RejectReason.None),
            (2L, ExecutionType.Rejected, RejectReason.VenueClosed),
        }));
    }

    [TestCase("OrderLatencyNs")]
    [TestCase("ReportLatencyNs")]
    [TestCase("FeedLatencyNs")]
    [TestCase("TakenMemoryNs")]
    [TestCase("ImpactCoefficient")]
    [TestCase("ImpactDecayNs")]
    [TestCase("PrintShare")]
    public void ShouldNameTheAssumptionThatIsOutOfRange(string key)
    {
        var options = new RecordedFillOptions();
        RecordedFillOptions bad = key switch
        {
            "OrderLatencyNs" => options with { OrderLatencyNs = -1 },
            "ReportLatencyNs" => options with { ReportLatencyNs = options.FeedLatencyNs - 1 },
            "FeedLatencyNs" => options with { FeedLatencyNs = -1 },
            "TakenMemoryNs" => options with { TakenMemoryNs = -1 },
            "ImpactCoefficient" => options with { ImpactCoefficient = double.NaN },
            "ImpactDecayNs" => options with { ImpactDecayNs = 0 },
            _ => options with { PrintShare = 1.1 },
        };
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => bad.Validated())!;

        Assert.That(error.Id, Is.EqualTo("ER7130"));
        Assert.That(error.Message, Does.Contain(key));
    }

    private static ChildOrder Order(long id, long sentNs) => new()
    {
        Id = new ChildOrderId(id),
        Side = Side.Buy,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.ImmediateOrCancel,
        Quantity = 300,
        LimitPrice = new Price(10_000_000_000),
        SendTimeNs = sentNs,
    };

    private void Packet(long atUs, ulong session, Func<MemoirDepthEncoder, bool> write)
    {
        Play(atUs);
        _encoder.Begin(session, _sequence++);
        Assert.That(write(_encoder), Is.True);
        _market.OnPacket(new Datagram { Payload = _encoder.Finish(), ReceiveTimeNs = Start + (atUs * Us), DestinationAddress = Line.Address, DestinationPort = Line.Port });
    }

    private void Play(long toUs)
    {
        long to = Start + (toUs * Us);
        while (_market.AdvanceTo(to))
        {
        }

        while (_market.TryTakeReport(to, out ExecutionReport report))
        {
            _reports.Add(report);
        }
    }
}
