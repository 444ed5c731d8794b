using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Feeds.Memoir;

namespace EdgeRouter.Lab.Faults;

/// <summary>A venue's feed on two lines that lose, reorder and double packets. What both lines lost comes back as a refresh.</summary>
internal sealed class FeedPublisher
{
    private const double LossRate = 0.03;
    private const double BothLossRate = 0.006;
    private const double ReorderRate = 0.03;
    private readonly int _venue;
    private readonly Happenings _happenings;
    private readonly Action<ushort, byte[]> _deliver;
    private DeterministicRandom _random;
    private ulong _sequence = 1;

    public FeedPublisher(int venue, ulong seed, Happenings happenings, Action<ushort, byte[]> deliver)
    {
        _venue = venue;
        _happenings = happenings;
        _deliver = deliver;
        _random = new DeterministicRandom(seed, 100 + (ulong)venue);
    }

    public MemoirDepthEncoder Messages { get; } = new();

    /// <summary>Whether nothing goes wrong any more.</summary>
    public bool IsCalm { get; set; }

    /// <summary>What to do when a packet was lost on both lines.</summary>
    public Action Refresh { get; set; } = () => { };

    public void Begin() => Messages.Begin(1, _sequence);

    public void Publish()
    {
        byte[] payload = Messages.Finish().ToArray();
        _sequence += (ulong)Messages.MessageCount;
        bool isLost = !IsCalm && _random.NextBool(BothLossRate);
        bool a = SendLine(FaultWorld.LineAPort, 20_000, payload, isLost);
        bool b = SendLine(FaultWorld.LineBPort, 45_000, payload, isLost);
        if (!a && !b)
        {
            _happenings.After(200 * TimeUnits.Millisecond, Refresh);
        }
    }

    private bool SendLine(int port, long delayNs, byte[] payload, bool isLost)
    {
        if (isLost || (!IsCalm && _random.NextBool(LossRate)))
        {
            return false;
        }

        long jitter = _random.NextInt32(10_000) + (!IsCalm && _random.NextBool(ReorderRate) ? 400_000 : 0);
        int copies = !IsCalm && _random.NextBool(ReorderRate) ? 2 : 1;
        for (int i = 0; i < copies; i++)
        {
            _happenings.After(delayNs + jitter + (i * 30_000), () => _deliver((ushort)(port + _venue), payload));
        }

        return true;
    }
}
