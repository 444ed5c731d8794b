using System.Globalization;
using System.Text;

namespace EdgeRouter.Features.Catalog;

/// <summary>Every feature: the one table that datasets, models and the documentation are made from.</summary>
public static class FeatureCatalog
{
    private static readonly FeatureDefinition[] Table =
    [
        new(Feature.OrderSizeToAdv, "order_size_adv", FeatureGroup.Order, "ratio", "Whole quantity of the parent ÷ average daily volume of the instrument (20 days)."),
        new(Feature.OrderSizeToTouch, "order_size_touch", FeatureGroup.Order, "ratio", "Remaining quantity ÷ shares displayed at the far touch of the NBBO."),
        new(Feature.OrderSizeToDepth, "order_size_depth3", FeatureGroup.Order, "ratio", "Remaining quantity ÷ shares in the best three far-side prices over all venues."),
        new(Feature.OrderLimitDistance, "order_limit_distance_bps", FeatureGroup.Order, "bps", "(Limit − far touch) × side ÷ midpoint; positive = marketable by that much. Missing for market orders."),
        new(Feature.OrderUrgency, "order_urgency", FeatureGroup.Order, "fraction", "Urgency of the parent: 0 = patient, 1 = now."),
        new(Feature.OrderElapsed, "order_elapsed_ms", FeatureGroup.Order, "ms", "Time since the parent's arrival."),
        new(Feature.OrderElapsedFraction, "order_elapsed_fraction", FeatureGroup.Order, "fraction", "Time since the parent's arrival ÷ its horizon. Missing without a horizon."),
        new(Feature.OrderRemaining, "order_remaining_fraction", FeatureGroup.Order, "fraction", "Remaining quantity ÷ whole quantity."),
        new(Feature.OrderIsMarket, "order_is_market", FeatureGroup.Order, "flag", "1 = no limit price."),
        new(Feature.Spread, "spread_bps", FeatureGroup.Market, "bps", "Best offer − best bid, ÷ midpoint; negative when crossed."),
        new(Feature.Imbalance, "imbalance_5", FeatureGroup.Market, "fraction", "(Bid shares − ask shares) ÷ their sum, over the best five prices a side, all venues."),
        new(Feature.Microprice, "microprice_offset_bps", FeatureGroup.Market, "bps", "(Microprice − midpoint) × side ÷ midpoint, where microprice = (bid × ask shares + ask × bid shares) ÷ both, at the NBBO."),
        new(Feature.Volatility1S, "volatility_1s_bps", FeatureGroup.Market, "bps", "Square root of the sum of squared midpoint changes of the last second (100 buckets of 10 ms)."),
        new(Feature.Volatility10S, "volatility_10s_bps", FeatureGroup.Market, "bps", "The same over 10 s (100 buckets of 100 ms)."),
        new(Feature.Volatility5Min, "volatility_5min_bps", FeatureGroup.Market, "bps", "The same over 5 min (300 buckets of 1 s)."),
        new(Feature.AverageTrueRange, "atr_bps", FeatureGroup.Market, "bps", "Average true range of the prior days ÷ midpoint. Missing where it is not configured."),
        new(Feature.TradeRate1S, "trade_rate_1s", FeatureGroup.Market, "1/s", "Trades of the last second, all venues."),
        new(Feature.TradeRate10S, "trade_rate_10s", FeatureGroup.Market, "1/s", "Trades of the last 10 s ÷ 10."),
        new(Feature.TradeVolume1Min, "trade_volume_1min_adv", FeatureGroup.Market, "1e-6", "Shares traded in the last minute ÷ average daily volume, in millionths."),
        new(Feature.TradeFlow1S, "trade_flow_1s", FeatureGroup.Market, "fraction", "(Shares bought − sold by takers) × side ÷ shares traded, last second; 0 without trades. A trade without a known taker counts by its price against the midpoint."),
        new(Feature.TradeFlow10S, "trade_flow_10s", FeatureGroup.Market, "fraction", "The same over 10 s."),
        new(Feature.TradeFlow1Min, "trade_flow_1min", FeatureGroup.Market, "fraction", "The same over 1 min (60 buckets of 1 s)."),
        new(Feature.MidReturn100Ms, "mid_return_100ms_bps", FeatureGroup.Market, "bps", "Midpoint now against the one 100 ms ago (end of a bucket of 10 ms), × side. Missing before there was one."),
        new(Feature.MidReturn1S, "mid_return_1s_bps", FeatureGroup.Market, "bps", "The same over 1 s."),
        new(Feature.MidReturn10S, "mid_return_10s_bps", FeatureGroup.Market, "bps", "The same over 10 s (end of a bucket of 100 ms)."),
        new(Feature.QuoteRate, "quote_rate_1s", FeatureGroup.Market, "1/s", "Venue book changes of the last second, all venues."),
        new(Feature.TimeOfDay, "time_of_day", FeatureGroup.Market, "fraction", "UTC time of day: 0 = midnight, 0.5 = noon."),
        new(Feature.NbboAge, "nbbo_age_ms", FeatureGroup.Market, "ms", "Time since a price or a size of the NBBO changed."),
        new(Feature.VenueKindCode, "venue_kind", FeatureGroup.Venue, "code", "0 lit, 1 inverted, 2 midpoint, 3 auction."),
        new(Feature.ActionCode, "venue_action", FeatureGroup.Venue, "code", "0 take, 1 midpoint, 2 post."),
        new(Feature.VenueFee, "venue_fee_bps", FeatureGroup.Venue, "bps", "Configured fee of the action ÷ midpoint; negative = rebate."),
        new(Feature.VenueTouchSize, "venue_touch_size", FeatureGroup.Venue, "ratio", "Shares displayed at the venue's far touch ÷ remaining quantity."),
        new(Feature.VenueQueueSize, "venue_queue_size", FeatureGroup.Venue, "ratio", "Shares displayed at the venue's near touch ÷ remaining quantity: the queue that a posted order joins."),
        new(Feature.VenueDepth, "venue_depth3", FeatureGroup.Venue, "ratio", "Shares in the venue's best three far-side levels ÷ remaining quantity."),
        new(Feature.VenueTouchOffset, "venue_touch_offset_bps", FeatureGroup.Venue, "bps", "(Venue's far touch − far touch of the NBBO) × side ÷ midpoint; positive = worse."),
        new(Feature.VenueAtNbbo, "venue_at_nbbo", FeatureGroup.Venue, "flag", "1 = the venue shows the far touch of the NBBO."),
        new(Feature.VenueAloneAtNbbo, "venue_alone_at_nbbo", FeatureGroup.Venue, "flag", "1 = no other venue shows it."),
        new(Feature.VenueQuoteAge, "venue_quote_age_ms", FeatureGroup.Venue, "ms", "Time since the venue's book changed. Missing before it did."),
        new(Feature.VenueLatency, "venue_latency_us", FeatureGroup.Venue, "us", "Configured one-way latency to the venue."),
        new(Feature.VenueSpread, "venue_spread_bps", FeatureGroup.Venue, "bps", "The venue's own best offer − best bid, ÷ midpoint."),
        new(Feature.VenueFillRate, "venue_fill_rate", FeatureGroup.Venue, "fraction", "Mean filled part of our accepted orders: venue × action × instrument × size, decayed, shrunk to its parents."),
        new(Feature.VenuePartialRate, "venue_partial_rate", FeatureGroup.Venue, "fraction", "Share of our accepted orders that filled in part; cells as above."),
        new(Feature.VenueTimeToFill, "venue_time_to_fill_ms", FeatureGroup.Venue, "ms", "Mean time from sending to the first fill, of orders that filled; cells as above."),
        new(Feature.VenueRejectRate, "venue_reject_rate", FeatureGroup.Venue, "fraction", "Share of our orders that the venue refused; cells as above."),
        new(Feature.VenueAckP50, "venue_ack_p50_us", FeatureGroup.Venue, "us", "Median time from sending to the venue's first answer, recent orders."),
        new(Feature.VenueAckP99, "venue_ack_p99_us", FeatureGroup.Venue, "us", "99th percentile of the same."),
        new(Feature.VenueAdverse, "venue_adverse_bps", FeatureGroup.Venue, "bps", "Mark-out cost of our fills: (fill price − midpoint at the horizon) × side ÷ fill price; positive = the market moved against us; cells as above."),
        new(Feature.VenueLeakage, "venue_leakage_bps", FeatureGroup.Venue, "bps", "Midpoint move × side from sending to the end of our orders that did not fill; cells as above."),
        new(Feature.VenueOwnImpact, "venue_own_impact_bps", FeatureGroup.Venue, "bps", "The same for our orders that filled, with a short memory; cells as above."),
        new(Feature.VenueSinceFill, "venue_since_fill_s", FeatureGroup.Venue, "s", "Time since our last fill there, same instrument and side; 300 = longer ago or never."),
        new(Feature.VenueSinceMiss, "venue_since_miss_s", FeatureGroup.Venue, "s", "Time since our last order there that ended without a fill, same instrument and side; 300 = longer ago or never."),
        new(Feature.VenueLastFill, "venue_last_fill_ratio", FeatureGroup.Venue, "fraction", "Filled part of our last order there, same instrument and side. Missing before one ended."),
        new(Feature.VenueTradeShare, "venue_trade_share", FeatureGroup.Venue, "fraction", "The venue's part of the shares traded in the last minute (six buckets of 10 s). Missing without trades."),
        new(Feature.VenueSincePrint, "venue_since_print_s", FeatureGroup.Venue, "s", "Time since the venue's last print of the instrument; 300 = longer ago or never."),
        new(Feature.VenueTimesTried, "venue_times_tried", FeatureGroup.Venue, "count", "Orders of this parent that this row sent before."),
        new(Feature.SizeToVenueDepth, "size_venue_depth3", FeatureGroup.Derived, "ratio", "Remaining quantity ÷ shares in the venue's best three far-side levels. Missing without any."),
        new(Feature.VenueDepthShare, "venue_depth_share", FeatureGroup.Derived, "fraction", "The venue's best three far-side levels ÷ those of all venues with a book."),
        new(Feature.ImbalanceSide, "imbalance_side", FeatureGroup.Derived, "fraction", "imbalance_5 × side: positive = pressure in our direction."),
        new(Feature.SpreadVolatility, "spread_volatility", FeatureGroup.Derived, "bps²", "spread_bps × volatility_10s_bps."),
        new(Feature.AllInPrice, "all_in_price_bps", FeatureGroup.Derived, "bps", "Price against the midpoint if this action fills, fee included: take = (venue's far touch − midpoint) × side + taker fee; midpoint = midpoint fee; post = (near touch of the NBBO − midpoint) × side + maker fee."),
    ];

