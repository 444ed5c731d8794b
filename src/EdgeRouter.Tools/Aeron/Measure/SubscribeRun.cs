using EdgeRouter.Aeron.Client;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>Takes numbered messages and checks that none is missing, doubled, out of order or changed.</summary>
public sealed class SubscribeRun
{
    private const int FragmentsAPoll = 64;
    private const int PollsBetweenWork = 16;
    private readonly AeronSession _session;
    private readonly long _count;
    private readonly Subscription _subscription;
    private readonly CancellationToken _cancellation;
    private readonly Tally _tally;

    /// <summary>A run.</summary>
    /// <param name="session">Where it runs.</param>
    /// <param name="count">Messages to take; 0 = until it is ended.</param>
    /// <param name="subscription">Where they come from.</param>
    /// <param name="cancellation">Ends it.</param>
    public SubscribeRun(AeronSession session, long count, Subscription subscription, CancellationToken cancellation)
    {
        _session = session;
        _count = count;
        _subscription = subscription;
        _cancellation = cancellation;
        _tally = new Tally(session.Options.Clock, session.Options.Ticks);
    }

    /// <summary>Takes messages until there were enough, all publishers that were there have gone, the driver is gone, or it is ended.</summary>
    /// <param name="progress">Told of what came so far, every second.</param>
    /// <param name="idle">Called when there was nothing.</param>
    public SubscribeResult Run(Action<SubscribeResult> progress, Action<int> idle)
    {
        FragmentAssembler<Receiver> handler = new(new Receiver(_tally));
        Pulse report = new(_session.Options.Ticks);
        int polls = 0;
        while ((_count == 0 || _tally.Count < _count) && !_subscription.IsClosed && !_cancellation.IsCancellationRequested)
        {
            int work = _subscription.Poll(ref handler, FragmentsAPoll);
            if (work == 0 || polls++ % PollsBetweenWork == 0)
            {
                work += _session.DoWork();
                if (report.IsDue())
                {
                    progress(_tally.Result());
                }

                if (work == 0 && _tally.Count > 0 && !_subscription.IsConnected)
                {
                    break;
                }
            }

            idle(work);
        }

        return _tally.Result();
    }

    private readonly struct Receiver(Tally tally) : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => tally.Take(payload, header.SessionId);
    }

    private sealed class Tally(IClock clock, ITickCounter ticks)
    {
        private readonly Dictionary<int, SequenceCheck> _sessions = [];
        private readonly LatencyHistogram _age = new();
        private long _bytes;
        private long _firstTicks;
        private long _lastTicks;

        public long Count { get; private set; }

        public void Take(scoped ReadOnlySpan<byte> message, int sessionId)
        {
            _lastTicks = ticks.Ticks;
            _firstTicks = Count == 0 ? _lastTicks : _firstTicks;
            Count++;
            _bytes += message.Length;
            if (!_sessions.TryGetValue(sessionId, out SequenceCheck? session))
            {
                session = new SequenceCheck();
                _sessions.Add(sessionId, session);
            }

            if (!MeasureMessage.TryRead(message, out long sequence, out long sentNs))
            {
                session.TakeUnnumbered();
                return;
            }

            session.Take(sequence);
            _age.Record(clock.NowNs - sentNs);
        }

        public SubscribeResult Result() => new(
            Count,
            _bytes,
            (long)((_lastTicks - _firstTicks) * ticks.NsPerTick),
            _sessions.Count,
            _sessions.Values.Sum(session => session.LostCount),
            _sessions.Values.Sum(session => session.DisorderCount),
            _sessions.Values.Where(session => session.Count > 0).Sum(session => session.UnnumberedCount),
            _sessions.Values.Where(session => session.Count == 0).Sum(session => session.UnnumberedCount),
            _age);
    }
}
