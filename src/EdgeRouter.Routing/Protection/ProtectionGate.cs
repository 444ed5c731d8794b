using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Protection;

/// <summary>The last check of a step's children before they leave: trade-through, locks, bands, halts, ticks, the parent's limit. It shares no code with
/// the policies and the waterfall builder, so that a defect in them cannot trade through. The rules: <c>src/docs/PROTECTION.md</c>.</summary>
/// <remarks>Deterministic, allocates nothing after construction; one instance serves one thread.</remarks>
public sealed class ProtectionGate
{
    private readonly Universe _universe;
    private readonly ProtectionMode _mode;
    private readonly bool _haltsEverywhere;
    private readonly ProtectionFinding[] _findings = new ProtectionFinding[RoutingContext.RowCountLimit];
    private ulong _version;
    private ulong _displayed;
    private ulong _protected;
    private ulong _midpoint;
    private ulong _fresh;
    private ulong _staleProtected;
    private bool _hasBest;
    private bool _hasSecond;
    private int _bestVenue;
    private long _best;
    private long _second;
    private long _worstQuote;
    private bool _isHalted;
    private bool _isCrossed;

    /// <summary>Creates the gate.</summary>
    /// <param name="universe">Venues: kinds, and whose quotes are protected.</param>
    /// <param name="options">Validated here.</param>
    public ProtectionGate(Universe universe, ProtectionOptions options)
    {
        _universe = universe;
        _mode = options.Validate().Mode;
        _haltsEverywhere = options.HaltsEverywhere;
        ReadVenues();
    }

    /// <summary>What stood in the way of the children of the last check, by position in the step.</summary>
    public ReadOnlySpan<ProtectionFinding> Findings => _findings;

    /// <summary>Checks the children that are about to leave together.</summary>
    /// <param name="market">Now.</param>
    /// <param name="step">The children of one step; at most <see cref="RoutingContext.RowCountLimit"/>.</param>
    /// <param name="verdicts">One a child. In: anything but None = the child was withheld by another check and covers nothing. Out: None = it may leave.</param>
    /// <returns>Children that this call withheld. Withholding one part of a sweep withholds what went through the quote that it was to hit.</returns>
    public int Check(in ProtectionMarket market, ReadOnlySpan<WaterfallChild> step, Span<RejectReason> verdicts)
    {
        Survey(market, step);
        int total = 0;
        int withheld;
        do
        {
            withheld = 0;
            for (int i = 0; i < step.Length; i++)
            {
                if (verdicts[i] != RejectReason.None)
                {
                    continue;
                }

                _findings[i] = Check(market, step, verdicts, i);
                verdicts[i] = _findings[i].Reason;
                withheld += verdicts[i] == RejectReason.None ? 0 : 1;
            }

            total += withheld;
        }
        while (withheld > 0 && total < step.Length);
        return total;
    }

    // In units in which less is better for the parent: a buyer's price, a seller's price negated (long.MaxValue stands for no limit).
    private static long Cost(Side side, Price price) => side == Side.Buy ? price.Nanos : -Math.Max(price.Nanos, -long.MaxValue);

    private static bool IsWorse(Side side, Price price, Price bound) => side == Side.Buy ? price.Nanos > bound.Nanos : price.Nanos < bound.Nanos;

    private void ReadVenues()
    {
        (_version, _displayed, _protected, _midpoint) = (_universe.Version, 0, 0, 0);
        foreach (Venue venue in _universe.Venues)
        {
            ulong bit = 1UL << venue.Id.Value;
            _displayed |= venue.IsDisplayed ? bit : 0;
            _protected |= venue.IsDisplayed && venue.IsProtected ? bit : 0;
            _midpoint |= venue.Kind == VenueKind.Midpoint ? bit : 0;
        }
    }

