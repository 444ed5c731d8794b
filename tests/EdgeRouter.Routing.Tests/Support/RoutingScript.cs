using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Tests.Support;

/// <summary>A waterfall by example: book, scores, expected child orders. The first line says the rule.</summary>
internal sealed class RoutingScript
{
    private readonly List<Venue> _venues = [];
    private readonly Dictionary<string, VenueQuote> _quotes = new(StringComparer.Ordinal);
    private readonly List<(string Venue, RouteAction Action, decimal Score)> _scores = [];
    private readonly List<(string Venue, RouteAction Action, int Count)> _tries = [];
    private readonly List<string> _expected = [];
    private WaterfallOptions _options = new();
    private Instrument _instrument = new() { Id = new InstrumentId(0), Symbol = "TEST" };
    private ParentOrder _parent;
    private string _policy = string.Empty;
    private (Price Price, long Quantity) _bid;
    private (Price Price, long Quantity) _ask;
    private string[] _excluded = [];
    private string[] _stale = [];
    private string[] _closed = [];
    private byte _urgencyPercent;

    internal IReadOnlyList<string> Expected => _expected;

    internal static RoutingScript Parse(IEnumerable<string> lines)
    {
        var script = new RoutingScript();
        foreach (string line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            script.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return script;
    }

    internal List<string> Run()
    {
        var universe = new Universe([_instrument], _venues);
        var parent = new ParentOrderRecord(_parent with { ExcludedVenues = Mask(_excluded) }, _bid.Price, _ask.Price);
        var tries = default(RowTries);
        foreach ((string venue, RouteAction action, int count) in _tries)
        {
            for (int i = 0; i < count; i++)
            {
                tries.Add(IdOf(venue), action);
            }
        }

        var context = new RoutingContext(RoutingContext.RowCountLimit);
        context.Load(parent, _instrument, 0, 0);
        (context.Bid, context.BidQuantity) = _bid;
        (context.Ask, context.AskQuantity) = _ask;
        context.UrgencyPercent = _urgencyPercent;
        VenueQuote[] quotes = [.. _venues.Select(v => Protect(_quotes.GetValueOrDefault(v.Name)))];
        new RowSet(universe, _options).Build(context, quotes, Mask(_closed), Mask(_stale), tries);
        SetScores(context);
        var record = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        new PolicySet(_policy, universe, new PolicyOptions { Waterfall = _options }).Default.Build(context, record);
        return [.. record.Children.ToArray().Select(Describe)];
    }

    private string Describe(WaterfallChild child) => string.Create(
        CultureInfo.InvariantCulture,
        $"{child.StepIndex} {_venues[child.VenueId.Value].Name} {child.Action.ToString().ToLowerInvariant()} {child.Quantity} @{child.LimitPrice.ToDecimal():0.00##}{(child.IsIntermarketSweep ? " sweep" : string.Empty)}");

    private void SetScores(RoutingContext context)
    {
        for (int i = 0; i < context.RowCount; i++)
        {
            RowQuote row = context.Rows[i];
            foreach ((string venue, RouteAction action, decimal score) in _scores)
            {
                if (row.VenueId == IdOf(venue) && row.Action == action)
                {
                    context.Scores[i] = (long)(score * 1_000_000m);
                }
            }
        }

        context.HasScores = _scores.Count > 0;
    }

    private void Read(string[] words)
    {
        switch (words[0])
        {
            case "policy":
                _policy = words[1];
                break;
            case "option":
                ReadOption(words[1], long.Parse(words[2], CultureInfo.InvariantCulture));
                break;
            case "venue":
                AddVenue(words);
                break;
            case "nbbo":
                (_bid, _ask) = (QuoteOf(words[1]), QuoteOf(words[2]));
                break;
            case "parent":
                ReadParent(words);
                break;
            case "quote":
                ReadQuote(words);
                break;
            case "score":
                _scores.Add((words[1], ActionOf(words[2]), Decimal(words[3])));
                break;
            case "tried":
                _tries.Add((words[1], ActionOf(words[2]), int.Parse(words[3], CultureInfo.InvariantCulture)));
                break;
            case "exclude":
                _excluded = words[1..];
                break;
            case "stale":
                _stale = words[1..];
                break;
            case "closed":
                _closed = words[1..];
                break;
            case "expect":
                _expected.Add(string.Join(' ', words[1..]));
                break;
            default:
                throw new FormatException($"unknown word {words[0]}");
        }
    }

    private void ReadOption(string name, long value)
    {
        switch (name)
        {
            case "band":
                _options = _options with { ScoreBandMicroBps = value };
                break;
            case "rows":
                _options = _options with { SplitRowCountMax = (int)value };
                break;
            case "steps":
                _options = _options with { StepCountMax = (int)value };
                break;
            case "lot":
                _instrument = _instrument with { RoundLot = (int)value };
                break;
            case "protection":
                _options = _options with { Protection = new ProtectionOptions { Mode = (ProtectionMode)value } };
                break;
            case "sweeps":
                _options = _options with { SweepsBeyondTouch = value != 0 };
                break;
            case "urgency":
                _urgencyPercent = (byte)value;
                break;
            default:
                throw new FormatException($"unknown option {name}");
        }
    }

    private void AddVenue(string[] words) => _venues.Add(new Venue
    {
        Id = new VenueId((byte)_venues.Count),
        Name = words[1],
        Kind = Enum.Parse<VenueKind>(words[2], ignoreCase: true),
        StaticRank = int.Parse(words[3], CultureInfo.InvariantCulture),
    });

    // parent buy 1000 100.05 take,midpoint ("market" for no limit)
    private void ReadParent(string[] words) => _parent = new ParentOrder
    {
        Id = new ParentOrderId(1),
        Side = Enum.Parse<Side>(words[1], ignoreCase: true),
        Quantity = long.Parse(words[2], CultureInfo.InvariantCulture),
        Type = words[3] == "market" ? OrderType.Market : OrderType.Limit,
        LimitPrice = words[3] == "market" ? default : Price.FromDecimal(Decimal(words[3])),
        PermittedActions = words[4].Split(',').Select(a => Enum.Parse<RouteActions>(a, ignoreCase: true)).Aggregate((a, b) => a | b),
    };

    // quote VENUE near far, each PRICExSIZE or '-'
    private void ReadQuote(string[] words)
    {
        (Price nearPrice, long nearQuantity) = QuoteOf(words[2]);
        (Price farPrice, long farQuantity) = QuoteOf(words[3]);
        _quotes[words[1]] = new VenueQuote
        {
            NearPrice = nearPrice,
            NearQuantity = nearQuantity,
            FarPrice = farPrice,
            FarQuantity = farQuantity,
            DepthQuantity = farQuantity,
        };
    }

    // Round lots are protected, as they stand at the venue's best price.
    private VenueQuote Protect(VenueQuote quote) => quote.FarQuantity < _instrument.RoundLot
        ? quote
        : quote with { ProtectedPrice = quote.FarPrice, ProtectedQuantity = quote.FarQuantity };

    private VenueId IdOf(string name) => _venues.Single(v => v.Name == name).Id;

    private ulong Mask(string[] names) => names.Aggregate(0UL, (mask, name) => mask | (1UL << IdOf(name).Value));

    private static RouteAction ActionOf(string word) => Enum.Parse<RouteAction>(word, ignoreCase: true);

    private static decimal Decimal(string word) => decimal.Parse(word, CultureInfo.InvariantCulture);

    private static (Price Price, long Quantity) QuoteOf(string word)
    {
        if (word == "-")
        {
            return default;
        }

        string[] parts = word.Split('x');
        return (Price.FromDecimal(Decimal(parts[0])), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
