using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Lab.Environments;
using EdgeRouter.Lab.Live;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Lab.Reports;

/// <summary>One instrument-day: a market of one instrument and parents that follow each other, the same for every policy that plays it.</summary>
/// <remarks>A market and the time until its hidden liquidity has settled cost more than a parent; so many parents share one, and are apart by longer than the market
/// remembers. They share its days' luck, and so an instrument-day is one cluster.</remarks>
internal sealed class ComparisonSession
{
    private const ulong Stream = 0x434F_4D50_4152_4500;
    private const long IdsPerSession = 1_000;
    private const double PauseSeconds = 2;

    private readonly ComparisonOptions _options;
    private readonly MarketParameters _market;
    private readonly int _number;
    private readonly ulong _seed;
    private readonly ScheduledParent[] _parents;

    /// <summary>Draws a session's parents.</summary>
    /// <param name="options">Validated.</param>
    /// <param name="world">The world.</param>
    /// <param name="regime">The kind of day.</param>
    /// <param name="number">Which session of the instrument, 0 or more: also its day.</param>
    /// <param name="instrument">Which instrument.</param>
    public ComparisonSession(ComparisonOptions options, MarketParameters world, string regime, int number, int instrument)
    {
        _options = options;
        _number = number;
        _seed = options.Seed + (ulong)number;
        double seconds = options.WarmUpSeconds + (options.ParentCount * (options.HorizonSeconds + PauseSeconds)) + 1;
        _market = EpisodeMarket.Of(world, regime, instrument, (int)Math.Ceiling(seconds));
        _parents = Draw(options, _market, instrument);
    }

    /// <summary>Symbol of the instrument.</summary>
    public string Symbol => _market.Instruments[0].Symbol;

    /// <summary>Which session of the instrument.</summary>
    public int Number => _number;

    /// <summary>Plays all parents under one policy.</summary>
    /// <param name="policyId">Policy.</param>
    /// <param name="change">Changes the run's options; null = none.</param>
    /// <returns>Outcomes in order of parents.</returns>
    public ParentOutcome[] Play(byte policyId, Func<LiveRunOptions, LiveRunOptions>? change = null)
    {
        LiveRunOptions options = OptionsOf(policyId);
        using var run = new LiveRun(change is null ? options : change(options));
        run.RunToQuestion();
        return [.. run.Output.Outcomes.OrderBy(o => o.ParentId.Value)];
    }

    /// <summary>A run of the session that the caller drives.</summary>
    public LiveRunOptions OptionsOf(byte policyId) => new()
    {
        Market = _market,
        Seed = _seed,
        Day = _number,
        Parents = [.. _parents.Select(p => p with { Order = p.Order with { PolicyId = policyId } })],
        Policies = _options.Policy with { Exploration = _options.Policy.Exploration with { Seed = _seed } },
        HasPlans = policyId >= PolicyIds.GuestMin,
    };

    private ScheduledParent[] Draw(ComparisonOptions options, MarketParameters market, int instrument)
    {
        var random = new DeterministicRandom(_seed ^ SplitMix64.Mix((ulong)_number), Stream + (ulong)instrument);
        long startNs = EpisodeMarket.StartNs(market, _number) + (long)(options.WarmUpSeconds * TimeUnits.Second);
        var stepNs = (long)((options.HorizonSeconds + PauseSeconds) * TimeUnits.Second);
        var parents = new ScheduledParent[options.ParentCount];
        for (int i = 0; i < parents.Length; i++)
        {
            long arrivalNs = startNs + (i * stepNs) + (long)(random.NextDouble() * PauseSeconds / 2 * TimeUnits.Second);
            long id = ((((long)_number * 64) + instrument) * IdsPerSession) + i + 1;
            parents[i] = DrawOne(options, market.Instruments[0].RoundLot, ref random);
            parents[i] = parents[i] with { Order = parents[i].Order with { Id = new ParentOrderId(id), ArrivalTimeNs = arrivalNs } };
        }

        return parents;
    }

    private static ScheduledParent DrawOne(ComparisonOptions options, int roundLot, ref DeterministicRandom random)
    {
        ParentScheduleOptions desk = options.Parents;
        double size = desk.MedianQuantity * DeterministicMath.Exp(desk.LogQuantityDeviation * random.NextGaussian());
        long lots = Math.Clamp((long)(size / roundLot), 1, Math.Max(1, desk.QuantityMax / roundLot));
        bool isLimit = random.NextBool(desk.LimitFraction);
        return new ScheduledParent(
            new ParentOrder
            {
                InstrumentId = new InstrumentId(0),
                Side = random.NextBool(0.5) ? Side.Buy : Side.Sell,
                Type = isLimit ? OrderType.Limit : OrderType.Market,
                TimeInForce = TimeInForce.Day,
                PermittedActions = desk.PermittedActions,
                UrgencyPercent = 100,
                Quantity = lots * roundLot,
                HorizonNs = (long)(options.HorizonSeconds * TimeUnits.Second),
            },
            random.NextDouble() * desk.LimitRoomBps);
    }
}
