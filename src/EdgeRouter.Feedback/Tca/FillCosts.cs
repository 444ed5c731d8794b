using EdgeRouter.Core.Domain;

namespace EdgeRouter.Feedback.Tca;

/// <summary>Sums over child orders from which slippage and fees follow.</summary>
internal sealed class FillCosts
{
    private double _slippageNanos;
    private double _slippageBaseNanos;
    private double _valueNanos;
    private double _feeNanos;

    public int ChildCount { get; private set; }

    public int FilledChildCount { get; private set; }

    public long Quantity { get; private set; }

    public long FilledQuantity { get; private set; }

    /// <summary>bps of value at the decision midpoint; NaN without measurable fills.</summary>
    public double SlippageBps => _slippageBaseNanos > 0 ? 1e4 * _slippageNanos / _slippageBaseNanos : double.NaN;

    /// <summary>Currency units.</summary>
    public double Fees => _feeNanos / 1e9;

    /// <summary>bps of value at the fill prices; NaN without fills.</summary>
    public double FeesBps => _valueNanos > 0 ? 1e4 * _feeNanos / _valueNanos : double.NaN;

    public void Add(TcaChild child)
    {
        ChildCount++;
        Quantity += child.Quantity;
        if (child.FilledQuantity == 0)
            return;
        FilledChildCount++;
        FilledQuantity += child.FilledQuantity;
        _feeNanos += child.FeeNanos;
        _valueNanos += (double)child.FilledNotionalNanos;
        if (child.DecisionBid.Nanos <= 0 || child.DecisionAsk.Nanos <= 0)
            return;
        double basis = ((child.DecisionBid.Nanos / 2.0) + (child.DecisionAsk.Nanos / 2.0)) * child.FilledQuantity;
        _slippageNanos += (child.Side.Sign() * ((double)child.FilledNotionalNanos - basis)) + child.FeeNanos;
        _slippageBaseNanos += basis;
    }
}
