namespace EdgeRouter.Tools.Routing;

/// <summary>A market, its history and, where no models are used, what they would say: the book file of <c>edgerouter route</c> (<c>src/docs/ROUTE.md</c>).</summary>
public sealed record RouteBook
{
    /// <summary>Version of the form: 1.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>When the order comes, an instant such as <c>2025-01-15T15:00:00Z</c>.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Instruments; empty where reference data are given.</summary>
    public IReadOnlyList<InstrumentEntry> Instruments { get; init; } = [];

    /// <summary>Venues; empty where reference data are given.</summary>
    public IReadOnlyList<VenueEntry> Venues { get; init; } = [];

    /// <summary>What each venue shows.</summary>
    public required IReadOnlyList<Shown> Books { get; init; }

    /// <summary>What happened before.</summary>
    public IReadOnlyList<Past> History { get; init; } = [];

    /// <summary>What models would say of each row.</summary>
    public IReadOnlyList<Prediction> Predictions { get; init; } = [];

    /// <summary>The desk's objectives; empty = cost, speed and discretion.</summary>
    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    /// <summary>How waterfalls are built.</summary>
    public Building Waterfall { get; init; } = new();

    /// <summary>How much is explored.</summary>
    public Chance Exploration { get; init; } = new();

    /// <summary>An instrument.</summary>
    public sealed record InstrumentEntry
    {
        /// <summary>Ticker, at most six letters and digits.</summary>
        public required string Symbol { get; init; }

        /// <summary>Price step, currency.</summary>
        public decimal Tick { get; init; } = 0.01m;

        /// <summary>Round lot, shares.</summary>
        public int RoundLot { get; init; } = 100;

        /// <summary>Average daily volume of 20 days, shares.</summary>
        public required long AverageDailyVolume { get; init; }

        /// <summary>Average true range of the prior days, currency; 0 = unknown.</summary>
        public decimal AverageTrueRange { get; init; }
    }

    /// <summary>A venue.</summary>
    public sealed record VenueEntry
    {
        /// <summary>Name.</summary>
        public required string Name { get; init; }

        /// <summary>lit, inverted, midpoint or auction.</summary>
        public required string Kind { get; init; }

        /// <summary>Place in the static waterfall; lower goes first.</summary>
        public int StaticRank { get; init; }

        /// <summary>Whether its quote is protected.</summary>
        public bool Protected { get; init; } = true;

        /// <summary>One-way time, microseconds.</summary>
        public decimal LatencyUs { get; init; }

        /// <summary>Fee for taking, currency per share; negative = rebate.</summary>
        public decimal TakerFee { get; init; }

        /// <summary>Fee for posting, currency per share.</summary>
        public decimal MakerFee { get; init; }

        /// <summary>Fee of a midpoint execution, currency per share.</summary>
        public decimal MidpointFee { get; init; }

        /// <summary>What it can do; absent = everything.</summary>
        public IReadOnlyList<string>? Capabilities { get; init; }
    }

    /// <summary>What a venue shows of an instrument.</summary>
    public sealed record Shown
    {
        /// <summary>Which instrument.</summary>
        public required string Symbol { get; init; }

        /// <summary>Which venue.</summary>
        public required string Venue { get; init; }

        /// <summary>Pairs of price and shares, best first.</summary>
        public IReadOnlyList<decimal[]> Bids { get; init; } = [];

        /// <summary>Pairs of price and shares, best first.</summary>
        public IReadOnlyList<decimal[]> Asks { get; init; } = [];

        /// <summary>trading, quoting, paused or halted.</summary>
        public string Status { get; init; } = "trading";
    }

    /// <summary>What happened to an instrument before the order came.</summary>
    public sealed record Past
    {
        /// <summary>Which instrument.</summary>
        public required string Symbol { get; init; }

        /// <summary>Realised volatility of 5 minutes that a replayed zigzag of quotes is to have, bps; null = none is made.</summary>
        public double? Volatility5MinBps { get; init; }

        /// <summary>Pairs of seconds ago and midpoint, oldest first.</summary>
        public IReadOnlyList<decimal[]> Midpoints { get; init; } = [];

        /// <summary>Trades, oldest first.</summary>
        public IReadOnlyList<Trade> Trades { get; init; } = [];
    }

    /// <summary>A trade.</summary>
    public sealed record Trade
    {
        /// <summary>How long ago, s.</summary>
        public required decimal SecondsAgo { get; init; }

        /// <summary>Where.</summary>
        public required string Venue { get; init; }

        /// <summary>Price.</summary>
        public required decimal Price { get; init; }

        /// <summary>Shares.</summary>
        public required long Quantity { get; init; }
    }

    /// <summary>What models would say of a row.</summary>
    public sealed record Prediction
    {
        /// <summary>Which venue.</summary>
        public required string Venue { get; init; }

        /// <summary>take, midpoint or post.</summary>
        public required string Action { get; init; }

        /// <summary>0 to 1.</summary>
        public required double FillProbability { get; init; }

        /// <summary>Cost if filled, bps.</summary>
        public required double CostBps { get; init; }

        /// <summary>What it costs elsewhere if not, bps.</summary>
        public required double CompletionBps { get; init; }

        /// <summary>Action value, bps; for the learned policy.</summary>
        public double? ActionValueBps { get; init; }
    }

    /// <summary>What a desk weighs.</summary>
    public sealed record Objective
    {
        /// <summary>Name.</summary>
        public required string Name { get; init; }

        /// <summary>Weight of expected cost.</summary>
        public double Shortfall { get; init; } = 1.0;

        /// <summary>What a second is worth at urgency 50, bps.</summary>
        public double TimeBpsPerSecond { get; init; }

        /// <summary>Weight of leakage.</summary>
        public double Leakage { get; init; }

        /// <summary>How long what does not fill takes elsewhere, ms.</summary>
        public decimal RetryTimeMs { get; init; } = 100m;
    }

    /// <summary>How waterfalls are built.</summary>
    public sealed record Building
    {
        /// <summary>Scores this close count as equal, bps.</summary>
        public decimal ScoreBandBps { get; init; } = 0.5m;

        /// <summary>on, best-execution-only or off.</summary>
        public string Protection { get; init; } = "on";

        /// <summary>Whether takes may sweep beyond the touch.</summary>
        public bool SweepsBeyondTouch { get; init; }

        /// <summary>Most rows that share a step of top-n-split.</summary>
        public int SplitRowCountMax { get; init; } = 3;
    }

    /// <summary>How much is explored.</summary>
    public sealed record Chance
    {
        /// <summary>Fraction of parents that explore.</summary>
        public double Rate { get; init; }

        /// <summary>Seed, also of the random policy.</summary>
        public ulong Seed { get; init; }
    }
}
