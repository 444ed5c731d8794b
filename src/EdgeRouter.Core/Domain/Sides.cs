namespace EdgeRouter.Core.Domain;

/// <summary>Arithmetic on <see cref="Side"/>.</summary>
public static class Sides
{
    /// <summary>The side that trades with <paramref name="side"/>.</summary>
    /// <param name="side">Buy or Sell.</param>
    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    /// <summary>+1 for a buy, −1 for a sell: a higher price is worse for a buyer.</summary>
    /// <param name="side">Buy or Sell.</param>
    public static int Sign(this Side side) => side == Side.Buy ? 1 : -1;
}
