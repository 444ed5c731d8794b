using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;

namespace EdgeRouter.Tools.Routing;

/// <summary>Plays a book file to a router as feeds: first the past, then what stands there when the order comes.</summary>
internal sealed class BookMarket
{
    private const int ZigzagMoves = 16;
    private const decimal ZigzagFirstSeconds = 255m;
    private const decimal ZigzagStepSeconds = 15m;
    private const decimal PastSecondsMax = 86_400m;
    private const long QuoteAgeNs = 1500 * TimeUnits.Millisecond;
    private readonly RouteBook _book;
    private readonly string _name;
    private readonly Universe _universe;
    private readonly BookVenueFeed[] _feeds;
    private readonly long _timeNs;

    public BookMarket(RouteBook book, string name, Universe universe, IReadOnlyList<VenueFeed> feeds, RouterEngine<NoProbe> router)
    {
        (_book, _name, _universe) = (book, name, universe);
        _timeNs = BookSetup.TimeNs(book);
        _feeds = [.. feeds.Select(f => new BookVenueFeed(f, universe, router))];
        Check();
    }

    /// <summary>What was made up, for the output: one line each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Plays everything.</summary>
    public void Play()
    {
        var past = new List<(decimal SecondsAgo, Action<long> Do)>();
        var standing = new Dictionary<int, List<ulong>>();
        foreach (RouteBook.Past history in _book.History)
        {
            AddPast(history, past, standing);
        }

        decimal oldest = past.Count == 0 ? 0m : past.Max(p => p.SecondsAgo);
        long startNs = _timeNs - AgoNs(Math.Max(oldest, 300m)) - TimeUnits.Second;
        Array.ForEach(_feeds, f => f.Open(startNs));
        foreach ((decimal secondsAgo, Action<long> play) in past.OrderByDescending(p => p.SecondsAgo))
        {
            play(_timeNs - AgoNs(secondsAgo));
        }

        Stand(standing);
    }

    private static long AgoNs(decimal seconds) => (long)(seconds * TimeUnits.Second);

    private void Stand(Dictionary<int, List<ulong>> standing)
    {
        foreach (RouteBook.Shown shown in _book.Books)
        {
            (int instrument, int venue) = (InstrumentOf(shown.Symbol), VenueOf(shown.Venue));
            List<(Side, long, long)> levels = [.. LevelsOf(shown, Side.Buy), .. LevelsOf(shown, Side.Sell)];
            IReadOnlyList<ulong> gone = standing.Remove(HistoryKey(instrument, venue), out List<ulong>? ids) ? ids : [];
            _feeds[venue].Say(instrument, BookSetup.StatusOf(shown, _name), _timeNs - QuoteAgeNs);
            if (levels.Count + gone.Count > 0)
            {
                _feeds[venue].Quote(instrument, gone, levels, _timeNs - QuoteAgeNs);
            }
        }
    }

    private static int HistoryKey(int instrument, int venue) => (instrument * Universe.VenueCountMax) + venue;

    private void AddPast(RouteBook.Past history, List<(decimal, Action<long>)> past, Dictionary<int, List<ulong>> standing)
    {
        int instrument = InstrumentOf(history.Symbol);
        BookSetup.Require(history.Volatility5MinBps is null || history.Midpoints.Count == 0, _name, $"history of {history.Symbol} has volatility5MinBps and midpoints: give one of them");
        IReadOnlyList<decimal[]> midpoints = history.Midpoints;
        if (history.Volatility5MinBps is { } volatility)
        {
            midpoints = Zigzag(history.Symbol, volatility);
        }

        if (midpoints.Count > 0)
        {
            AddMidpoints(history.Symbol, instrument, midpoints, past, standing);
        }

        foreach (RouteBook.Trade trade in history.Trades)
        {
            int venue = VenueOf(trade.Venue);
            long price = BookSetup.FeedNanos(trade.Price, _name, $"price of a trade of {history.Symbol}");
            BookSetup.Require(trade.Quantity is > 0 and <= uint.MaxValue && price > 0, _name, $"a trade of {history.Symbol} has a price or quantity that is not above zero");
            RequirePast(trade.SecondsAgo, history.Symbol);
            past.Add((trade.SecondsAgo, timeNs => _feeds[venue].Print(instrument, price, trade.Quantity, timeNs)));
        }
    }

