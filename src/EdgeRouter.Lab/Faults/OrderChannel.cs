using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Lab.Faults;

/// <summary>The way from the router to one venue: in order, delayed, and cut off at any moment, when only the first of what is on its way arrives.</summary>
internal sealed class OrderChannel
{
    private readonly Happenings _happenings;
    private readonly List<long> _cutsNs = [];
    private readonly long _latencyNs;
    private DeterministicRandom _random;
    private long _lastNs;

    public OrderChannel(int venue, ulong seed, Happenings happenings, long latencyNs)
    {
        _happenings = happenings;
        _latencyNs = latencyNs;
        _random = new DeterministicRandom(seed, 300 + (ulong)venue);
    }

    public bool IsUp { get; private set; } = true;

    public void Push(long notBeforeNs, Action arrive, Action lose)
    {
        if (!IsUp)
        {
            lose();
            return;
        }

        long sentNs = Math.Max(_happenings.NowNs, notBeforeNs);
        long arrivalNs = _lastNs = Math.Max(_lastNs, sentNs + _latencyNs + _random.NextInt32(50_000));
        int epoch = _cutsNs.Count;
        _happenings.At(arrivalNs, () =>
        {
            bool isLost = epoch < _cutsNs.Count && arrivalNs > _cutsNs[epoch];
            (isLost ? lose : arrive)();
        });
    }

    public void Disconnect()
    {
        IsUp = false;
        _cutsNs.Add(_happenings.NowNs + _random.NextInt32((int)(2 * _latencyNs)));
    }

    public void Connect() => IsUp = true;
}
