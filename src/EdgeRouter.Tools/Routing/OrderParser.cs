using System.Globalization;
using System.Text.Json;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Routing;

/// <summary>Reads an order as people write it, <c>buy 10000 ACME limit 100.02 day urgency=80</c>, or as a JSON object with the same words as keys.</summary>
public static class OrderParser
{
    private static readonly string[] Sides = ["buy", "sell"];
    private static readonly string[] Types = ["market", "limit", "midpoint-peg", "primary-peg"];
    private static readonly string[] Times = ["day", "ioc", "gtd"];
    private static readonly string[] YesNo = ["yes", "no"];
    private static readonly string[] Shorts = ["short", "exempt"];
    private static readonly string[] Actions = ["take", "midpoint", "post", "aggressive", "all"];
    private static readonly string[] Instructions = ["lit-only", "dark-only", "post-only", "conditional"];

    /// <summary>Keys of an order, as JSON and behind the first words.</summary>
    private static readonly string[] Keys =
    [
        "side", "quantity", "symbol", "type", "limit", "tif", "expires", "urgency", "min", "actions", "instructions", "exclude", "owner", "client", "horizon", "peg-offset",
        "short", "locate", "explore",
    ];

    /// <summary>Reads an order.</summary>
    /// <param name="text">Words, or a JSON object.</param>
    /// <param name="universe">Whose symbols and venues it names.</param>
    /// <param name="arrivalNs">When it comes, ns since the Unix epoch.</param>
    /// <exception cref="EdgeRouterException">ER4058: a word is wrong; the message names it and what is allowed.</exception>
    public static ParentOrder Parse(string text, Universe universe, long arrivalNs)
    {
        Dictionary<string, string> fields = text.TrimStart().StartsWith('{') ? FromJson(text) : FromWords(text);
        foreach (string needed in (string[])["side", "quantity", "symbol"])
        {
            Require(fields.ContainsKey(needed), $"lacks its {needed}: write for example 'buy 10000 ACME limit 100.02 day'");
        }

        ParentOrder order = new()
        {
            Id = new ParentOrderId(1),
            InstrumentId = InstrumentOf(fields["symbol"], universe),
            Side = One(fields["side"], "side", Sides) == 0 ? Side.Buy : Side.Sell,
            Quantity = Whole(fields["quantity"], "quantity", 1, 1_000_000_000_000_000),
            ArrivalTimeNs = arrivalNs,
            PermittedActions = RouteActions.Aggressive,
            UrgencyPercent = 50,
        };
        order = WithType(order, fields, universe);
        order = WithTime(order, fields, arrivalNs);
        return WithRest(order, fields, universe);
    }