    private void Survey(in ProtectionMarket market, ReadOnlySpan<WaterfallChild> step)
    {
        if (_universe.Version != _version)
        {
            ReadVenues();
        }

        ulong binding = _protected & ~market.ClosedVenues & ~market.SelfHelpVenues;
        _staleProtected = binding & market.StaleVenues;
        _fresh = binding & ~market.StaleVenues;
        _isHalted = _haltsEverywhere && (market.HaltedVenues & _protected) != 0;
        _isCrossed = market.BidQuantity > 0 && market.AskQuantity > 0 && market.Bid > market.Ask;
        FindBest(market);
        _worstQuote = long.MinValue;
        if (_mode == ProtectionMode.BestExecutionOnly)
        {
            FindWorst(market, step);
        }
    }

    private void FindBest(in ProtectionMarket market)
    {
        (_hasBest, _hasSecond, _best, _second) = (false, false, long.MaxValue, long.MaxValue);
        for (ulong rest = _fresh; rest != 0; rest &= rest - 1)
        {
            int v = BitOperations.TrailingZeroCount(rest);
            ref readonly VenueQuote quote = ref market.Quotes[v];
            if (quote.ProtectedQuantity <= 0)
            {
                continue;
            }

            long cost = Cost(market.Side, quote.ProtectedPrice);
            if (!_hasBest || cost < _best)
            {
                (_hasSecond, _second) = (_hasBest, _best);
                (_hasBest, _best, _bestVenue) = (true, cost, v);
            }
            else if (!_hasSecond || cost < _second)
            {
                (_hasSecond, _second) = (true, cost);
            }
        }
    }

    private void FindWorst(in ProtectionMarket market, ReadOnlySpan<WaterfallChild> step)
    {
        foreach (ref readonly WaterfallChild child in step)
        {
            if (child.Action == RouteAction.Take && child.VenueId.Value < market.Quotes.Length)
            {
                ref readonly VenueQuote quote = ref market.Quotes[child.VenueId.Value];
                _worstQuote = quote.FarQuantity > 0 ? Math.Max(_worstQuote, Cost(market.Side, quote.FarPrice)) : _worstQuote;
                _worstQuote = quote.ProtectedQuantity > 0 ? Math.Max(_worstQuote, Cost(market.Side, quote.ProtectedPrice)) : _worstQuote;
            }
        }
    }

    private ProtectionFinding Check(in ProtectionMarket market, ReadOnlySpan<WaterfallChild> step, ReadOnlySpan<RejectReason> verdicts, int index)
    {
        ref readonly WaterfallChild child = ref step[index];
        RejectReason reason = CheckPlace(market, child);
        if (reason != RejectReason.None)
        {
            return new ProtectionFinding(reason, child.VenueId, child.LimitPrice);
        }

        return child.Action switch
        {
            RouteAction.Take => CheckTake(market, step, verdicts, child),
            RouteAction.Midpoint => CheckMidpoint(market, child),
            _ => CheckPost(market, child),
        };
    }

    private RejectReason CheckPlace(in ProtectionMarket market, in WaterfallChild child)
    {
        int v = child.VenueId.Value;
        ulong bit = v < market.Quotes.Length ? 1UL << v : 0;
        if (_isHalted || (market.HaltedVenues & bit) != 0)
        {
            return RejectReason.Halted;
        }

        if (bit == 0 || (market.ClosedVenues & bit) != 0)
        {
            return RejectReason.VenueClosed;
        }

        if (((child.Action == RouteAction.Midpoint ? _midpoint : _displayed) & bit) == 0)
        {
            return RejectReason.VenueUnsupported;
        }

        Price price = child.LimitPrice;
        if (child.Type == OrderType.Market || price.Nanos <= 0 || IsWorse(market.Side, price, market.LimitPrice) || !new TickRule(market.TickNanos).IsOnTick(price))
        {
            return RejectReason.BadPrice;
        }

        bool isBelow = market.LimitBandLow.Nanos > 0 && price < market.LimitBandLow;
        bool isAbove = market.LimitBandHigh.Nanos > 0 && price > market.LimitBandHigh;
        return isBelow || isAbove ? RejectReason.LimitBand : RejectReason.None;
    }

