using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Faults;

/// <content>Executions.</content>
internal sealed partial class FaultVenue
{
    private void Work(VenueOrder order)
    {
        ChildOrder child = order.Order;
        if (child.IsConditional)
        {
            return;
        }

        if (child.Type == OrderType.MidpointPeg)
        {
            FillMidpoint(order);
        }
        else if (child.Action == RouteAction.Take)
        {
            FillTake(order);
        }

        if (order.Phase == VenueOrderPhase.Standing && child.TimeInForce == TimeInForce.ImmediateOrCancel)
        {
            bool expires = _random.NextBool(0.3);
            End(order, expires ? ChildOrderState.Expired : ChildOrderState.Cancelled, expires ? ExecutionType.Expired : ExecutionType.Cancelled);
        }
    }

    private void FillTake(VenueOrder order)
    {
        ChildOrder child = order.Order;
        int instrument = child.InstrumentId.Value;
        Side far = child.Side.Opposite();
        if (!IsCalm && _random.NextBool(FadeRate))
        {
            _book.Fade(instrument, far);
        }

        if (_book.Within(instrument, far, child.LimitPrice) < Math.Min(child.MinimumQuantity, child.Quantity))
        {
            return;
        }

        for (int i = 0; (i < PiecesMax || order.Executed < child.MinimumQuantity) && order.Phase == VenueOrderPhase.Standing; i++)
        {
            long taken = _book.Take(instrument, far, child.LimitPrice, order.Leaves, out Price price);
            if (taken == 0)
            {
                return;
            }

            Execute(order, taken, price, LiquidityFlag.Removed);
        }
    }

    private void FillMidpoint(VenueOrder order)
    {
        ChildOrder child = order.Order;
        (long bid, long ask) = _national(child.InstrumentId.Value);
        long price = (bid + ask) / 2;
        bool isWithin = bid > 0 && ask > bid && (price - child.LimitPrice.Nanos) * child.Side.Sign() <= 0;
        long hidden = IsCalm ? order.Leaves : _random.NextBool(0.4) ? 0 : 100 * (1 + _random.NextInt32(10));
        long quantity = Math.Min(order.Leaves, hidden);
        if (isWithin && quantity > 0 && quantity >= Math.Min(child.MinimumQuantity, order.Leaves))
        {
            Execute(order, quantity, new Price(price), LiquidityFlag.Midpoint);
        }
    }

    private void FillResting(VenueOrder order)
    {
        if (order.Order.Type == OrderType.MidpointPeg)
        {
            FillMidpoint(order);
            return;
        }

        bool isWhole = IsCalm || order.Executions.Count >= PiecesMax || _random.NextBool(0.5);
        Execute(order, isWhole ? order.Leaves : 1 + _random.NextInt32((int)order.Leaves), order.Order.LimitPrice, LiquidityFlag.Added);
    }

    private void Execute(VenueOrder order, long quantity, Price price, LiquidityFlag liquidity)
    {
        order.Executed += quantity;
        order.Leaves -= quantity;
        if (order.Leaves == 0)
        {
            order.Phase = VenueOrderPhase.Ended;
            order.End = ChildOrderState.Filled;
        }

        ExecutionReport report = ReportOf(order, ExecutionType.Trade, order.State) with
        {
            LastQuantity = quantity,
            LastPrice = price,
            FeeNanos = 2_000_000 * quantity,
            Liquidity = liquidity,
        };
        var execution = new VenueExecution { Id = report.ExecutionId, Quantity = quantity, Price = price };
        execution.Reports.Add(report);
        order.Executions.Add(execution);
        _reports.Send(report);
    }

    private void Restate(VenueOrder order, VenueExecution execution, ExecutionType type)
    {
        ExecutionReport report = ReportOf(order, type, order.State) with
        {
            LastQuantity = execution.Quantity,
            LastPrice = execution.Price,
            FeeNanos = 2_000_000 * execution.Quantity,
            ReferenceExecutionId = execution.Id,
        };
        execution.Reports.Add(report);
        _reports.Send(report);
    }
}
