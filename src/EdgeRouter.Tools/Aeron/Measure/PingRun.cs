using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>Sends messages and waits for each to come back. With a rate, time counts from the instant at which a message was due, so that a stall shows in
/// all messages that it held up.</summary>
public sealed class PingRun
{
    private const int RoundsBetweenWork = 64;
    private const int PollsBetweenWork = 256;
    private const int FragmentsAPoll = 8;
    private const long KnockSequence = -1;
    private const long KnockGapNs = 20 * TimeUnits.Millisecond;
    private readonly int _pollsBetweenWork;
    private readonly AeronSession _session;
    private readonly MeasureOptions _options;
    private readonly ExclusivePublication _publication;
    private readonly Subscription _subscription;
    private readonly CancellationToken _cancellation;
    private readonly Answer _answer = new();
    private readonly ITickCounter _ticks;
    private readonly long _timeoutTicks;
    private long _backPressureCount;

    /// <summary>A run.</summary>
    /// <param name="session">Where it runs.</param>
    /// <param name="options">What is sent.</param>
    /// <param name="publication">Where to.</param>
    /// <param name="subscription">Where answers come from.</param>
    /// <param name="cancellation">Ends it early.</param>
    public PingRun(AeronSession session, MeasureOptions options, ExclusivePublication publication, Subscription subscription, CancellationToken cancellation)
    {
        _session = session;
        _options = options;
        _publication = publication;
        _subscription = subscription;
        _cancellation = cancellation;
        _ticks = session.Options.Ticks;
        _pollsBetweenWork = ChannelUri.Parse(options.Channel).IsIpc ? PollsBetweenWork : 1; // Datagrams come by the work of an embedded driver alone.
        _timeoutTicks = (long)(session.Options.TimeoutNs / _ticks.NsPerTick);
    }

    /// <summary>Measures. Ended after the first round trip that counts, it gives what was measured until then.</summary>
    /// <param name="progress">Told of round trips done.</param>
    /// <exception cref="EdgeRouterException">ER2282: nobody answers. ER2281: the publication was closed.</exception>
    public PingResult Run(Action<long> progress)
    {
        if (!_session.WaitUntil(() => _publication.IsConnected && _subscription.IsConnected, _cancellation))
        {
            throw NobodyAnswers();
        }

        return _options.SizeBytes <= _publication.PayloadBytesMax
            ? Run(new Receiver(_answer), progress)
            : Run(new FragmentAssembler<Receiver>(new Receiver(_answer)), progress);
    }

    private PingResult Run<THandler>(THandler handler, Action<long> progress)
        where THandler : struct, IFragmentHandler
    {
        LatencyHistogram histogram = new();
        byte[] message = new byte[_options.SizeBytes];
        Knock(message, ref handler);
        double gapTicks = _options.RatePerSecond > 0 ? TimeUnits.Second / _options.RatePerSecond / _ticks.NsPerTick : 0;
        long first = _ticks.Ticks;
        long rounds = _options.WarmUpCount + _options.Count;
        try
        {
            for (long round = 0; round < rounds; round++)
            {
                long due = AwaitDue(first + (long)(round * gapTicks), gapTicks > 0);
                MeasureMessage.WriteHead(message, round, due);
                Send(message);
                Receive(ref handler, round);
                if (round >= _options.WarmUpCount)
                {
                    histogram.Record((long)((_ticks.Ticks - due) * _ticks.NsPerTick));
                }

                if (round % RoundsBetweenWork == 0)
                {
                    Rest(round, progress);
                }
            }
        }
        catch (OperationCanceledException) when (histogram.Count > 0)
        {
            // The result says how many round trips it has, the caller's token that it was ended.
        }

        return new PingResult(histogram, _answer.MismatchCount, _backPressureCount);
    }

    private void Rest(long round, Action<long> progress)
    {
        _ = _session.DoWork();
        _cancellation.ThrowIfCancellationRequested();
        progress(round);
    }

    /// <summary>Both ends being connected here does not say that the other side's way back is: it may hear of us before its own publication
    /// hears of our subscription, and drop what it would answer. So a message is repeated until one comes back.</summary>
    private void Knock<THandler>(byte[] message, ref THandler handler)
        where THandler : struct, IFragmentHandler
    {
        long gapTicks = (long)(KnockGapNs / _ticks.NsPerTick);
        long endTicks = _ticks.Ticks + _timeoutTicks;
        while (!_answer.IsHeard)
        {
            long nextTicks = _ticks.Ticks + gapTicks;
            MeasureMessage.WriteHead(message, KnockSequence, 0);
            Send(message);
            while (!_answer.IsHeard && _ticks.Ticks < nextTicks)
            {
                _ = _subscription.Poll(ref handler, FragmentsAPoll);
                _ = Stalled(endTicks);
            }
        }
    }

    private long AwaitDue(long dueTicks, bool isPaced)
    {
        if (!isPaced)
        {
            return _ticks.Ticks;
        }

        while (_ticks.Ticks < dueTicks)
        {
            _ = _session.DoWork();
            _cancellation.ThrowIfCancellationRequested();
        }

        return dueTicks;
    }

    private void Send(byte[] message)
    {
        long endTicks = 0;
        long result;
        while ((result = _publication.Offer(message)) < 0)
        {
            if (result is OfferResult.Closed or OfferResult.MaxPositionExceeded)
            {
                throw EdgeRouterException.Environment("ER2281", $"the publication on {_publication.Channel} takes no more: {OfferResult.Name(result)}");
            }

            _backPressureCount++;
            endTicks = Stalled(endTicks);
        }
    }

    private void Receive<THandler>(ref THandler handler, long sequence)
        where THandler : struct, IFragmentHandler
    {
        long endTicks = 0;
        for (int polls = 1; _answer.Sequence < sequence; polls++)
        {
            if (_subscription.Poll(ref handler, FragmentsAPoll) == 0 && polls % _pollsBetweenWork == 0)
            {
                endTicks = Stalled(endTicks);
            }
        }
    }

    private long Stalled(long endTicks)
    {
        _ = _session.DoWork();
        _cancellation.ThrowIfCancellationRequested();
        long now = _ticks.Ticks;
        return endTicks == 0 ? now + _timeoutTicks : now < endTicks ? endTicks : throw NobodyAnswers();
    }

    private EdgeRouterException NobodyAnswers() => EdgeRouterException.Environment(
        "ER2282",
        $"nobody answers on {_options.Channel}, stream {_options.StreamId}: start 'edgerouter aeron pong' with the same channels, streams and --dir");

    private sealed class Answer
    {
        public long Sequence { get; set; } = KnockSequence;

        public bool IsHeard { get; set; }

        public long MismatchCount { get; set; }
    }

    private readonly struct Receiver(Answer answer) : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            if (!MeasureMessage.TryReadHead(payload, out long sequence, out _))
            {
                answer.MismatchCount++;
            }
            else if (sequence == KnockSequence)
            {
                answer.IsHeard = true;
            }
            else if (sequence == answer.Sequence + 1)
            {
                answer.Sequence = sequence;
            }
            else
            {
                answer.MismatchCount++;
            }
        }
    }
}
