using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Features.Rows;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine;

/// <content>A decision's facts: quotes, rows, features.</content>
public sealed partial class RouterEngine<TProbe>
    where TProbe : struct, IStageProbe
{
    private bool Prepare(int slot)
    {
        long start = _probe.Now;
        ref ParentOrderRecord parent = ref State.Parents[slot];
        Instrument instrument = Universe[parent.Order.InstrumentId];
        _context.Load(parent, instrument, parent.DecisionCount, NowNs);
        _effective.Refresh(instrument.Id, NowNs);
        bool isTwoSided = _effective.Book.TryGetNbbo(instrument.Id, out Nbbo nbbo);
        _context.Bid = nbbo.Bid;
        _context.BidQuantity = nbbo.BidQuantity;
        _context.Ask = nbbo.Ask;
        _context.AskQuantity = nbbo.AskQuantity;
        _context.SelfHelpVenues = State.SelfHelpVenues;
        if (State.SelfHelpVenues != 0)
        {
            isTwoSided = LeaveOutSelfHelp(instrument.Id);
        }

        ReadBand(instrument.Id);
        ReadQuotes(instrument.Id, out ulong closed, out ulong stale);
        _context.BarredVenues = State.Risk.ClosedVenues | State.Health.Unavailable(NowNs);
        _rowSet.Build(_context, _quotes, closed, stale, parent.Tries);
        if (_context.RowCount == 0 || !isTwoSided)
        {
            return false;
        }

        FillFeatures(parent);
        FillStatistics();
        _ = State.Policies.TryGet(parent.Order.PolicyId, out IRoutingPolicy policy);
        _request.Policy = policy;
        _request.InputTicks = _inputTicks;
        _request.IsOpen = true;
        _request.PreparedTicks = _probe.Now;
        _probe.Record(Stage.Features, start, _request.PreparedTicks);
        return true;
    }

    // Quotes of venues against which self-help is declared are not part of the national best.
    private bool LeaveOutSelfHelp(InstrumentId instrumentId)
    {
        (Price bid, long bidQuantity) = BestWithoutSelfHelp(instrumentId, Side.Buy);
        (Price ask, long askQuantity) = BestWithoutSelfHelp(instrumentId, Side.Sell);
        _context.Bid = bid;
        _context.BidQuantity = bidQuantity;
        _context.Ask = ask;
        _context.AskQuantity = askQuantity;
        return bidQuantity > 0 && askQuantity > 0;
    }

    private (Price Price, long Quantity) BestWithoutSelfHelp(InstrumentId instrumentId, Side side)
    {
        Price best = default;
        long quantity = 0;
        foreach (Venue venue in Universe.Venues)
        {
            ProtectedQuote quote = _effective.Book.ProtectedOf(instrumentId, venue.Id, side);
            if (quote.Quantity == 0 || ((State.SelfHelpVenues >> venue.Id.Value) & 1) != 0 || !_effective.Book.IsUsable(instrumentId, venue.Id))
            {
                continue;
            }

            bool isBetter = quantity == 0 || (side == Side.Buy ? quote.Price > best : quote.Price < best);
            quantity = isBetter ? quote.Quantity : quote.Price == best ? quantity + quote.Quantity : quantity;
            best = isBetter ? quote.Price : best;
        }

        return (best, quantity);
    }

    private void ReadBand(InstrumentId instrumentId)
    {
        State.Risk.ReadBand(instrumentId, out Price low, out Price high);
        _context.LimitBandLow = low;
        _context.LimitBandHigh = high;
    }

    private void ReadQuotes(InstrumentId instrumentId, out ulong closed, out ulong stale)
    {
        closed = 0;
        stale = 0;
        ulong halted = 0;
        Side far = _context.Side.Opposite();
        foreach (Venue venue in Universe.Venues)
        {
            ulong bit = 1UL << venue.Id.Value;
            VenueBookView book = _effective.State.Book(instrumentId, venue.Id);
            bool isOpen = TradingStatusRules.IsContinuous(book.Status) && State.Schedule.IsOpen(venue.Id, NowNs);
            closed |= isOpen ? 0 : bit;
            halted |= TradingStatusRules.IsHalt(book.Status) ? bit : 0;
            stale |= book.Trust == BookTrust.Stale ? bit : 0;
            ReadOnlySpan<long> farPrices = book.Prices(far);
            ReadOnlySpan<long> farQuantities = book.Quantities(far);
            ProtectedQuote best = _effective.Book.ProtectedOf(instrumentId, venue.Id, far);
            _ = State.Venues.TryGetLatencyNs(venue.Id, out long latencyNs);
            _quotes[venue.Id.Value] = new VenueQuote
            {
                FarPrice = new Price(farPrices[0]),
                FarQuantity = farQuantities[0],
                DepthQuantity = DepthWithin(farPrices, farQuantities),
                NearPrice = new Price(book.Prices(far.Opposite())[0]),
                NearQuantity = book.Quantities(far.Opposite())[0],
                ProtectedPrice = best.Price,
                ProtectedQuantity = best.Quantity,
                LatencyNs = latencyNs,
            };
        }

        _context.HaltedVenues = halted;
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

    // The statistics stand in the feature rows already.
    private void FillStatistics()
    {
        Span<RowStatistics> statistics = _context.Statistics;
        for (int i = 0; i < statistics.Length; i++)
        {
            ReadOnlySpan<float> row = _record.Features.Slice(i * FeatureCatalog.Count, FeatureCatalog.Count);
            statistics[i] = new RowStatistics
            {
                FillRate = row[(int)Feature.VenueFillRate],
                RejectRate = row[(int)Feature.VenueRejectRate],
                TimeToFillNs = row[(int)Feature.VenueTimeToFill] * 1e6,
                LeakageBps = row[(int)Feature.VenueLeakage],
                AdverseBps = row[(int)Feature.VenueAdverse],
            };
        }
    }
}
