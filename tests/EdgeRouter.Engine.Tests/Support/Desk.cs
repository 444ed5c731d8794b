using System.Text;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Feeds.Memoir;

namespace EdgeRouter.Engine.Tests.Support;

/// <summary>A real router shard on four venues, driven by hand: LITA and LITB (lit), DARK (midpoint) and LITC (lit, empty until somebody quotes there).
/// Two instruments of one-cent ticks and lots of 100; every venue numbers them 7 and 8.</summary>
internal sealed class Desk<TProbe> : IDisposable
    where TProbe : struct, IStageProbe
{
    private readonly MemoirDepthEncoder[] _encoders = [new(), new(), new(), new()];
    private readonly ulong[] _sequences = [1, 1, 1, 1];

    public Desk(IEngineOutput output, TProbe probe, Func<RouterSetup, RouterSetup>? change = null)
    {
        RouterSetup setup = Setup();
        Shard = new RouterShard<MemoirDepthProtocol, TProbe>(change?.Invoke(setup) ?? setup, output, probe);
    }

    public RouterShard<MemoirDepthProtocol, TProbe> Shard { get; }

    public RouterEngine<TProbe> Engine => Shard.Engine;

    public long NowNs { get; set; } = Desk.StartNs;

    public static RouterSetup Setup() => new()
    {
        Universe = Desk.Universe,
        Feeds = [.. Enumerable.Range(0, 4).Select(v => new VenueFeed(new VenueId((byte)v), new FeedEndpoint(0, (ushort)(15_001 + v)), default))],
        Policy = "best-price",
        Engine = new EngineOptions { ParentCapacity = 4, ChildCapacity = 64, TimerCapacity = 1024, MarkCapacity = 512 },
    };

    /// <summary>Both instruments announced and trading at all venues; AAA is 99.99 × 100.01 at LITA (200, 300) and LITB (100, 400).</summary>
    public void OpenMarket()
    {
        for (int venue = 0; venue < 4; venue++)
        {
            Begin(venue);
            _encoders[venue].TryAddInstrument(new InstrumentAnnouncement { SecurityId = 7, Symbol = "AAA"u8, RoundLot = 100 }, new Price(Desk.Cent));
            _encoders[venue].TryAddInstrument(new InstrumentAnnouncement { SecurityId = 8, Symbol = "BBB"u8, RoundLot = 100 }, new Price(Desk.Cent));
            _encoders[venue].TryAdd(new StatusUpdate(7, TradingStatus.Trading, 1));
            _encoders[venue].TryAdd(new StatusUpdate(8, TradingStatus.Trading, 1));
            Send(venue);
        }

        Add(0, 1, Side.Buy, 9999, 200);
        Add(0, 2, Side.Sell, 10001, 300);
        Add(1, 3, Side.Buy, 9999, 100);
        Add(1, 4, Side.Sell, 10001, 400);
    }

    public void Add(int venue, ulong order, Side side, long cents, long quantity, long security = 7)
    {
        Begin(venue);
        _encoders[venue].TryAdd(new OrderAdded(security, order, side, new Price(cents * Desk.Cent), quantity, NowNs));
        Send(venue);
    }

    public void Delete(int venue, ulong order, long security = 7)
    {
        Begin(venue);
        _encoders[venue].TryAdd(new OrderDeleted(security, order, NowNs));
        Send(venue);
    }

    public void SetStatus(int venue, TradingStatus status)
    {
        Begin(venue);
        _encoders[venue].TryAdd(new StatusUpdate(7, status, NowNs));
        Send(venue);
    }

    /// <summary>Loses one packet of a venue: nine more show that it will not come.</summary>
    public void LosePacket(int venue)
    {
        _sequences[venue]++;
        for (ulong i = 0; i < 10; i++)
        {
            Add(venue, 1000 + i, Side.Buy, 9000, 100);
        }
    }

    public RejectReason Parent(
        long id, long quantity, Side side = Side.Buy, long limitCents = 0, RouteActions actions = RouteActions.Take, long horizonNs = 0, bool decide = true)
    {
        RejectReason reason = Engine.OnParentOrder(Desk.Order(id, quantity, side, limitCents) with
        {
            ArrivalTimeNs = NowNs,
            PermittedActions = actions,
            HorizonNs = horizonNs,
        });
        if (decide)
        {
            DecideAll();
        }

        return reason;
    }

    /// <summary>Who scores; empty: nobody. Scores are made of the row's number.</summary>
    public string Scorer { get; set; } = string.Empty;

    public void DecideAll()
    {
        while (Engine.TryPrepare(out DecisionRequest request))
        {
            for (int i = 0; i < request.RowCount; i++)
            {
                request.CostRaw[i] = i << 21;
                request.CompletionRaw[i] = -i << 22;
            }

            Engine.Decide(request, Scoring.By(Scorer));
        }
    }

    public void Report(in ExecutionReport report)
    {
        Engine.OnExecutionReport(report with { ReceiveTimeNs = NowNs });
        DecideAll();
    }

    public void Tick(long stepNs)
    {
        NowNs += stepNs;
        Engine.OnTimer(NowNs);
        DecideAll();
    }

    public void Control(ControlKind kind, int venue = 0)
    {
        Engine.OnControl(new ControlInput { Kind = kind, VenueId = new VenueId((byte)venue), TimeNs = NowNs });
        DecideAll();
    }

    /// <summary>As above, with all that the input can say.</summary>
    public bool Control(in ControlInput input)
    {
        bool isTaken = Engine.OnControl(input with { TimeNs = NowNs });
        DecideAll();
        return isTaken;
    }

    public RejectReason Submit(in ParentOrder order)
    {
        RejectReason reason = Engine.OnParentOrder(order with { ArrivalTimeNs = NowNs });
        DecideAll();
        return reason;
    }

    public RejectReason Cancel(long id)
    {
        RejectReason reason = Engine.OnParentCancel(new ParentOrderId(id), NowNs);
        DecideAll();
        return reason;
    }

    public RejectReason Replace(long id, long quantity, long limitCents, long replaceId = 1, long expireTimeNs = 0, long minimumQuantity = 0)
    {
        RejectReason reason = Engine.OnParentReplace(new ParentReplace
        {
            ParentId = new ParentOrderId(id),
            ReplaceId = replaceId,
            Quantity = quantity,
            LimitPrice = new Price(limitCents * Desk.Cent),
            MinimumQuantity = minimumQuantity,
            ExpireTimeNs = expireTimeNs,
            TimeNs = NowNs,
        });
        DecideAll();
        return reason;
    }

    public bool Configure(ConfigurationKind kind, string content, out string problem)
    {
        bool isTaken = Engine.OnConfiguration(kind, Encoding.UTF8.GetBytes(content), NowNs, out problem);
        DecideAll();
        return isTaken;
    }

    /// <summary>What is shown at 100.01 is gone, and this is shown at another price instead (0 = nothing).</summary>
    public void MoveOffer(long cents, int venue = 0, long quantity = 300)
    {
        Delete(0, 2);
        Delete(1, 4);
        if (cents > 0)
        {
            Add(venue, 20, Side.Sell, cents, quantity);
        }

        DecideAll();
    }

    public void Dispose() => Shard.Dispose();

    private void Begin(int venue) => _encoders[venue].Begin(1, _sequences[venue]);

    private void Send(int venue)
    {
        ReadOnlySpan<byte> payload = _encoders[venue].Finish();
        _sequences[venue] += (ulong)_encoders[venue].MessageCount;
        Engine.OnPacket(new Datagram { Payload = payload, DestinationPort = (ushort)(15_001 + venue), ReceiveTimeNs = NowNs });
    }
}