    private static Dictionary<string, string> FromJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 3 });
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                RequireKey(property.Name);
                fields[property.Name] = property.Value.ValueKind switch
                {
                    JsonValueKind.String => property.Value.GetString()!,
                    JsonValueKind.Number => property.Value.GetRawText(),
                    JsonValueKind.True => "yes",
                    JsonValueKind.False => "no",
                    JsonValueKind.Array => string.Join(',', property.Value.EnumerateArray().Select(e => e.ToString())),
                    _ => throw Fault($"key '{property.Name}' is neither text, number, list nor true or false"),
                };
            }

            return fields;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Fault($"is no JSON object: {e.Message}");
        }
    }

    private static Dictionary<string, string> FromWords(string text)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] first = ["side", "quantity", "symbol"];
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (i < first.Length)
            {
                Add(fields, first[i], word);
            }
            else if (equals > 0)
            {
                RequireKey(word[..equals]);
                Add(fields, word[..equals], word[(equals + 1)..]);
            }
            else if (Types.Contains(word))
            {
                Add(fields, "type", word);
                bool hasLimit = word != "market" && i + 1 < words.Length && char.IsAsciiDigit(words[i + 1][0]);
                Require(hasLimit || word != "limit", "'limit' needs a price behind it");
                if (hasLimit)
                {
                    Add(fields, "limit", words[++i]);
                }
            }
            else
            {
                Require(Times.Contains(word), $"'{word}' is none of {string.Join(", ", Types.Concat(Times))}, and no key=value");
                Add(fields, "tif", word);
            }
        }

        return fields;
    }

    private static void Add(Dictionary<string, string> fields, string key, string value) => Require(fields.TryAdd(key, value), $"says its {key} twice: '{fields.GetValueOrDefault(key)}' and '{value}'");

    private static ParentOrder WithType(in ParentOrder order, Dictionary<string, string> fields, Universe universe)
    {
        string type = fields.GetValueOrDefault("type") ?? (fields.ContainsKey("limit") ? "limit" : "market");
        int index = One(type, "type", Types);
        bool hasLimit = fields.TryGetValue("limit", out string? limit);
        Require(index != 0 || !hasLimit, "is a market order and has a limit: take 'limit PRICE'");
        Require(index != 1 || hasLimit, "'limit' needs a price behind it");
        Price price = hasLimit ? PriceOf(limit!, "limit") : default;
        long tick = universe[order.InstrumentId].TickAt(price.Nanos);
        Require(price.Nanos % tick == 0, $"limit '{limit}' is off the tick of {new Price(tick)}: take {new Price(price.Nanos - (price.Nanos % tick))} or {new Price(price.Nanos - (price.Nanos % tick) + tick)}");
        Price offset = fields.TryGetValue("peg-offset", out string? text) ? PriceOf(text, "peg-offset") : default;
        return order with
        {
            Type = index switch { 0 => OrderType.Market, 1 => OrderType.Limit, 2 => OrderType.MidpointPeg, _ => OrderType.PrimaryPeg },
            LimitPrice = price,
            PegOffsetNanos = offset.Nanos,
            PermittedActions = index == 3 ? RouteActions.All : order.PermittedActions,
        };
    }

    private static ParentOrder WithTime(in ParentOrder order, Dictionary<string, string> fields, long arrivalNs)
    {
        int index = fields.TryGetValue("tif", out string? tif) ? One(tif, "tif", Times) : 0;
        bool hasDate = fields.TryGetValue("expires", out string? expires);
        Require(hasDate == (index == 2), "'gtd' and expires=INSTANT go together");
        long expireNs = 0;
        if (hasDate)
        {
            Require(
                DateTimeOffset.TryParse(expires, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date),
                $"expires '{expires}' is no instant such as 2025-01-15T16:00:00Z");
            expireNs = (date.UtcDateTime - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
            Require(expireNs > arrivalNs, $"expires '{expires}' lies before the order comes");
        }

        return order with
        {
            TimeInForce = index switch { 0 => TimeInForce.Day, 1 => TimeInForce.ImmediateOrCancel, _ => TimeInForce.GoodTillDate },
            ExpireTimeNs = expireNs,
        };
    }

    private static ParentOrder WithRest(in ParentOrder order, Dictionary<string, string> fields, Universe universe)
    {
        RouteActions actions = order.PermittedActions;
        if (fields.TryGetValue("actions", out string? names))
        {
            RouteActions[] values = [RouteActions.Take, RouteActions.Midpoint, RouteActions.Post, RouteActions.Aggressive, RouteActions.All];
            actions = names.Split(',').Aggregate(RouteActions.None, (all, word) => all | values[One(word, "actions", Actions)]);
        }

        RoutingInstructions instructions = RoutingInstructions.None;
        if (fields.TryGetValue("instructions", out names))
        {
            instructions = names.Split(',').Aggregate(instructions, (all, word) => all | (RoutingInstructions)(1 << One(word, "instructions", Instructions)));
            actions |= (instructions & RoutingInstructions.PostOnly) != 0 ? RouteActions.Post : RouteActions.None;
        }

        ulong excluded = 0;
        if (fields.TryGetValue("exclude", out names))
        {
            string[] venues = [.. universe.Venues.ToArray().Select(v => v.Name)];
            excluded = names.Split(',').Aggregate(excluded, (all, word) => all | (1UL << One(word, "exclude", venues)));
        }

        return order with
        {
            PermittedActions = actions,
            Instructions = instructions,
            ExcludedVenues = excluded,
            UrgencyPercent = (byte)Number(fields, "urgency", order.UrgencyPercent, 0, 100),
            MinimumQuantity = Number(fields, "min", 0, 0, order.Quantity),
            BeneficialOwner = Number(fields, "owner", 0, 0, long.MaxValue),
            ClientId = (int)Number(fields, "client", 0, 0, int.MaxValue),
            HorizonNs = Number(fields, "horizon", 0, 0, 86_400) * TimeUnits.Second,
            ShortSale = fields.TryGetValue("short", out string? sale) ? One(sale, "short", Shorts) == 0 ? ShortSale.Short : ShortSale.ShortExempt : ShortSale.None,
            HasLocate = fields.TryGetValue("locate", out string? locate) && One(locate, "locate", YesNo) == 0,
            NoExploration = fields.TryGetValue("explore", out string? explore) && One(explore, "explore", YesNo) == 1,
        };
    }

    private static InstrumentId InstrumentOf(string symbol, Universe universe) =>
        new(One(symbol, "symbol", [.. universe.Instruments.ToArray().Select(i => i.Symbol)]));

    private static int One(string word, string what, string[] allowed)
    {
        int index = Array.IndexOf(allowed, word);
        Require(index >= 0, $"{what} '{word}' is none of {string.Join(", ", allowed)}");
        return index;
    }

    private static long Number(Dictionary<string, string> fields, string key, long usual, long min, long max) =>
        fields.TryGetValue(key, out string? text) ? Whole(text, key, min, max) : usual;

    private static long Whole(string text, string what, long min, long max)
    {
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value);
        Require(isNumber && value >= min && value <= max, string.Create(CultureInfo.InvariantCulture, $"{what} '{text}' is no whole number from {min} to {max}"));
        return value;
    }

    private static Price PriceOf(string text, string what)
    {
        bool isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value);
        Require(isNumber && value is > 0m and <= 1_000_000_000m && decimal.Truncate(value * Price.NanosPerUnit) == value * Price.NanosPerUnit, $"{what} '{text}' is no price above zero with at most nine decimal places");
        return Price.FromDecimal(value);
    }

    private static void RequireKey(string key) => Require(Keys.Contains(key), $"key '{key}' is none of {string.Join(", ", Keys)}");

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw Fault(what);
        }
    }

    private static EdgeRouterException Fault(string what) => EdgeRouterException.Usage("ER4058", $"the order: {what}");
}
