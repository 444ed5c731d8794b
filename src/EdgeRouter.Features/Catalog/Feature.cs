namespace EdgeRouter.Features.Catalog;

/// <summary>Index of a feature in a row. Definitions are in <see cref="FeatureCatalog"/>. Models are trained on these positions: append only.</summary>
public enum Feature
{
    /// <summary>order_size_adv.</summary>
    OrderSizeToAdv = 0,

    /// <summary>order_size_touch.</summary>
    OrderSizeToTouch = 1,

    /// <summary>order_size_depth3.</summary>
    OrderSizeToDepth = 2,

    /// <summary>order_limit_distance_bps.</summary>
    OrderLimitDistance = 3,

    /// <summary>order_urgency.</summary>
    OrderUrgency = 4,

    /// <summary>order_elapsed_ms.</summary>
    OrderElapsed = 5,

    /// <summary>order_elapsed_fraction.</summary>
    OrderElapsedFraction = 6,

    /// <summary>order_remaining_fraction.</summary>
    OrderRemaining = 7,

    /// <summary>order_is_market.</summary>
    OrderIsMarket = 8,

    /// <summary>spread_bps.</summary>
    Spread = 9,

    /// <summary>imbalance_5.</summary>
    Imbalance = 10,

    /// <summary>microprice_offset_bps.</summary>
    Microprice = 11,

    /// <summary>volatility_1s_bps.</summary>
    Volatility1S = 12,

    /// <summary>volatility_10s_bps.</summary>
    Volatility10S = 13,

    /// <summary>volatility_5min_bps.</summary>
    Volatility5Min = 14,

    /// <summary>atr_bps.</summary>
    AverageTrueRange = 15,

    /// <summary>trade_rate_1s.</summary>
    TradeRate1S = 16,

    /// <summary>trade_rate_10s.</summary>
    TradeRate10S = 17,

    /// <summary>trade_volume_1min_adv.</summary>
    TradeVolume1Min = 18,

    /// <summary>trade_flow_1s.</summary>
    TradeFlow1S = 19,

    /// <summary>trade_flow_10s.</summary>
    TradeFlow10S = 20,

    /// <summary>trade_flow_1min.</summary>
    TradeFlow1Min = 21,

    /// <summary>mid_return_100ms_bps.</summary>
    MidReturn100Ms = 22,

    /// <summary>mid_return_1s_bps.</summary>
    MidReturn1S = 23,

    /// <summary>mid_return_10s_bps.</summary>
    MidReturn10S = 24,

    /// <summary>quote_rate_1s.</summary>
    QuoteRate = 25,

    /// <summary>time_of_day.</summary>
    TimeOfDay = 26,

    /// <summary>nbbo_age_ms.</summary>
    NbboAge = 27,

    /// <summary>venue_kind.</summary>
    VenueKindCode = 28,

    /// <summary>venue_action.</summary>
    ActionCode = 29,

    /// <summary>venue_fee_bps.</summary>
    VenueFee = 30,

    /// <summary>venue_touch_size.</summary>
    VenueTouchSize = 31,

    /// <summary>venue_queue_size.</summary>
    VenueQueueSize = 32,

    /// <summary>venue_depth3.</summary>
    VenueDepth = 33,

    /// <summary>venue_touch_offset_bps.</summary>
    VenueTouchOffset = 34,

    /// <summary>venue_at_nbbo.</summary>
    VenueAtNbbo = 35,

    /// <summary>venue_alone_at_nbbo.</summary>
    VenueAloneAtNbbo = 36,

    /// <summary>venue_quote_age_ms.</summary>
    VenueQuoteAge = 37,

    /// <summary>venue_latency_us.</summary>
    VenueLatency = 38,

    /// <summary>venue_spread_bps.</summary>
    VenueSpread = 39,

    /// <summary>venue_fill_rate.</summary>
    VenueFillRate = 40,

    /// <summary>venue_partial_rate.</summary>
    VenuePartialRate = 41,

    /// <summary>venue_time_to_fill_ms.</summary>
    VenueTimeToFill = 42,

    /// <summary>venue_reject_rate.</summary>
    VenueRejectRate = 43,

    /// <summary>venue_ack_p50_us.</summary>
    VenueAckP50 = 44,

    /// <summary>venue_ack_p99_us.</summary>
    VenueAckP99 = 45,

    /// <summary>venue_adverse_bps.</summary>
    VenueAdverse = 46,

    /// <summary>venue_leakage_bps.</summary>
    VenueLeakage = 47,

    /// <summary>venue_own_impact_bps.</summary>
    VenueOwnImpact = 48,

    /// <summary>venue_since_fill_s.</summary>
    VenueSinceFill = 49,

    /// <summary>venue_since_miss_s.</summary>
    VenueSinceMiss = 50,

    /// <summary>venue_last_fill_ratio.</summary>
    VenueLastFill = 51,

    /// <summary>venue_trade_share.</summary>
    VenueTradeShare = 52,

    /// <summary>venue_since_print_s.</summary>
    VenueSincePrint = 53,

    /// <summary>venue_times_tried.</summary>
    VenueTimesTried = 54,

    /// <summary>size_venue_depth3.</summary>
    SizeToVenueDepth = 55,

    /// <summary>venue_depth_share.</summary>
    VenueDepthShare = 56,

    /// <summary>imbalance_side.</summary>
    ImbalanceSide = 57,

    /// <summary>spread_volatility.</summary>
    SpreadVolatility = 58,

    /// <summary>all_in_price_bps.</summary>
    AllInPrice = 59,
}
