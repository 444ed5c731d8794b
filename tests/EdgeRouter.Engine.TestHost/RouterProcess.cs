using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.TestHost;

using Host = RouterHost<MemoirDepthProtocol, NoProbe>;

/// <summary>A router on a journal, with market, senders and venues in the same process; what must outlive it stands in files and on stdout.</summary>
public sealed class RouterProcess : IDisposable
{
    public const ulong JournalId = 9;
    private readonly FileVenueLog _log;
    private readonly StateWriter _scratch = new();
    private readonly ManualClock _clock = new();
    private readonly DayMarket _market;
    private readonly Queue<ExecutionReport> _undelivered = [];
    private DeterministicRandom _random;
    private long _lastParent;

    public RouterProcess(JournalOptions journal, string venueLog, int life)
    {
        _log = new FileVenueLog(venueLog);
        Venue = new FileVenue(_log, (ulong)life);
        _random = new DeterministicRandom((ulong)life, 3);
        _clock.NowNs = DayReference.StartNs + (life * 60 * TimeUnits.Second);
        _lastParent = life * 1_000_000L;
        Host = Host.Start(
            new RouterHostOptions
            {
                Setup = DaySetup.Setup,
                Journal = journal,
                Session = DaySetup.Header,
                JournalsPackets = true,
                SnapshotIntervalRecords = 500,
            },
            Venue,
            _clock,
            default);
        _market = new DayMarket((Datagram d) => Host.Loop.OnPacket(d));
        _market.Open(_clock.NowNs);
    }

    public Host Host { get; }

    public FileVenue Venue { get; }

    public long NowNs => _clock.NowNs;

    public ulong Hash => Host.Shard.State.HashWith(_scratch);

    /// <summary>Parents that were acknowledged are said on stdout, and now and then the state's hash behind a committed record.</summary>
    public static void Say(string what, params IEnumerable<object> values) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {string.Join(' ', values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v}")))}"));

    public void Step()
    {
        _clock.NowNs += _random.NextInt32((int)(8 * TimeUnits.Millisecond));
        Host.Loop.Advance(NowNs);
        while (_undelivered.TryDequeue(out ExecutionReport report))
        {
            Deliver(report);
        }

        switch (_random.NextInt32(10))
        {
            case < 5:
                _market.Move(ref _random, NowNs);
                break;
            case < 8:
                (long id, RejectReason reason) = SendParent(100 * (1 + _random.NextInt32(12)));
                Say(reason == RejectReason.None ? "accepted" : "refused", id, reason);

                break;
            case 8:
                CancelSome();
                break;
            default:
                Host.Loop.SaveWhenDue();
                Host.Loop.OnControl(new ControlInput { Kind = ControlKind.VenueEnable, VenueId = new VenueId((byte)_random.NextInt32(4)), TimeNs = NowNs });
                break;
        }

        Venue.Answer(_undelivered.Enqueue, NowNs);
    }

    public (long Id, RejectReason Reason) SendParent(long quantity)
    {
        bool isBuy = _random.NextBool(0.5);
        var order = new ParentOrder
        {
            Id = new ParentOrderId(++_lastParent),
            InstrumentId = new InstrumentId(_random.NextInt32(8) == 0 ? 1 : 0),
            Side = isBuy ? Side.Buy : Side.Sell,
            Type = OrderType.Limit,
            LimitPrice = new Price((isBuy ? 10_003 - _random.NextInt32(4) : 9_997 + _random.NextInt32(4)) * 10_000_000L),
            PermittedActions = _random.NextBool(0.5) ? RouteActions.Take : (RouteActions)7,
            TimeInForce = _random.NextInt32(4) == 0 ? TimeInForce.ImmediateOrCancel : TimeInForce.Day,
            Quantity = quantity,
            ArrivalTimeNs = NowNs,
            HorizonNs = _random.NextInt32(4) == 0 ? 200 * TimeUnits.Millisecond : 0,
            UrgencyPercent = 50,
            PolicyId = (byte)(1 + _random.NextInt32(2)),
        };
        return (_lastParent, Host.Loop.OnParentOrder(order));
    }

    // Any that is remembered, of this process or an earlier one, ended or not.
    private void CancelSome()
    {
        int slot = _random.NextInt32(Host.Shard.State.Parents.Capacity);
        if (Host.Shard.State.Parents.IsUsed(slot))
        {
            Cancel(Host.Shard.State.Parents.IdOf(slot));
        }
    }

    public RejectReason Cancel(long id) => Host.Loop.OnParentCancel(new ParentOrderId(id), NowNs);

    public void Deliver(ExecutionReport report) => Host.Loop.OnExecutionReport(report with { ReceiveTimeNs = NowNs });

    /// <summary>A packet that changes nothing but the journal's length.</summary>
    public void Quote() => _market.Move(ref _random, NowNs);

    public void SayHash()
    {
        if (Host.Output.TryCommit())
        {
            Say("hash", Host.Output.LastSequence, Hash);
        }
    }

    /// <summary>Ends the session and lets the venues finish.</summary>
    public void Finish()
    {
        Venue.IsKind = true;
        Host.Loop.OnControl(new ControlInput { Kind = ControlKind.EndOfSession, TimeNs = NowNs });
        for (int i = 0; i < 60; i++)
        {
            Venue.Answer(_undelivered.Enqueue, NowNs);
            while (_undelivered.TryDequeue(out ExecutionReport report))
            {
                Deliver(report);
            }

            _clock.NowNs += 100 * TimeUnits.Millisecond;
            Host.Loop.Advance(NowNs);
        }

        SayHash();
        Host.End();
    }

    public void Dispose()
    {
        Host.Dispose();
        _log.Dispose();
    }
}
