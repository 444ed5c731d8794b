using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Consolidated;

namespace EdgeRouter.Features.Rows;

/// <summary>What all rows of one request share.</summary>
internal struct MarketContext
{
    public Nbbo Nbbo;
    public bool HasMid;
    public double Mid; // nanos
    public int Sign;
    public Side FarSide;
    public double Remaining;
    public int SizeBucket;
    public double FarDepth; // best three prices
    public double FarShares; // best five
    public double NearShares;
    public double VenueDepthTotal;
    public double TradedVolume;
    public double SpreadBps;
    public double Volatility10SBps;

    /// <summary>A difference of prices in bps of the midpoint; NaN without one.</summary>
    public readonly double Bps(double nanos) => HasMid ? nanos / Mid * 10_000.0 : double.NaN;
}