    /// <summary>Features of a row.</summary>
    public static int Count => Table.Length;

    /// <summary>The features in row order.</summary>
    public static ReadOnlySpan<FeatureDefinition> Features => Table;

    /// <summary>Stable hash of names and order: a model says with it which rows it was trained on.</summary>
    public static ulong Hash { get; } = ComputeHash();

    /// <summary>A feature by name.</summary>
    /// <param name="name">As in the table.</param>
    /// <param name="definition">The feature.</param>
    public static bool TryFind(string name, out FeatureDefinition definition)
    {
        int index = Array.FindIndex(Table, f => string.Equals(f.Name, name, StringComparison.Ordinal));
        definition = index < 0 ? default : Table[index];
        return index >= 0;
    }

    /// <summary>The table as a page of documentation.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("# Features\n\nGenerated from `FeatureCatalog`; do not edit. One row = one venue and action. `side` is +1 for a buy and −1 for a sell. NaN = missing.\n");
        text.Append("Windows are event time, in buckets: the current bucket counts as far as it has gone. bps are of the midpoint unless said.\n");
        text.Append("The NBBO counts what is protected: at each venue the best price at which its shares make a round lot. Touches and depths of venues count every share.\n\n");
        text.Append("| index | name | group | unit | definition |\n|---:|---|---|---|---|\n");
        foreach (FeatureDefinition f in Table)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {f.Index} | `{f.Name}` | {f.Group.ToString().ToLowerInvariant()} | {f.Unit} | {f.Text} |\n");
        }

        return text.ToString();
    }

    private static ulong ComputeHash()
    {
        ulong hash = 14_695_981_039_346_656_037; // FNV-1a
        foreach (FeatureDefinition f in Table)
        {
            foreach (char c in f.Name + "\n")
            {
                hash = (hash ^ c) * 1_099_511_628_211;
            }
        }

        return hash;
    }
}