    private void AddMidpoints(string symbol, int instrument, IReadOnlyList<decimal[]> midpoints, List<(decimal, Action<long>)> past, Dictionary<int, List<ulong>> standing)
    {
        (decimal bid, decimal ask) = TouchOf(symbol);
        decimal half = Math.Max((ask - bid) / 2m, 0.000001m);
        int venue = VenueOf(_book.Books.First(b => b.Symbol == symbol && b.Bids.Count > 0 && b.Asks.Count > 0).Venue);
        long lot = _universe.Instruments[instrument].RoundLot;
        foreach (decimal[] point in midpoints)
        {
            BookSetup.Require(point.Length == 2 && point[1] > half, _name, $"a midpoint of {symbol} is no pair of seconds ago and price");
            RequirePast(point[0], symbol);
            long bidNanos = BookSetup.FeedNanos(decimal.Round(point[1] - half, 6), _name, "midpoint");
            long askNanos = BookSetup.FeedNanos(decimal.Round(point[1] + half, 6), _name, "midpoint");
            (Side, long, long)[] levels = [(Side.Buy, bidNanos, lot), (Side.Sell, askNanos, lot)];
            past.Add((point[0], timeNs => Move(instrument, venue, levels, standing, timeNs)));
        }

        Notes.Add($"market features of the past of {symbol} come from {midpoints.Count} quotes replayed at {_universe.Venues[venue].Name} before the order");
    }

    private void Move(int instrument, int venue, (Side, long, long)[] levels, Dictionary<int, List<ulong>> standing, long timeNs)
    {
        List<ulong> gone = standing.GetValueOrDefault(HistoryKey(instrument, venue), []);
        standing[HistoryKey(instrument, venue)] = _feeds[venue].Quote(instrument, gone, levels, timeNs);
    }

    // Moves of equal size up and down whose squares sum to the volatility squared, and end where the market stands.
    private List<decimal[]> Zigzag(string symbol, double volatilityBps)
    {
        BookSetup.Require(volatilityBps is > 0 and <= 1000, _name, string.Create(CultureInfo.InvariantCulture, $"volatility5MinBps of {symbol} is {volatilityBps}: give above 0 to 1000"));
        (decimal bid, decimal ask) = TouchOf(symbol);
        decimal mid = (bid + ask) / 2m;
        decimal up = mid * (1m + ((decimal)volatilityBps / 40_000m));
        Notes.Add(string.Create(CultureInfo.InvariantCulture, $"volatility5MinBps: no real past was given; {ZigzagMoves} moves of {volatilityBps / 4:0.###} bps were replayed so that the feature becomes {volatilityBps:0.###} bps"));
        return [.. Enumerable.Range(0, ZigzagMoves + 1).Select(i => new[] { ZigzagFirstSeconds - (i * ZigzagStepSeconds), i % 2 == 0 ? mid : up })];
    }

    private (decimal Bid, decimal Ask) TouchOf(string symbol)
    {
        RouteBook.Shown[] shown = [.. _book.Books.Where(b => b.Symbol == symbol && b.Bids.Count > 0 && b.Asks.Count > 0)];
        BookSetup.Require(shown.Length > 0, _name, $"history of {symbol} needs a venue of books that shows a bid and an offer");
        decimal bid = shown.Max(b => b.Bids[0][0]);
        decimal ask = shown.Min(b => b.Asks[0][0]);
        BookSetup.Require(bid < ask, _name, $"history of {symbol} needs a market that is not crossed or locked");
        return (bid, ask);
    }

