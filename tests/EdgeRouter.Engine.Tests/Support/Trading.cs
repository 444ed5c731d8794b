using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Engine.Tests.Support;

/// <summary>A gateway that answers by chance: fills, partial fills with a cancel, rejections, repeats, silence. Allocates nothing.</summary>
internal sealed class ChanceVenue(ulong seed) : IOrderGateway
{
    private readonly ChildOrder[] _waiting = new ChildOrder[64];
    private readonly CancelRequest[] _cancels = new CancelRequest[64];
    private DeterministicRandom _random = new(seed, 1);
    private ulong _execution;
    private int _count;
    private int _cancelCount;

    public long SentCount { get; private set; }

    public Action<ChildOrder>? OnSend { get; init; }

    public void Send(in ChildOrder order)
    {
        SentCount++;
        OnSend?.Invoke(order);
        _waiting[_count++] = order;
    }

    public void Cancel(in CancelRequest request) => _cancels[_cancelCount++] = request;

    public void RequestStatus(in StatusRequest request) => QuestionCount++;

    public long QuestionCount { get; private set; }

    public void Answer<TProbe>(Desk<TProbe> desk)
        where TProbe : struct, IStageProbe
    {
        while (_count > 0)
        {
            ChildOrder order = _waiting[--_count];
            double chance = _random.NextDouble();
            if (chance < 0.1)
            {
                desk.Report(new ExecutionReport { ChildId = order.Id, VenueId = order.VenueId, Type = ExecutionType.Rejected, State = ChildOrderState.Rejected, RejectReason = RejectReason.VenueRejected });
            }
            else if (chance < 0.95)
            {
                Fill(desk, order, chance < 0.6 ? order.Quantity : Math.Max(1, order.Quantity / 3));
            }
        }

        while (_cancelCount > 0)
        {
            CancelRequest cancel = _cancels[--_cancelCount];
            desk.Report(new ExecutionReport { ChildId = cancel.ChildId, VenueId = cancel.VenueId, Type = ExecutionType.Cancelled, State = ChildOrderState.Cancelled });
        }
    }

    private void Fill<TProbe>(Desk<TProbe> desk, in ChildOrder order, long quantity)
        where TProbe : struct, IStageProbe
    {
        desk.Report(Desk.New(order));
        ExecutionReport fill = Desk.Fill(order, ++_execution, quantity, quantity);
        desk.Report(fill);
        if (_random.NextBool(0.2))
        {
            desk.Report(fill);
        }

        if (quantity < order.Quantity)
        {
            desk.Report(Desk.Cancelled(order, quantity));
        }
    }
}

/// <summary>A day of trading by chance: quotes come and go, parents of both sides arrive, time passes unevenly, now and then a control.</summary>
internal sealed class Trading<TProbe>(Desk<TProbe> desk, ChanceVenue venue, ulong seed)
    where TProbe : struct, IStageProbe
{
    private DeterministicRandom _random = new(seed, 2);
    private ulong _nextOrder = 10_000;
    private ulong _oldestOrder = 10_000;
    private long _lastParent;

    public void Play(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            desk.NowNs += _random.NextInt32((int)(5 * TimeUnits.Millisecond));
            Step(i);
            desk.Tick(0);
            venue.Answer(desk);
        }
    }

    private void Step(int i)
    {
        if (i % 64 == 8)
        {
            desk.Control(ControlKind.KillSwitchOff);
        }

        switch (_random.NextInt32(4))
        {
            case 0:
                if (_nextOrder - _oldestOrder > 8)
                {
                    desk.Delete((int)(_oldestOrder % 2), _oldestOrder++);
                }

                Side side = _random.NextBool(0.5) ? Side.Buy : Side.Sell;
                long cents = side == Side.Buy ? 9_998 + _random.NextInt32(2) : 10_001 + _random.NextInt32(2);
                desk.Add((int)(_nextOrder % 2), _nextOrder++, side, cents, 100 * (1 + _random.NextInt32(5)));
                break;
            case 1:
                bool isBuy = _random.NextBool(0.5);
                long limit = _random.NextInt32(3) switch { 0 => 0, 1 => isBuy ? 10_001 : 9_999, _ => isBuy ? 10_000 : 10_000 };
                desk.Submit(Desk.Order(++_lastParent, 100 * (1 + _random.NextInt32(9)), isBuy ? Side.Buy : Side.Sell, limit) with
                {
                    PermittedActions = RouteActions.Aggressive,
                    HorizonNs = _lastParent % 2 * 30 * TimeUnits.Millisecond,
                    TimeInForce = _lastParent % 7 == 0 ? TimeInForce.ImmediateOrCancel : TimeInForce.Day,
                });
                break;
            case 2 when i % 64 == 0:
                desk.Control(ControlKind.KillSwitchOn);
                break;
            case 3 when _random.NextBool(0.2):
                desk.Engine.OnParentCancel(new ParentOrderId(_lastParent - _random.NextInt32(3)), desk.NowNs);
                break;
            case 3:
                Replace(i);
                break;
            default:
                break;
        }
    }

    private void Replace(int i)
    {
        desk.Engine.OnParentReplace(new ParentReplace
        {
            ParentId = new ParentOrderId(_lastParent - _random.NextInt32(3)),
            ReplaceId = i,
            Quantity = 100 * _random.NextInt32(12),
            LimitPrice = new Price((9_999 + _random.NextInt32(3)) * Desk.Cent),
            TimeNs = desk.NowNs,
        });
    }
}