internal static class Desk
{
    public const long Cent = 10_000_000;
    public const long StartNs = 1_000 * TimeUnits.Second;

    public static readonly InstrumentId Aaa = new(0);

    /// <summary>A new one each time: reference data switch a running one.</summary>
    public static Universe Universe => new(
        [new Instrument { Id = new InstrumentId(0), Symbol = "AAA" }, new Instrument { Id = new InstrumentId(1), Symbol = "BBB" }],
        [
            new Venue { Id = new VenueId(0), Name = "LITA", Kind = VenueKind.Lit, StaticRank = 2, TakerFeeNanos = 3_000_000 },
            new Venue { Id = new VenueId(1), Name = "LITB", Kind = VenueKind.Lit, StaticRank = 3, TakerFeeNanos = 2_000_000 },
            new Venue { Id = new VenueId(2), Name = "DARK", Kind = VenueKind.Midpoint, StaticRank = 1 },
            new Venue { Id = new VenueId(3), Name = "LITC", Kind = VenueKind.Lit, StaticRank = 4 },
        ]);

    public static ParentOrder Order(long id, long quantity, Side side = Side.Buy, long limitCents = 0) => new()
    {
        Id = new ParentOrderId(id),
        InstrumentId = Aaa,
        Side = side,
        Type = limitCents == 0 ? OrderType.Market : OrderType.Limit,
        LimitPrice = new Price(limitCents * Cent),
        Quantity = quantity,
        PermittedActions = RouteActions.Take,
        ArrivalTimeNs = StartNs,
    };

    public static ExecutionReport Fill(in ChildOrder child, ulong execution, long quantity, long cumulative) => new()
    {
        ChildId = child.Id,
        VenueId = child.VenueId,
        Type = ExecutionType.Trade,
        State = cumulative >= child.Quantity ? ChildOrderState.Filled : ChildOrderState.PartiallyFilled,
        ExecutionId = execution,
        LastQuantity = quantity,
        LastPrice = child.LimitPrice,
        CumulativeQuantity = cumulative,
        LeavesQuantity = Math.Max(0, child.Quantity - cumulative),
        FeeNanos = 3_000_000 * quantity,
    };

    public static ExecutionReport Cancelled(in ChildOrder child, long cumulative = 0) => new()
    {
        ChildId = child.Id,
        VenueId = child.VenueId,
        Type = ExecutionType.Cancelled,
        State = ChildOrderState.Cancelled,
        CumulativeQuantity = cumulative,
    };

    public static ExecutionReport New(in ChildOrder child) => new()
    {
        ChildId = child.Id,
        VenueId = child.VenueId,
        Type = ExecutionType.New,
        State = ChildOrderState.New,
        LeavesQuantity = child.Quantity,
    };

    public static ExecutionReport Rejected(in ChildOrder child, RejectReason reason = RejectReason.VenueRejected) => new()
    {
        ChildId = child.Id,
        VenueId = child.VenueId,
        Type = ExecutionType.Rejected,
        State = ChildOrderState.Rejected,
        RejectReason = reason,
    };

    public static string Text(in ChildOrder child) =>
        $"{Universe[child.VenueId].Name} {child.Quantity}@{child.LimitPrice.Nanos / Cent}";

    public static string Ascii(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text);
}
