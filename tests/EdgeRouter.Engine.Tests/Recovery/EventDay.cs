using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Deadlines;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.TestHost;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>A day on which everything happens, by chance, to a router that may die and start again. Market, venues and senders live on without it.</summary>
internal sealed class EventDay : IDisposable
{
    private readonly bool _journalsPackets;
    private readonly StateWriter _scratch = new();
    private readonly List<byte[]> _packets = [];
    private readonly Queue<ExecutionReport> _undelivered = [];
    private DeterministicRandom _random;
    private RouterShard<MemoirDepthProtocol, NoProbe> _shard = null!;
    private RouterLoop<NoProbe> _loop = null!;
    private DayMarket _market = null!;
    private long _lastParent;
    private long _nowNs = DayReference.StartNs;

    public EventDay(ulong seed, IRecordLog log, bool journalsPackets = true)
    {
        _random = new DeterministicRandom(seed, 3);
        _journalsPackets = journalsPackets;
        Log = log;
        Venue = new DayVenue(seed);
    }

    public IRecordLog Log { get; }

    public DayVenue Venue { get; }

    public RouterEngine<NoProbe> Engine => _shard.Engine;

    public RouterLoop<NoProbe> Loop => _loop;

    public JournalingOutput Output { get; private set; } = null!;

    /// <summary>Parents that were acknowledged.</summary>
    public List<long> Accepted { get; } = [];

    /// <summary>Packets in order, for journals without them.</summary>
    public IReadOnlyList<byte[]> Packets => _packets;

    /// <summary>Who scores; one that is never late where it is not said.</summary>
    public ScorerChain? Costs { get; init; }

    public Action? BeforeStep { get; init; }

    public RouterSnapshots? Snapshots { get; init; }

    public long NowNs => _nowNs;

    /// <summary>Called at the end of every input with the last record.</summary>
    public Action<long>? OnBoundary { get; set; }

    public static RouterSetup Setup => DaySetup.Setup;

    public static SessionHeader Header => DaySetup.Header;

    public static ReplayTarget<NoProbe> Target(IRecordLog log)
    {
        var output = new JournalingOutput(log, new SilentGateway());
        var shard = new RouterShard<MemoirDepthProtocol, NoProbe>(Setup, output, default);
        return new ReplayTarget<NoProbe>(shard.Engine, output, shard);
    }

    public void Start()
    {
        Build();
        Output.BeginSession(Header);
        OpenMarket();
    }

    /// <summary>A new process: what it knows is in the journal.</summary>
    public RecoveryResult Restart(Action<State.RouterState, RecoveryResult>? look = null)
    {
        _shard.Dispose();
        Build();
        RecoveryResult recovered = Fold(((MemoryLog)Log).Records, Engine.State);
        recovered = _journalsPackets ? recovered : recovered with { InputCount = _packets.Count };
        look?.Invoke(Engine.State, recovered);
        Venue.Asked.Clear();
        Engine.Resume(recovered, _nowNs, () => Output.BeginSession(Header with { StartTimeNs = _nowNs }));
        _loop.Settle();
        OpenMarket();
        return recovered;
    }

    public static RecoveryResult Fold(IEnumerable<byte[]> records, State.RouterState state)
    {
        var fold = new StateFold(state);
        long count = 0;
        foreach (byte[] record in records)
        {
            Assert.That(ProtocolReader.Dispatch(record, ref fold), Is.EqualTo(ProtocolReadResult.Ok));
            count++;
        }

        return new RecoveryResult(0, count, count, fold.InputCount, 0);
    }

    public ulong Hash() => Engine.State.HashWith(_scratch);

