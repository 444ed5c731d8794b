using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Lab.Environments;

/// <summary>One parent order in one market, from its arrival to its end.</summary>
public sealed record Episode
{
    /// <summary>The market, see <see cref="MarketWorlds.Create"/>. One instrument of it is played.</summary>
    public required MarketParameters Market { get; init; }

    /// <summary>Kind of day, see <see cref="MarketRegimes.Names"/>.</summary>
    public string Regime { get; init; } = MarketRegimes.Names[0];

    /// <summary>Seed of the market.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Day of the market, 0 to 100,000.</summary>
    public int Day { get; init; }

    /// <summary>Which instrument of the market, 0 to its count less one.</summary>
    public int Instrument { get; init; }

    /// <summary>The parent: side, type, quantity, actions, urgency. Id, instrument, arrival, horizon and policy are set by the episode.</summary>
    public required ParentOrder Parent { get; init; }

    /// <summary>How far beyond the far touch a limit stands, basis points; meaningless for market orders.</summary>
    public double LimitRoomBps { get; init; } = 20;

    /// <summary>Seconds from the open to the parent's arrival: what features and hidden liquidity need to settle. 0.1 to 23,000.</summary>
    public double WarmUpSeconds { get; init; } = 40;

    /// <summary>Seconds that the parent has. 0.001 to 3,600.</summary>
    public double HorizonSeconds { get; init; } = 8;

    /// <summary>Seconds of the session, of which the regime's happenings are fractions; less than the episode needs, as 0 is, = as long as it needs.</summary>
    public int SessionSeconds { get; init; }

    internal int WholeSeconds => Math.Max(SessionSeconds, (int)Math.Ceiling(WarmUpSeconds + HorizonSeconds) + 2);

    /// <summary>Checks every range.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER7071: there is no such regime. ER7120: a value is out of range; the message names it.</exception>
    public Episode Validated()
    {
        Require(Instrument >= 0 && Instrument < Market.Instruments.Count, nameof(Instrument));
        Require(Day is >= 0 and <= 100_000, nameof(Day));
        Require(Parent.Quantity > 0, "Parent.Quantity");
        Require(Parent.PermittedActions != RouteActions.None, "Parent.PermittedActions");
        Require(LimitRoomBps is >= 0 and <= 10_000, nameof(LimitRoomBps));
        Require(WarmUpSeconds is >= 0.1 and <= 23_000, nameof(WarmUpSeconds));
        Require(SessionSeconds is >= 0 and <= 23_400, nameof(SessionSeconds));
        Require(HorizonSeconds is >= 0.001 and <= 3_600, nameof(HorizonSeconds));
        return this;
    }

    private static void Require(bool condition, string key)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER7120", $"episode value {key} is out of range");
        }
    }
}
