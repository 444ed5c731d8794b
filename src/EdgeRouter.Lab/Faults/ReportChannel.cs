using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Faults;

/// <summary>The way from one venue to the router: delays, repeats, reorders, and holds back what the line lost until it is sent again. Nothing is lost for
/// ever: sessions resend.</summary>
internal sealed class ReportChannel
{
    private const double DelayRate = 0.04;
    private const double LossRate = 0.01;
    private const double RepeatRate = 0.05;
    private const double ContradictionRate = 0.02;
    private readonly Happenings _happenings;
    private readonly List<ExecutionReport> _held = [];
    private readonly Action<ExecutionReport> _deliver;
    private readonly bool _contradicts;
    private DeterministicRandom _random;
    private long _lastNs;
    private long _silentUntilNs;
    private bool _isUp = true;

    public ReportChannel(int venue, ulong seed, Happenings happenings, Action<ExecutionReport> deliver)
    {
        _happenings = happenings;
        _deliver = deliver;
        _contradicts = seed % 4 == 3;
        _random = new DeterministicRandom(seed, 400 + (ulong)venue);
    }

    public bool IsCalm { get; set; }

    /// <summary>Nothing is heard of the venue until then.</summary>
    public void Silence(long untilNs) => _silentUntilNs = Math.Max(_silentUntilNs, untilNs);

    public void Disconnect() => _isUp = false;

    public void Connect()
    {
        _isUp = true;
        foreach (ExecutionReport report in _held)
        {
            Send(report);
        }

        _held.Clear();
    }

    public void Send(ExecutionReport report)
    {
        long atNs = Math.Max(Math.Max(_silentUntilNs, _lastNs), _happenings.NowNs + 50_000 + _random.NextInt32(100_000));
        if (!IsCalm && _random.NextBool(DelayRate))
        {
            atNs += _random.NextInt32((int)(20 * TimeUnits.Millisecond));
        }
        else if (!IsCalm && _random.NextBool(LossRate))
        {
            atNs += (300 + _random.NextInt32(1500)) * TimeUnits.Millisecond;
        }
        else
        {
            _lastNs = atNs;
        }

        _happenings.At(atNs, () => Arrive(report));
        if (!IsCalm && _random.NextBool(RepeatRate))
        {
            _happenings.At(atNs + _random.NextInt32((int)TimeUnits.Millisecond), () => Arrive(report));
        }
    }

    private void Arrive(in ExecutionReport report)
    {
        if (!_isUp)
        {
            _held.Add(report);
            return;
        }

        _deliver(report);
        if (_contradicts && !IsCalm && report.ExecutionId != 0 && _random.NextBool(ContradictionRate))
        {
            ExecutionReport copy = Contradict(report);
            _happenings.After(_random.NextInt32((int)TimeUnits.Millisecond), () => _deliver(copy));
        }
    }

    // What no sound venue says. None of it may move a share.
    private ExecutionReport Contradict(in ExecutionReport report) => _random.NextInt32(5) switch
    {
        0 => report with { LastQuantity = report.LastQuantity + 100 },
        1 => report with { ChildId = new Core.Domain.ChildOrderId(report.ChildId.Value + 1_000_000) },
        2 => report with { VenueId = new Core.Domain.VenueId((byte)((report.VenueId.Value + 1) % FaultWorld.VenueCount)) },
        3 => report with { ExecutionId = report.ExecutionId + 1_000_000_000, Type = ExecutionType.Trade, LastQuantity = -report.LastQuantity },
        _ => report with { ExecutionId = report.ExecutionId + 2_000_000_000, Type = (ExecutionType)200 },
    };
}