    public void Play(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            _nowNs += _random.NextInt32(50) == 0 ? TimeUnits.Second : _random.NextInt32((int)(15 * TimeUnits.Millisecond));
            Did(() => _loop.Advance(_nowNs));
            while (_undelivered.TryDequeue(out ExecutionReport report))
            {
                Deliver(report);
            }

            BeforeStep?.Invoke();
            Step();
            Venue.Answer(Deliver, _nowNs);
        }
    }

    /// <summary>Ends the session and lets the venues finish.</summary>
    public void Finish()
    {
        Venue.IsKind = true;
        Control(ControlKind.EndOfSession, 0);
        for (int i = 0; i < 40; i++)
        {
            _nowNs += 500 * TimeUnits.Millisecond;
            Did(() => _loop.Advance(_nowNs));
            Venue.Answer(Deliver, _nowNs);
        }

        Output.EndSession();
    }

    public void Dispose() => _shard?.Dispose();

    private void Build()
    {
        Output = new JournalingOutput(Log, Venue);
        _shard = new RouterShard<MemoirDepthProtocol, NoProbe>(Setup, Output, default);
        ScorerChain costs = Costs ?? new ScorerChain([ScorerLink.Of(new RowNumberScorer())], long.MaxValue, new ManualTicks());
        _loop = new RouterLoop<NoProbe>(_shard.Engine, Output, costs, null, _journalsPackets, Snapshots);
    }

    // A process that starts sees the feeds from their start.
    private void OpenMarket()
    {
        _market = new DayMarket(OnPacket);
        _market.Open(_nowNs);
    }

    private void OnPacket(Datagram datagram)
    {
        _packets.Add(DayMarket.Pack(datagram));
        _loop.OnPacket(datagram);
        OnBoundary?.Invoke(Log.NextSequence - 1);
    }

    private void Did(Action input)
    {
        input();
        OnBoundary?.Invoke(Log.NextSequence - 1);
    }

    // As the gateway does: what the router did not take is given again.
    private void Deliver(ExecutionReport report)
    {
        _undelivered.Enqueue(report);
        Did(() => _loop.OnExecutionReport(report with { ReceiveTimeNs = _nowNs }));
        _undelivered.Dequeue();
    }

    private void Step()
    {
        switch (_random.NextInt32(12))
        {
            case < 4:
                _market.Move(ref _random, _nowNs);
                break;
            case < 8:
                Parent();
                break;
            case 8:
                Did(() => _loop.OnParentCancel(new ParentOrderId(_lastParent - _random.NextInt32(4)), _nowNs));
                break;
            case 9:
                Replace();
                break;
            case 10:
                Configure();
                break;
            default:
                RandomControl();
                break;
        }
    }

    private void Parent()
    {
        bool isBuy = _random.NextBool(0.5);
        int kind = _random.NextInt32(6);
        var order = new ParentOrder
        {
            Id = new ParentOrderId(++_lastParent),
            InstrumentId = new InstrumentId(_random.NextInt32(8) == 0 ? 1 : 0),
            Side = isBuy ? Side.Buy : Side.Sell,
            Type = kind switch { 0 => OrderType.Market, 1 => OrderType.PrimaryPeg, 2 => OrderType.MidpointPeg, _ => OrderType.Limit },
            LimitPrice = new Price((kind == 0 ? 0 : isBuy ? 10_003 - _random.NextInt32(6) : 9_997 + _random.NextInt32(6)) * 10_000_000L),
            PermittedActions = _random.NextInt32(3) switch { 0 => RouteActions.Take, 1 => RouteActions.Aggressive, _ => (RouteActions)7 },
            Instructions = _random.NextInt32(5) == 0 ? RoutingInstructions.Conditional : RoutingInstructions.None,
            TimeInForce = _random.NextInt32(5) switch { 0 => TimeInForce.ImmediateOrCancel, 1 => TimeInForce.GoodTillDate, _ => TimeInForce.Day },
            Quantity = 100 * (1 + _random.NextInt32(15)),
            ArrivalTimeNs = _nowNs,
            ExpireTimeNs = _nowNs + (100 * TimeUnits.Millisecond),
            HorizonNs = _random.NextInt32(4) == 0 ? 60 * TimeUnits.Millisecond : 0,
            UrgencyPercent = (byte)_random.NextInt32(101),
            PolicyId = (byte)_random.NextInt32(9),
            ClientId = _random.NextInt32(3),
            BeneficialOwner = _random.NextInt32(2),
        };
        Did(() =>
        {
            if (_loop.OnParentOrder(order with { ExpireTimeNs = order.TimeInForce == TimeInForce.GoodTillDate ? order.ExpireTimeNs : 0 }) == RejectReason.None)
            {
                Accepted.Add(order.Id.Value);
            }
        });
    }

    private void Replace()
    {
        var replace = new ParentReplace
        {
            ParentId = new ParentOrderId(Math.Max(1, _lastParent - _random.NextInt32(4))),
            ReplaceId = _random.NextInt32(1000),
            Quantity = 100 * (1 + _random.NextInt32(15)),
            LimitPrice = new Price((9_998 + _random.NextInt32(5)) * 10_000_000L),
            UrgencyPercent = 50,
            ExpireTimeNs = _nowNs + (80 * TimeUnits.Millisecond),
            TimeNs = _nowNs,
        };
        Did(() => _loop.OnParentReplace(replace));
    }

    private void Configure()
    {
        int version = 1 + _random.NextInt32(5);
        switch (_random.NextInt32(8))
        {
            case 0:
                Did(() => _loop.TryConfigure(ConfigurationKind.ReferenceData, DayReference.File(version), _nowNs, out _));
                break;
            case 1:
                byte[] limits = RiskLimitsJson.Format(new RiskLimits { OrderQuantityMax = 900 + (100 * version) });
                Did(() => _loop.TryConfigure(ConfigurationKind.RiskLimits, limits, _nowNs, out _));
                break;
            case 2:
                Did(() => _loop.TryConfigure(ConfigurationKind.RiskLimits, "{ nonsense"u8, _nowNs, out _));
                break;
            case 3:
                byte[] day = Engine.State.Venues.Save(Engine.Universe);
                Did(() => _loop.TryConfigure(ConfigurationKind.VenueStatistics, day, _nowNs, out _));
                break;
            default:
                break;
        }
    }

    private void RandomControl()
    {
        switch (_random.NextInt32(14))
        {
            case 0:
                Control(ControlKind.KillSwitchOn, 0);
                Venue.Answer(Deliver, _nowNs);
                Control(ControlKind.KillSwitchOff, 0);
                break;
            case 1:
                Control(ControlKind.VenueKillOn, 1);
                Control(ControlKind.VenueKillOff, 1);
                break;
            case 2:
                Control(ControlKind.ClientKillOn, 0);
                Control(ControlKind.ClientKillOff, 0);
                break;
            case 3:
                Control(ControlKind.SelfHelpDeclare, 3);
                break;
            case 4:
                Control(ControlKind.SelfHelpRevoke, 3);
                break;
            case 5:
                Control(ControlKind.LinkDown, 0);
                break;
            case 6:
                Control(ControlKind.LinkUp, 0);
                break;
            case 7:
                Control(ControlKind.VenueDisable, 2);
                break;
            case 8:
                Control(ControlKind.VenueEnable, 2);
                break;
            default:
                break;
        }
    }

    private void Control(ControlKind kind, int venue) =>
        Did(() => _loop.OnControl(new ControlInput { Kind = kind, VenueId = new VenueId((byte)venue), ClientId = 1, TimeNs = _nowNs }));

    private sealed class RowNumberScorer : IRowScorer
    {
        public string Name => "row";

        public void Score(ReadOnlySpan<float> rows, int rowCount, int featureCount, Span<long> fillRaw, Span<long> costRaw, Span<long> completionRaw)
        {
            for (int i = 0; i < rowCount; i++)
            {
                fillRaw[i] = 1 << 20;
                costRaw[i] = i << 19;
                completionRaw[i] = 5 << 20;
            }
        }
    }

    private sealed class ManualTicks : ITickCounter
    {
        public long Ticks => 0;

        public double NsPerTick => 1.0;
    }
}
