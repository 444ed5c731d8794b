using System.Globalization;
using System.Text;

namespace EdgeRouter.Simulation.History;

/// <summary>The table by which trades of the tape are filtered; <c>src/docs/CALIBRATION.md</c> shows it and a test holds the two together.
/// A trade with several conditions counts only for what all of them permit.</summary>
public static class TaqConditionTable
{
    private const TapeUse Traded = TapeUse.Price | TapeUse.Volume;
    private const string Settlement = "another settlement has another price";
    private const string Elsewhere = "made at another time or by a formula: shares, not a price of now";
    private const string Auction = "an auction has no aggressor";

    /// <summary>One rule a condition, in order of the bits.</summary>
    public static IReadOnlyList<TaqConditionRule> Rules { get; } =
    [
        new(TaqCondition.Regular, "regular way", TapeUse.All, "the ordinary trade"),
        new(TaqCondition.Cash, "delivery today", TapeUse.Volume, Settlement),
        new(TaqCondition.NextDay, "delivery tomorrow", TapeUse.Volume, Settlement),
        new(TaqCondition.Seller, "delivery when the seller chooses", TapeUse.Volume, Settlement),
        new(TaqCondition.YellowFlag, "regular, in an unusual event of the market centre", TapeUse.All, "eligible for all statistics"),
        new(TaqCondition.IntermarketSweep, "intermarket sweep order", TapeUse.All, "the most aggressive of takers"),
        new(TaqCondition.OpeningPrint, "opening auction", Traded, Auction),
        new(TaqCondition.ClosingPrint, "closing auction", Traded, Auction),
        new(TaqCondition.ReopeningPrint, "auction after a halt", Traded, Auction),
        new(TaqCondition.DerivativelyPriced, "derivatively priced", TapeUse.Volume, Elsewhere),
        new(TaqCondition.FormT, "form T, outside regular hours", TapeUse.None, "not of the session"),
        new(TaqCondition.SoldLast, "sold, reported late", TapeUse.Volume, Elsewhere),
        new(TaqCondition.Stopped, "stopped order", Traded, "the price was promised before"),
        new(TaqCondition.ExtendedHours, "outside regular hours", TapeUse.None, "not of the session"),
        new(TaqCondition.OutOfSequence, "out of sequence", TapeUse.Volume, Elsewhere),
        new(TaqCondition.Split, "split over two markets", Traded, "one order, two prints: no second aggressor"),
        new(TaqCondition.Acquisition, "acquisition", Traded, "negotiated"),
        new(TaqCondition.Bunched, "several trades as one", Traded, "no arrival of its own"),
        new(TaqCondition.StockOption, "leg of a trade with options", TapeUse.Volume, "priced with the other leg"),
        new(TaqCondition.Distribution, "block sold in parts", Traded, "negotiated"),
        new(TaqCondition.AveragePrice, "average price", TapeUse.Volume, Elsewhere),
        new(TaqCondition.Cross, "crossing session or auction", Traded, Auction),
        new(TaqCondition.PriceVariation, "price far from the market", TapeUse.Volume, "says so itself"),
        new(TaqCondition.Rule155, "American exchange's rule 155", Traded, "a specialist's clean-up"),
        new(TaqCondition.OfficialClose, "official closing value", TapeUse.None, "repeats a trade; no shares changed hands"),
        new(TaqCondition.PriorReferencePrice, "price of over 90 s ago", TapeUse.Volume, Elsewhere),
        new(TaqCondition.OfficialOpen, "official opening value", TapeUse.None, "repeats a trade; no shares changed hands"),
        new(TaqCondition.CapElection, "elected by a sweep", Traded, "repeats the sweep's aggressor"),
        new(TaqCondition.AutoExecution, "automatic execution", TapeUse.All, "the ordinary trade of its time"),
        new(TaqCondition.TradeThroughExempt, "exempt from trade-through protection", TapeUse.All, "stands with the sweeps"),
        new(TaqCondition.Undocumented, "undocumented", TapeUse.None, "nobody says what it is"),
        new(TaqCondition.OddLot, "odd lot", TapeUse.Volume | TapeUse.Sign, "its price may be off the protected quote (none in 2013: odd lots came onto the tape on 2013-12-09)"),
    ];

    /// <summary>What a trade may be counted for.</summary>
    /// <param name="conditions">Its conditions; none = regular.</param>
    public static TapeUse UseOf(TaqCondition conditions)
    {
        TapeUse use = TapeUse.All;
        for (uint left = (uint)conditions; left != 0; left &= left - 1)
        {
            use &= Rules[System.Numerics.BitOperations.TrailingZeroCount(left)].Use;
        }

        return use;
    }

    /// <summary>The table as the docs show it.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| bit | condition | price | volume | sign | why |\n|---|---|---|---|---|---|\n");
        foreach (TaqConditionRule rule in Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {(uint)rule.Condition:X} | {rule.Meaning} | {Mark(rule, TapeUse.Price)} | {Mark(rule, TapeUse.Volume)} | {Mark(rule, TapeUse.Sign)} | {rule.Why} |\n");
        }

        return text.ToString();
    }

    private static string Mark(TaqConditionRule rule, TapeUse use) => (rule.Use & use) != 0 ? "yes" : "no";
}
