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
    }

    /// <summary>Sends until the count is reached or it is ended.</summary>
    /// <param name="progress">Told of what was done so far, every second.</param>
    /// <exception cref="EdgeRouterException">ER2283: nobody listens. ER2281: the publication was closed.</exception>
    public PublishResult Run(Action<PublishResult> progress)
    {
        if (!_session.WaitUntil(() => _publication.IsConnected, _cancellation))
        {
            throw EdgeRouterException.Environment(
                "ER2283",
                $"nobody listens on {_options.Channel}, stream {_options.StreamId}: start 'edgerouter aeron subscribe' with the same --channel, --stream and --dir");
        }

        byte[] message = new byte[_options.SizeBytes];
        double gapTicks = _options.RatePerSecond > 0 ? TimeUnits.Second / _options.RatePerSecond / _ticks.NsPerTick : 0;
        long first = _ticks.Ticks;
        Pulse report = new(_ticks);
        while ((_options.Count == 0 || _sent < _options.Count) && !_cancellation.IsCancellationRequested)
        {
            if (_sent % MessagesBetweenWork == 0)
            {
                _ = _session.DoWork();
                if (report.IsDue())
                {
                    progress(ResultAt(first));
                }
            }

            if (gapTicks > 0)
            {
                AwaitDue(first + (long)(_sent * gapTicks));
            }

            MeasureMessage.Write(message, _sent, _session.Options.Clock.NowNs);
            _sent += Send(message) ? 1 : 0;
        }

        return ResultAt(first);
    }

    private PublishResult ResultAt(long firstTicks) =>
        new(_sent, _sent * _options.SizeBytes, (long)((_ticks.Ticks - firstTicks) * _ticks.NsPerTick), _backPressureCount, _notConnectedCount);

    private void AwaitDue(long dueTicks)
    {
        while (_ticks.Ticks < dueTicks && !_cancellation.IsCancellationRequested)
        {
            if (_session.DoWork() == 0)
            {
                _ = Thread.Yield();
            }
        }
    }

    private bool Send(byte[] message)
    {
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
                    break;
                case OfferResult.AdminAction:
                    break;
                default:
                    throw EdgeRouterException.Environment("ER2281", $"the publication on {_publication.Channel} takes no more: {OfferResult.Name(result)}");
            }

            _ = _session.DoWork();
        }

        return result > 0;
    }
}
