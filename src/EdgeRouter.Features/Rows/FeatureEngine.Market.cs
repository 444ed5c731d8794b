using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Features.Market;
using EdgeRouter.MarketData.Consolidated;

namespace EdgeRouter.Features.Rows;

/// <content>Features of the order and of the market: the same in every row of a request.</content>
public sealed partial class FeatureEngine
{
    private void FillOrder(in FeatureRequest request, in MarketContext context)
    {
        double total = request.TotalQuantity;
        Instrument instrument = _universe[request.InstrumentId];
        Price far = context.Nbbo.FarTouch(request.Side);
        double elapsedNs = Math.Max(0, request.NowNs - request.ArrivalTimeNs);
        Set(Feature.OrderSizeToAdv, total / instrument.AverageDailyVolume);
        Set(Feature.OrderSizeToTouch, Ratio(context.Remaining, context.Nbbo.FarQuantity(request.Side)));
        Set(Feature.OrderSizeToDepth, Ratio(context.Remaining, context.FarDepth));
        Set(Feature.OrderLimitDistance, request.HasLimit ? context.Bps(context.Sign * (double)(request.LimitPrice.Nanos - far.Nanos)) : double.NaN);
        Set(Feature.OrderUrgency, request.UrgencyPercent / 100.0);
        Set(Feature.OrderElapsed, elapsedNs / 1e6);
        Set(Feature.OrderElapsedFraction, Ratio(elapsedNs, request.HorizonNs));
        Set(Feature.OrderRemaining, Ratio(context.Remaining, total));
        Set(Feature.OrderIsMarket, request.HasLimit ? 0.0 : 1.0);
    }

    private void FillMarket(in FeatureRequest request, ref MarketContext context)
    {
        MarketSnapshot market = _market.Read(request.InstrumentId, request.NowNs);
        context.SpreadBps = context.Bps(context.Nbbo.SpreadNanos);
        context.Volatility10SBps = market.Volatility10SBps;
        FillQuote(request, context);
        FillFlow(request, context, market);
        double sign = context.Sign;
        Set(Feature.Volatility1S, market.Volatility1SBps);
        Set(Feature.Volatility10S, market.Volatility10SBps);
        Set(Feature.Volatility5Min, market.Volatility5MinBps);
        Set(Feature.MidReturn100Ms, sign * market.Return100MsBps);
        Set(Feature.MidReturn1S, sign * market.Return1SBps);
        Set(Feature.MidReturn10S, sign * market.Return10SBps);
        Set(Feature.QuoteRate, market.Second.Quotes);
        Set(Feature.TimeOfDay, (double)(request.NowNs % TimeUnits.Day) / TimeUnits.Day);
        Set(Feature.NbboAge, market.NbboAgeNs < 0 ? double.NaN : Milliseconds(market.NbboAgeNs));
        Set(Feature.SpreadVolatility, context.SpreadBps * market.Volatility10SBps);
    }

    private void FillQuote(in FeatureRequest request, in MarketContext context)
    {
        long range = _universe[request.InstrumentId].AverageTrueRangeNanos;
        double imbalance = ImbalanceOf(request.InstrumentId);
        double bidShares = context.Nbbo.BidQuantity;
        double askShares = context.Nbbo.AskQuantity;
        double bid = context.Nbbo.Bid.Nanos;
        double ask = context.Nbbo.Ask.Nanos;
        double microprice = ((bid * askShares) + (ask * bidShares)) / (bidShares + askShares);
        Set(Feature.Spread, context.SpreadBps);
        Set(Feature.Imbalance, imbalance);
        Set(Feature.ImbalanceSide, imbalance * context.Sign);
        Set(Feature.Microprice, context.Bps(context.Sign * (microprice - context.Mid)));
        Set(Feature.AverageTrueRange, range > 0 ? context.Bps(range) : double.NaN);
    }

    private void FillFlow(in FeatureRequest request, in MarketContext context, in MarketSnapshot market)
    {
        double dailyVolume = _universe[request.InstrumentId].AverageDailyVolume;
        Set(Feature.TradeRate1S, market.Second.Trades);
        Set(Feature.TradeRate10S, market.TenSeconds.Trades / 10.0);
        Set(Feature.TradeVolume1Min, market.Minute.Volume / dailyVolume * 1e6);
        Set(Feature.TradeFlow1S, Flow(market.Second, context.Sign));
        Set(Feature.TradeFlow10S, Flow(market.TenSeconds, context.Sign));
        Set(Feature.TradeFlow1Min, Flow(market.Minute, context.Sign));
    }

    private static double Flow(in WindowSums sums, int sign) => sums.Volume == 0 ? 0.0 : (double)(sums.SignedVolume * sign) / sums.Volume;

    private double ImbalanceOf(InstrumentId instrumentId)
    {
        double bids = SharesOf(instrumentId, Side.Buy);
        double asks = SharesOf(instrumentId, Side.Sell);
        return Ratio(bids - asks, bids + asks);
    }

    private double SharesOf(InstrumentId instrumentId, Side side)
    {
        Span<DepthLevel> levels = stackalloc DepthLevel[ImbalanceLevels];
        int count = _book.CopyLevels(instrumentId, side, levels);
        double shares = 0.0;
        for (int i = 0; i < count; i++)
        {
            shares += levels[i].Quantity;
        }

        return shares;
    }
}