    private ProtectionFinding CheckTake(in ProtectionMarket market, ReadOnlySpan<WaterfallChild> step, ReadOnlySpan<RejectReason> verdicts, in WaterfallChild child)
    {
        long cost = Cost(market.Side, child.LimitPrice);
        if (_mode != ProtectionMode.On)
        {
            return _mode == ProtectionMode.BestExecutionOnly && cost > _worstQuote
                ? new ProtectionFinding(RejectReason.PriceCollar, child.VenueId, child.LimitPrice)
                : default;
        }

        if (_hasBest && cost <= _best)
        {
            return default;
        }

        ulong others = ~(1UL << child.VenueId.Value);
        if ((_staleProtected & others) != 0)
        {
            int stale = BitOperations.TrailingZeroCount(_staleProtected & others);
            return new ProtectionFinding(RejectReason.ProtectedStale, new VenueId((byte)stale), child.LimitPrice);
        }

        bool hasElsewhere = _bestVenue == child.VenueId.Value ? _hasSecond : _hasBest;
        long elsewhere = _bestVenue == child.VenueId.Value ? _second : _best;
        return hasElsewhere && elsewhere < cost ? CheckSweep(market, step, verdicts, child, _fresh & others) : default;
    }

    // Every better protected quote must be hit in full by intermarket sweeps of the same step; in a crossed market there is no such excuse.
    private ProtectionFinding CheckSweep(
        in ProtectionMarket market, ReadOnlySpan<WaterfallChild> step, ReadOnlySpan<RejectReason> verdicts, in WaterfallChild child, ulong venues)
    {
        for (ulong rest = venues; rest != 0; rest &= rest - 1)
        {
            var venue = new VenueId((byte)BitOperations.TrailingZeroCount(rest));
            ref readonly VenueQuote quote = ref market.Quotes[venue.Value];
            if (quote.ProtectedQuantity <= 0 || !IsWorse(market.Side, child.LimitPrice, quote.ProtectedPrice))
            {
                continue;
            }

            bool isCovered = !_isCrossed && child.IsIntermarketSweep
                && Covered(market.Side, step, verdicts, venue, quote.ProtectedPrice, child.StepIndex) >= quote.ProtectedQuantity;
            if (!isCovered)
            {
                return new ProtectionFinding(RejectReason.TradeThrough, venue, quote.ProtectedPrice);
            }
        }

        return default;
    }

    private static long Covered(
        Side side, ReadOnlySpan<WaterfallChild> step, ReadOnlySpan<RejectReason> verdicts, VenueId venue, Price price, byte stepIndex)
    {
        long covered = 0;
        for (int i = 0; i < step.Length; i++)
        {
            ref readonly WaterfallChild other = ref step[i];
            bool hits = verdicts[i] == RejectReason.None && other.VenueId == venue && other.StepIndex == stepIndex
                && other.Action == RouteAction.Take && other.IsIntermarketSweep && !IsWorse(side, price, other.LimitPrice);
            covered += hits ? other.Quantity : 0;
        }

        return covered;
    }

    private ProtectionFinding CheckMidpoint(in ProtectionMarket market, in WaterfallChild child)
    {
        if (_isCrossed || market.BidQuantity <= 0 || market.AskQuantity <= 0)
        {
            return new ProtectionFinding(RejectReason.NoMarket, child.VenueId, child.LimitPrice);
        }

        bool isThrough = _mode == ProtectionMode.On && _hasBest && Cost(market.Side, child.LimitPrice) > _best;
        return isThrough ? new ProtectionFinding(RejectReason.TradeThrough, new VenueId((byte)_bestVenue), child.LimitPrice) : default;
    }

    private ProtectionFinding CheckPost(in ProtectionMarket market, in WaterfallChild child)
    {
        bool locks = _mode == ProtectionMode.On && _hasBest && Cost(market.Side, child.LimitPrice) >= _best;
        return locks
            ? new ProtectionFinding(RejectReason.TradeThrough, new VenueId((byte)_bestVenue), market.Quotes[_bestVenue].ProtectedPrice)
            : default;
    }
}
