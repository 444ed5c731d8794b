using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Features.Market;

namespace EdgeRouter.Features.Rows;

/// <content>Features of the order and of the market: the same in every row of a request.</content>
public sealed partial class FeatureEngine
{
    private void FillOrder(in FeatureRequest request, in MarketContext context, Span<float> row)
    {
        double total = request.TotalQuantity;
        Instrument instrument = _universe[request.InstrumentId];
        Price far = context.Nbbo.FarTouch(request.Side);
        double elapsedNs = Math.Max(0, request.NowNs - request.ArrivalTimeNs);
        Set(row, Feature.OrderSizeToAdv, total / instrument.AverageDailyVolume);
        Set(row, Feature.OrderSizeToTouch, Ratio(context.Remaining, context.Nbbo.FarQuantity(request.Side)));
        Set(row, Feature.OrderSizeToDepth, Ratio(context.Remaining, context.FarDepth));
        Set(row, Feature.OrderLimitDistance, request.HasLimit ? context.Bps(context.Sign * (double)(request.LimitPrice.Nanos - far.Nanos)) : double.NaN);
        Set(row, Feature.OrderUrgency, request.UrgencyPercent / 100.0);
        Set(row, Feature.OrderElapsed, elapsedNs / 1e6);
        Set(row, Feature.OrderElapsedFraction, Ratio(elapsedNs, request.HorizonNs));
        Set(row, Feature.OrderRemaining, Ratio(context.Remaining, total));
        Set(row, Feature.OrderIsMarket, request.HasLimit ? 0.0 : 1.0);
    }

    private void FillMarket(in FeatureRequest request, ref MarketContext context, Span<float> row)
    {
        MarketSnapshot market = _market.Read(request.InstrumentId, request.NowNs);
        context.SpreadBps = context.Bps(context.Nbbo.SpreadNanos);
        context.Volatility10SBps = market.Volatility10SBps;
        FillQuote(request, context, row);
        FillFlow(request, context, market, row);
        double sign = context.Sign;
        Set(row, Feature.Volatility1S, market.Volatility1SBps);
        Set(row, Feature.Volatility10S, market.Volatility10SBps);
        Set(row, Feature.Volatility5Min, market.Volatility5MinBps);
        Set(row, Feature.MidReturn100Ms, sign * market.Return100MsBps);
        Set(row, Feature.MidReturn1S, sign * market.Return1SBps);
        Set(row, Feature.MidReturn10S, sign * market.Return10SBps);
        Set(row, Feature.QuoteRate, market.Second.Quotes);
        Set(row, Feature.TimeOfDay, (double)(request.NowNs % TimeUnits.Day) / TimeUnits.Day);
        Set(row, Feature.NbboAge, market.NbboAgeNs < 0 ? double.NaN : Milliseconds(market.NbboAgeNs));
        Set(row, Feature.SpreadVolatility, context.SpreadBps * market.Volatility10SBps);
    }

    private void FillQuote(in FeatureRequest request, in MarketContext context, Span<float> row)
    {
        long range = _universe[request.InstrumentId].AverageTrueRangeNanos;
        double imbalance = ImbalanceOf(request.Side, context);
        double bidShares = context.Nbbo.BidQuantity;
        double askShares = context.Nbbo.AskQuantity;
        double bid = context.Nbbo.Bid.Nanos;
        double ask = context.Nbbo.Ask.Nanos;
        double microprice = ((bid * askShares) + (ask * bidShares)) / (bidShares + askShares);
        Set(row, Feature.Spread, context.SpreadBps);
        Set(row, Feature.Imbalance, imbalance);
        Set(row, Feature.ImbalanceSide, imbalance * context.Sign);
        Set(row, Feature.Microprice, context.Bps(context.Sign * (microprice - context.Mid)));
        Set(row, Feature.AverageTrueRange, range > 0 ? context.Bps(range) : double.NaN);
    }

    private void FillFlow(in FeatureRequest request, in MarketContext context, in MarketSnapshot market, Span<float> row)
    {
        double dailyVolume = _universe[request.InstrumentId].AverageDailyVolume;
        Set(row, Feature.TradeRate1S, market.Second.Trades);
        Set(row, Feature.TradeRate10S, market.TenSeconds.Trades / 10.0);
        Set(row, Feature.TradeVolume1Min, market.Minute.Volume / dailyVolume * 1e6);
        Set(row, Feature.TradeFlow1S, Flow(market.Second, context.Sign));
        Set(row, Feature.TradeFlow10S, Flow(market.TenSeconds, context.Sign));
        Set(row, Feature.TradeFlow1Min, Flow(market.Minute, context.Sign));
    }

    private static double Flow(in WindowSums sums, int sign) => sums.Volume == 0 ? 0.0 : (double)(sums.SignedVolume * sign) / sums.Volume;

    private static double ImbalanceOf(Side side, in MarketContext context)
    {
        double bids = side == Side.Buy ? context.NearShares : context.FarShares;
        double asks = side == Side.Buy ? context.FarShares : context.NearShares;
        return Ratio(bids - asks, bids + asks);
    }
}
