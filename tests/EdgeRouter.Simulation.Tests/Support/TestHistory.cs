using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Tests.Support;

/// <summary>One instrument's history with everything off, to switch one thing on.</summary>
internal static class TestHistory
{
    public const long Second = TestMarket.Second;

    public static PriceParameters Plain { get; } = new() { VolatileFactor = 1.0, BurstSecondsMean = 0.0 };

    public static FlowParameters Quiet { get; } = new() { PickOffProbability = 0.0, BurstTakersPerSecond = 0.0 };

    public static MarketParameters Market(PriceParameters price, FlowParameters flow, int seconds = 20_000) => new()
    {
        Instruments = [new() { Symbol = "TEST", OpenPrice = 100.0, RequoteTicks = 0.05 }],
        Venues = [MarketParameters.CreateDefault().Venues[0]],
        Price = price,
        Flow = flow,
        DurationSeconds = seconds,
    };

    public static InstrumentHistory Build(MarketParameters market, ulong seed) => DayHistory.Build(market, seed, day: 0).Instruments[0];

    public static long StartNs(MarketParameters market) => DayHistory.Build(market with { DurationSeconds = 1 }, 0, 0).StartNs;

    /// <summary>The price that makers follow, every so often.</summary>
    public static double[] Sample(InstrumentHistory history, long startNs, int count, long stepNs)
    {
        var cursor = new PathCursor([.. history.Moves], history.OpenTicks);
        var prices = new double[count];
        for (int i = 0; i < count; i++)
        {
            prices[i] = cursor.At(startNs + (i * stepNs));
        }

        return prices;
    }

    public static double[] ReturnsBps(double[] prices) => [.. prices.Skip(1).Zip(prices, (later, sooner) => 1e4 * (later - sooner) / sooner)];
}
