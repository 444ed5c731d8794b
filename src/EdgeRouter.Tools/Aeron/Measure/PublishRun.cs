using EdgeRouter.Aeron.Client;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>Sends numbered messages, as many as go or at a rate.</summary>
public sealed class PublishRun
{
    private const int MessagesBetweenWork = 64;
    private readonly AeronSession _session;
    private readonly MeasureOptions _options;
    private readonly ExclusivePublication _publication;
    private readonly CancellationToken _cancellation;
    private readonly ITickCounter _ticks;
    private readonly Pulse _report;
    private long _firstTicks;
    private long _backPressureCount;
    private long _notConnectedCount;
    private long _sent;

    /// <summary>A run.</summary>
    /// <param name="session">Where it runs.</param>
    /// <param name="options">What is sent.</param>
    /// <param name="publication">Where to.</param>
    /// <param name="cancellation">Ends it early.</param>
    public PublishRun(AeronSession session, MeasureOptions options, ExclusivePublication publication, CancellationToken cancellation)
    {
        _session = session;
        _options = options;
        _publication = publication;
        _cancellation = cancellation;
        _ticks = session.Options.Ticks;
        _report = new Pulse(_ticks);
    }

    /// <summary>Sends until the count is reached or it is ended. With a rate, a message bears the time at which it was due, so that a stall shows in the age of
    /// all messages that it held up.</summary>
    /// <param name="progress">Told of what was done so far, every second, also while nothing goes.</param>
    /// <exception cref="EdgeRouterException">ER2283: nobody listens, or has not for as long as anything is waited for. ER2281: the publication was closed.</exception>
    public PublishResult Run(Action<PublishResult> progress)
    {
        if (!_session.WaitUntil(() => _publication.IsConnected, _cancellation))
        {
            throw NobodyListens();
        }

        byte[] message = new byte[_options.SizeBytes];
        double gapTicks = _options.RatePerSecond > 0 ? TimeUnits.Second / _options.RatePerSecond / _ticks.NsPerTick : 0;
        _firstTicks = _ticks.Ticks;
        while ((_options.Count == 0 || _sent < _options.Count) && !_cancellation.IsCancellationRequested)
        {
            if (_sent % MessagesBetweenWork == 0)
            {
                _ = Work(progress);
            }

            long lateNs = gapTicks > 0 ? AwaitDue(_firstTicks + (long)(_sent * gapTicks), progress) : 0;
            MeasureMessage.Write(message, _sent, _session.Options.Clock.NowNs - lateNs);
            _sent += Send(message, progress) ? 1 : 0;
        }

        return ResultNow();
    }

    private PublishResult ResultNow() =>
        new(_sent, _sent * _options.SizeBytes, (long)((_ticks.Ticks - _firstTicks) * _ticks.NsPerTick), _backPressureCount, _notConnectedCount);

    private int Work(Action<PublishResult> progress)
    {
        if (_report.IsDue())
        {
            progress(ResultNow());
        }

        return _session.DoWork();
    }

    private long AwaitDue(long dueTicks, Action<PublishResult> progress)
    {
        long now;
        while ((now = _ticks.Ticks) < dueTicks && !_cancellation.IsCancellationRequested)
        {
            if (Work(progress) == 0)
            {
                _ = Thread.Yield();
            }
        }

        return (long)((now - dueTicks) * _ticks.NsPerTick);
    }

    private bool Send(byte[] message, Action<PublishResult> progress)
    {
        long? giveUpTicks = null;
        long result;
        while ((result = _publication.Offer(message)) < 0 && !_cancellation.IsCancellationRequested)
        {
            switch (result)
            {
                case OfferResult.BackPressured:
                    _backPressureCount++;
                    break;
                case OfferResult.NotConnected:
                    _notConnectedCount++;
                    giveUpTicks = GiveUpTicks(giveUpTicks);
                    break;
                case OfferResult.AdminAction:
                    break;
                default:
                    throw EdgeRouterException.Environment("ER2281", $"the publication on {_publication.Channel} takes no more: {OfferResult.Name(result)}");
            }

            _ = Work(progress);
        }

        return result > 0;
    }

    private long GiveUpTicks(long? giveUpTicks)
    {
        long now = _ticks.Ticks;
        return now < (giveUpTicks ?? long.MaxValue) ? giveUpTicks ?? now + (long)(_session.Options.TimeoutNs / _ticks.NsPerTick) : throw NobodyListens();
    }

    private EdgeRouterException NobodyListens() => EdgeRouterException.Environment(
        "ER2283",
        $"nobody listens on {_options.Channel}, stream {_options.StreamId}: start 'edgerouter aeron subscribe' with the same --channel, --stream and --dir");
}
