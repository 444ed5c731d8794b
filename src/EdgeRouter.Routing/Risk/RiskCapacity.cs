using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Risk;

/// <summary>Sizes of the risk gate's tables. A full table refuses (<see cref="Core.Orders.RejectReason.CapacityExceeded"/>); nothing passes unseen.</summary>
public sealed record RiskCapacity
{
    /// <summary>Most clients, the house included; 1 to 65,536.</summary>
    public int ClientsMax { get; init; } = 256;

    /// <summary>Most open children whose beneficial owner is watched; 1 to 1,048,576. As many as the router has children open at most.</summary>
    public int OwnOrdersMax { get; init; } = 16_384;

    /// <summary>Most different orders remembered for the duplicate check; 1 to 1,048,576. Above the order rate times the duplicate window.</summary>
    public int RecentOrdersMax { get; init; } = 4_096;

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1144: a value is out of range; the message names the key.</exception>
    public RiskCapacity Validate()
    {
        Require(ClientsMax, 65_536, nameof(ClientsMax));
        Require(OwnOrdersMax, 1 << 20, nameof(OwnOrdersMax));
        Require(RecentOrdersMax, 1 << 20, nameof(RecentOrdersMax));
        return this;
    }

    private static void Require(int value, int most, string key)
    {
        if (value < 1 || value > most)
        {
            throw EdgeRouterException.Usage("ER1144", $"risk capacity {key} is {value}: it must be 1 to {most}");
        }
    }
}
