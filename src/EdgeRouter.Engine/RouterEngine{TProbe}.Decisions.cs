using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Features.Rows;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    /// <summary>First phase: prepares the next decision that is due. Call after every input until it answers false; each request must go to
    /// <see cref="Decide"/> before the next call.</summary>
    /// <param name="request">Rows to score.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryPrepare(out DecisionRequest request)
    {
        request = _request;
        if (_request.IsOpen)
        {
            throw new InvalidOperationException("the open decision request must go to Decide first");
        }

        while (_pending.TryDequeue(out long parentId))
        {
            if (!_parents.TryFind(parentId, out int slot))
            {
                continue;
            }

            _isQueued[slot] = false;
            if (!CanDecide(slot))
            {
                continue;
            }

            if (IsExpired(_parents[slot]))
            {
                End(slot, ParentEvent.Expire);
                continue;
            }

            if (Prepare(slot))
            {
                return true;
            }

            Wait(slot);
        }

        return false;
    }

    /// <summary>Second phase: takes the scores, builds the waterfall, and sends its first step.</summary>
    /// <param name="request">From <see cref="TryPrepare"/>, raw scores filled in where it needs them.</param>
    /// <param name="scorerName">Who scored; empty: nobody, and the fall-back policy decides where scores were needed.</param>
    /// <remarks>Other inputs may come between the two phases. If one of them ended the parent, nothing is decided.</remarks>
    public void Decide(DecisionRequest request, string scorerName)
    {
        if (!ReferenceEquals(request, _request) || !_request.IsOpen)
        {
            throw new InvalidOperationException("the request is not this engine's open one");
        }

        long start = _probe.Now;
        _request.IsOpen = false;
        if (!_parents.TryFind(_context.ParentId.Value, out int slot) || !CanDecide(slot))
        {
            return;
        }

        ref ParentOrderRecord parent = ref _parents[slot];
        IRoutingPolicy policy = ChoosePolicy(scorerName);
        FillRecord(parent, policy);
        policy.Build(_context, _record);
        parent.DecisionCount++;
        if (_context.HasScores)
        {
            _output.OnScores(_record, scorerName);
        }

        _output.OnDecision(_record);
        int sent = SendFirstStep(slot);
        _output.Release();
        long end = _probe.Now;
        _probe.Record(Stage.Score, _request.PreparedTicks, start);
        _probe.Record(Stage.Waterfall, start, end);
        _probe.Record(Stage.Total, _request.InputTicks, end);
        if (sent == 0)
        {
            Wait(slot);
        }
    }

    // Shares that a venue spoke of without a fill report stay reserved: a parent that has nothing else left waits for that report.
    private bool CanDecide(int slot)
    {
        ref ParentOrderRecord parent = ref _parents[slot];
        return parent.State == ParentOrderState.Working && parent.OpenChildCount == 0 && parent.AvailableQuantity > 0;
    }

    private bool Prepare(int slot)
    {
        long start = _probe.Now;
        ref ParentOrderRecord parent = ref _parents[slot];
        Instrument instrument = Universe[parent.Order.InstrumentId];
        _context.Load(parent, instrument, parent.DecisionCount, NowNs);
        _effective.Refresh(instrument.Id, NowNs);
        bool isTwoSided = _effective.Book.TryGetNbbo(instrument.Id, out Nbbo nbbo);
        _context.Bid = nbbo.Bid;
        _context.BidQuantity = nbbo.BidQuantity;
        _context.Ask = nbbo.Ask;
        _context.AskQuantity = nbbo.AskQuantity;
        ReadQuotes(instrument.Id, out ulong closed, out ulong stale);
        _rowSet.Build(_context, _quotes, closed | _risk.ClosedVenues, stale, parent.Tries);
        if (_context.RowCount == 0 || !isTwoSided)
        {
            return false;
        }

        FillFeatures(parent);
        _request.NeedsScores = _policy.Need != ScoreNeed.None;
        _request.InputTicks = _inputTicks;
        _request.IsOpen = true;
        _request.PreparedTicks = _probe.Now;
        _probe.Record(Stage.Features, start, _request.PreparedTicks);
        return true;
    }

    private void ReadQuotes(InstrumentId instrumentId, out ulong closed, out ulong stale)
    {
        closed = 0;
        stale = 0;
        bool isBuy = _context.Side == Side.Buy;
        Side far = isBuy ? Side.Sell : Side.Buy;
        foreach (Venue venue in Universe.Venues)
        {
            ulong bit = 1UL << venue.Id.Value;
            VenueBookView book = _effective.State.Book(instrumentId, venue.Id);
            closed |= book.Status is TradingStatus.Trading or TradingStatus.Unknown ? 0 : bit;
            stale |= book.Trust == BookTrust.Stale ? bit : 0;
            ReadOnlySpan<long> farPrices = book.Prices(far);
            ReadOnlySpan<long> farQuantities = book.Quantities(far);
            _quotes[venue.Id.Value] = new VenueQuote
            {
                FarPrice = new Price(farPrices[0]),
                FarQuantity = farQuantities[0],
                DepthQuantity = DepthWithin(farPrices, farQuantities),
                NearPrice = new Price(book.Prices(far.Opposite())[0]),
                NearQuantity = book.Quantities(far.Opposite())[0],
            };
        }
    }

    private long DepthWithin(ReadOnlySpan<long> prices, ReadOnlySpan<long> quantities)
    {
        long depth = 0;
        for (int i = 0; i < prices.Length && quantities[i] > 0 && _context.IsWithin(new Price(prices[i]), _context.LimitPrice); i++)
        {
            depth += quantities[i];
        }

        return depth;
    }

    private void FillFeatures(in ParentOrderRecord parent)
    {
        ReadOnlySpan<RowQuote> rows = _context.Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            _rowKeys[i] = new RowKey(rows[i].VenueId, rows[i].Action);
            _rowTries[i] = (byte)rows[i].TriedCount;
        }

        _record.RowCount = rows.Length;
        _features.FillRows(
            new FeatureRequest
            {
                InstrumentId = parent.Order.InstrumentId,
                Side = parent.Order.Side,
                TotalQuantity = parent.Order.Quantity,
                RemainingQuantity = _context.RemainingQuantity,
                HasLimit = parent.Order.Type == OrderType.Limit,
                LimitPrice = parent.Order.LimitPrice,
                NowNs = NowNs,
                ArrivalTimeNs = parent.Order.ArrivalTimeNs,
                HorizonNs = parent.Order.HorizonNs,
                UrgencyPercent = parent.Order.UrgencyPercent,
            },
            _rowKeys.AsSpan(0, rows.Length),
            _rowTries.AsSpan(0, rows.Length),
            _record.Features);
    }

    private IRoutingPolicy ChoosePolicy(string scorerName)
    {
        if (!_request.NeedsScores)
        {
            return _policy;
        }

        if (scorerName.Length == 0)
        {
            Alert(AlertKind.ScorerFallback, default, _context.InstrumentId, _context.ParentId, RejectReason.None, _context.DecisionIndex);
            return _fallback;
        }

        _combiner.CombineAll(_context);
        return _policy;
    }

    private void FillRecord(in ParentOrderRecord parent, IRoutingPolicy policy)
    {
        _record.ParentId = parent.Order.Id;
        _record.DecisionIndex = parent.DecisionCount;
        _record.InstrumentId = parent.Order.InstrumentId;
        _record.Side = parent.Order.Side;
        _record.TimeNs = NowNs;
        _record.RemainingQuantity = _context.RemainingQuantity;
        _record.Bid = _context.Bid;
        _record.Ask = _context.Ask;
        _record.PolicyId = policy.Id;
        _record.ModelId = _context.HasScores ? _modelId : 0;
        _record.ChildCount = 0;
    }
}
