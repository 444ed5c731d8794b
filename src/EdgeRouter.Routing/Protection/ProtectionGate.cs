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
    private readonly long[] _swept = new long[Universe.VenueCountMax];
    private BestQuotes _best;
    private BestQuotes _unswept;
    private byte _stepIndex;
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
            FindUnswept(market, step, verdicts);
            for (int i = 0; i < step.Length; i++)
            {
                if (verdicts[i] != RejectReason.None)
                {
                    continue;
                }

                _findings[i] = Check(market, step[i]);
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
        _best = default;
        for (ulong rest = _fresh; rest != 0; rest &= rest - 1)
        {
            int v = BitOperations.TrailingZeroCount(rest);
            ref readonly VenueQuote quote = ref market.Quotes[v];
            if (quote.ProtectedQuantity > 0)
            {
                _best.Add(v, Cost(market.Side, quote.ProtectedPrice));
            }
        }
    }

    // What no intermarket sweep of the step hits in full; in a crossed market sweeping is no excuse.
    private void FindUnswept(in ProtectionMarket market, ReadOnlySpan<WaterfallChild> step, ReadOnlySpan<RejectReason> verdicts)
    {
        _unswept = _best;
        _stepIndex = step.IsEmpty ? (byte)0 : step[0].StepIndex;
        if (_isCrossed || _mode != ProtectionMode.On || !AddSwept(market, step, verdicts))
        {
            return;
        }

        _unswept = default;
        for (ulong rest = _fresh; rest != 0; rest &= rest - 1)
        {
            int v = BitOperations.TrailingZeroCount(rest);
            ref readonly VenueQuote quote = ref market.Quotes[v];
            if (_swept[v] < quote.ProtectedQuantity)
            {
                _unswept.Add(v, Cost(market.Side, quote.ProtectedPrice));
            }
        }
    }

    private bool AddSwept(in ProtectionMarket market, ReadOnlySpan<WaterfallChild> step, ReadOnlySpan<RejectReason> verdicts)
    {
        bool any = false;
        Array.Clear(_swept);
        for (int i = 0; i < step.Length; i++)
        {
            ref readonly WaterfallChild child = ref step[i];
            int v = child.VenueId.Value;
            if (verdicts[i] == RejectReason.None && IsSweep(child) && v < market.Quotes.Length
                && !IsWorse(market.Side, market.Quotes[v].ProtectedPrice, child.LimitPrice))
            {
                _swept[v] += child.Quantity;
                any = true;
            }
        }

        return any;
    }

    private bool IsSweep(in WaterfallChild child) =>
        child.IsIntermarketSweep && child.Action == RouteAction.Take && child.StepIndex == _stepIndex;

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

    private ProtectionFinding Check(in ProtectionMarket market, in WaterfallChild child)
    {
        RejectReason reason = CheckPlace(market, child);
        if (reason != RejectReason.None)
        {
            return new ProtectionFinding(reason, child.VenueId, child.LimitPrice);
        }

        return child.Action switch
        {
            RouteAction.Take => CheckTake(market, child),
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
        if (child.Type == OrderType.Market || price.Nanos <= 0 || IsWorse(market.Side, price, market.LimitPrice) || !market.Ticks.IsOnTick(price))
        {
            return RejectReason.BadPrice;
        }

        bool isBelow = market.LimitBandLow.Nanos > 0 && price < market.LimitBandLow;
        bool isAbove = market.LimitBandHigh.Nanos > 0 && price > market.LimitBandHigh;
        return isBelow || isAbove ? RejectReason.LimitBand : RejectReason.None;
    }

    private ProtectionFinding CheckTake(in ProtectionMarket market, in WaterfallChild child)
    {
        long cost = Cost(market.Side, child.LimitPrice);
        if (_mode != ProtectionMode.On)
        {
            return _mode == ProtectionMode.BestExecutionOnly && cost > _worstQuote
                ? new ProtectionFinding(RejectReason.PriceCollar, child.VenueId, child.LimitPrice)
                : default;
        }

        if (_best.Count > 0 && cost <= _best.Cost)
        {
            return default;
        }

        ulong unreadable = _staleProtected & ~(1UL << child.VenueId.Value);
        if (unreadable != 0)
        {
            return new ProtectionFinding(RejectReason.ProtectedStale, new VenueId((byte)BitOperations.TrailingZeroCount(unreadable)), child.LimitPrice);
        }

        BestQuotes binding = IsSweep(child) ? _unswept : _best;
        return binding.IsBetterElsewhere(child.VenueId.Value, cost, out int venue)
            ? new ProtectionFinding(RejectReason.TradeThrough, new VenueId((byte)venue), market.Quotes[venue].ProtectedPrice)
            : default;
    }

    private ProtectionFinding CheckMidpoint(in ProtectionMarket market, in WaterfallChild child)
    {
        if (_isCrossed || market.BidQuantity <= 0 || market.AskQuantity <= 0)
        {
            return new ProtectionFinding(RejectReason.NoMarket, child.VenueId, child.LimitPrice);
        }

        bool isThrough = _mode == ProtectionMode.On && _best.Count > 0 && Cost(market.Side, child.LimitPrice) > _best.Cost;
        return isThrough ? Through(market) : default;
    }

    private ProtectionFinding CheckPost(in ProtectionMarket market, in WaterfallChild child)
    {
        bool locks = _mode == ProtectionMode.On && _best.Count > 0 && Cost(market.Side, child.LimitPrice) >= _best.Cost;
        return locks ? Through(market) : default;
    }

    private ProtectionFinding Through(in ProtectionMarket market) =>
        new(RejectReason.TradeThrough, new VenueId((byte)_best.Venue), market.Quotes[_best.Venue].ProtectedPrice);
}
