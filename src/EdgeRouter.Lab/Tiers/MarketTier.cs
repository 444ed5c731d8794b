using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Tiers;

/// <summary>A simulated market as a tier of its own: a gateway whose venues are the simulation. It plays as far as the router asks and no further.</summary>
public sealed class MarketTier : ProtocolVisitor, IOrderGateway, ILinkReceiver, IDisposable
{
    private readonly IAnsweringMarket _market;
    private readonly GatewayEndpoint _endpoint;
    private readonly JournalWriter _journal;
    private readonly IClock _clock;
    private readonly byte[] _buffer = new byte[256];
    private MarketTier _self;
    private MarketAdvanced _answer;
    private long _lastReport;
    private bool _mustAnswer;

    /// <summary>Joins a market and a link.</summary>
    /// <param name="market">The market; the caller keeps it.</param>
    /// <param name="options">The gateway's end. A simulated order is as old as the simulation says: none is refused for its age.</param>
    /// <param name="transport">The way to the router; the caller keeps it.</param>
    /// <param name="journal">The tier's journal; the caller keeps it.</param>
    /// <param name="clock">Time of the link, which has nothing to do with the market's.</param>
    /// <exception cref="EdgeRouterException">ER2300: an option is out of range. ER50xx: the journal cannot be read.</exception>
    public MarketTier(IAnsweringMarket market, GatewayOptions options, ILinkTransport transport, JournalWriter journal, IClock clock)
    {
        _market = market;
        _journal = journal;
        _clock = clock;
        _self = this;
        _endpoint = new GatewayEndpoint(options with { StaleOrderNs = 0 }, transport, journal, this, clock) { Unnumbered = this };
    }

    /// <summary>The gateway's end.</summary>
    public GatewayEndpoint Endpoint => _endpoint;

    /// <summary>Takes what came and answers.</summary>
    /// <returns>Things done; 0 = there was nothing to do.</returns>
    public int DoWork()
    {
        int work = _endpoint.Poll();
        if (!_mustAnswer)
        {
            return work;
        }

        int length = ProtocolWriter.Write(_buffer, new MessageEnvelope { TimeNs = _clock.NowNs, SourceId = 2 }, _answer);
        _mustAnswer = !(_journal.TryCommit(out _) && _endpoint.Session.TrySendUnnumbered(_buffer.AsSpan(0, length)));
        return work + 1;
    }

    /// <inheritdoc/>
    public void Send(in ChildOrder order)
    {
        PlayToRouterTime();
        _market.Send(order);
    }

    /// <inheritdoc/>
    public void Cancel(in CancelRequest request)
    {
        PlayToRouterTime();
        _market.Cancel(request);
    }

    /// <inheritdoc/>
    public void RequestStatus(in StatusRequest request)
    {
        PlayToRouterTime();
        _market.RequestStatus(request);
    }

    /// <summary>A question of the router.</summary>
    /// <param name="message">Any bytes.</param>
    public void OnMessage(ReadOnlySpan<byte> message) => _ = ProtocolReader.Dispatch(message, ref _self);

    /// <inheritdoc/>
    public override void OnMarketAdvance(in MessageEnvelope envelope, in MarketAdvance advance)
    {
        if (advance.Number == _answer.Number)
        {
            _mustAnswer = true; // The answer was lost.
            return;
        }

        bool isStopped = _market.AdvanceTo(advance.UpToNs);
        while (!isStopped && _market.TryTakeReport(advance.UpToNs, out ExecutionReport report))
        {
            Report(report);
        }

        _answer = new MarketAdvanced(advance.Number, _market.NextReportTimeNs, _lastReport, isStopped);
        _mustAnswer = true;
    }

    /// <inheritdoc/>
    public void Dispose() => _endpoint.Dispose();

    // A simulation has no sessions with venues that could keep a report: without a journal it cannot go on.
    private void Report(in ExecutionReport report)
    {
        _lastReport = _journal.NextSequence;
        if (!_endpoint.TryReport(report))
        {
            throw EdgeRouterException.Environment("ER2311", $"the market tier's journal '{_journal.Directory}' cannot be written: make room there and run again");
        }
    }

    // Before the first question the market has not been asked to play: the time at which the router wrote the order says how far it is. An order's own time may
    // be later, because the orders of a step leave so that they arrive together.
    private void PlayToRouterTime()
    {
        while (_market.AdvanceTo(_endpoint.RouterTimeNs))
        {
            // It stops after each report that it sends.
        }
    }
}