    private void RequirePast(decimal secondsAgo, string symbol) => BookSetup.Require(
        secondsAgo is >= 2m and <= PastSecondsMax, _name, string.Create(CultureInfo.InvariantCulture, $"history of {symbol}: {secondsAgo} seconds ago is out of range: 2 to {PastSecondsMax}; the books' quotes came 1.5 s ago"));

    private void Check()
    {
        var seen = new HashSet<(string, string)>();
        foreach (RouteBook.Shown shown in _book.Books)
        {
            InstrumentOf(shown.Symbol);
            Venue venue = _universe.Venues[VenueOf(shown.Venue)];
            BookSetup.Require(seen.Add((shown.Symbol, shown.Venue)), _name, $"books has {shown.Symbol} at {shown.Venue} twice");
            BookSetup.Require(venue.IsDisplayed || shown.Bids.Count + shown.Asks.Count == 0, _name, $"venue {shown.Venue} displays nothing: leave its bids and asks out");
            LevelsOf(shown, Side.Buy);
            LevelsOf(shown, Side.Sell);
            BookSetup.Require(
                shown.Bids.Count == 0 || shown.Asks.Count == 0 || shown.Bids[0][0] < shown.Asks[0][0],
                _name,
                $"the book of {shown.Symbol} at {shown.Venue} is crossed or locked in itself: a venue would have traded; different venues may cross");
        }

        foreach (RouteBook.Prediction p in _book.Predictions)
        {
            VenueOf(p.Venue);
            BookSetup.Require(p.Action is "take" or "midpoint" or "post", _name, $"action '{p.Action}' of a prediction is none of take, midpoint, post");
            BookSetup.Require(p.FillProbability is >= 0 and <= 1, _name, string.Create(CultureInfo.InvariantCulture, $"fillProbability of {p.Venue} {p.Action} is {p.FillProbability}: it must be 0 to 1"));
            BookSetup.Require(Math.Abs(p.CostBps) <= 10_000 && Math.Abs(p.CompletionBps) <= 10_000 && Math.Abs(p.ActionValueBps ?? 0) <= 10_000, _name, $"a cost of {p.Venue} {p.Action} is beyond 10,000 bps");
        }
    }

    private List<(Side, long, long)> LevelsOf(RouteBook.Shown shown, Side side)
    {
        var levels = new List<(Side, long, long)>();
        string what = $"{(side == Side.Buy ? "bids" : "asks")} of {shown.Symbol} at {shown.Venue}";
        decimal before = side == Side.Buy ? decimal.MaxValue : 0m;
        foreach (decimal[] pair in side == Side.Buy ? shown.Bids : shown.Asks)
        {
            BookSetup.Require(pair.Length == 2 && pair[0] > 0m && pair[1] is > 0m and <= uint.MaxValue && decimal.Truncate(pair[1]) == pair[1], _name, $"{what}: a level is a pair of price and whole shares, both above zero");
            BookSetup.Require(side == Side.Buy ? pair[0] < before : pair[0] > before, _name, $"{what}: levels stand best first, each price once");
            before = pair[0];
            levels.Add((side, BookSetup.FeedNanos(pair[0], _name, what), (long)pair[1]));
        }

        return levels;
    }

    private int InstrumentOf(string symbol)
    {
        int index = Array.FindIndex(_universe.Instruments.ToArray(), i => i.Symbol == symbol);
        BookSetup.Require(index >= 0, _name, $"symbol '{symbol}' is none of {string.Join(", ", _universe.Instruments.ToArray().Select(i => i.Symbol))}");
        return index;
    }

    private int VenueOf(string venue)
    {
        int index = Array.FindIndex(_universe.Venues.ToArray(), v => v.Name == venue);
        BookSetup.Require(index >= 0, _name, $"venue '{venue}' is none of {string.Join(", ", _universe.Venues.ToArray().Select(v => v.Name))}");
        return index;
    }
}
