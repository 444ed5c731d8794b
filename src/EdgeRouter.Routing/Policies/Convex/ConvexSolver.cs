using EdgeRouter.Core.Numerics;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>Places a quantity over rows at the least expected cost: the model of Cont and Kukanov, "Optimal order placement in limit order markets" (2017),
/// for a router that may never send more than remains.</summary>
/// <remarks>Under that rule nothing is over-filled, the shares that stay open are the target less the sum of the fills, and the expected cost falls apart into
/// one concave gain a row: <c>(λ − c) · E[fill(x)] − θ · x</c>. So the best quantities have one marginal gain in common, the multiplier μ. With exponential
/// outflow <c>x = mean · (ln benefit − ln μ)</c>: the sum is a broken line in ln μ, and one walk over its corners, highest benefit first, finds where it meets
/// the target. No iteration; one logarithm a row.</remarks>
internal sealed class ConvexSolver
{
    // The whole lots of the best split lie within a few of the ideal; each exchange moves one.
    private const int ExchangeCountMax = 64;

    // Gains that differ by rounding alone are equal.
    private const double RoundingSlack = 1e-12;

    private readonly ConvexRow[] _rows = new ConvexRow[RoutingContext.RowCountLimit];
    private readonly double[] _gain = new double[RoutingContext.RowCountLimit];
    private readonly double[] _loss = new double[RoutingContext.RowCountLimit];
    private readonly double[] _decay = new double[RoutingContext.RowCountLimit];
    private readonly double[] _logs = new double[RoutingContext.RowCountLimit];
    private readonly double[] _powers = new double[2 * RoutingContext.RowCountLimit];
    private readonly RowOrder _order = new();
    private int _reached;

    /// <summary>Rows of the problem.</summary>
    public int Count { get; private set; }

    /// <summary>Natural logarithm of the multiplier; +∞ where no row is worth it.</summary>
    public double LogMultiplier { get; private set; }

    /// <summary>A row, in the order of addition.</summary>
    public ref ConvexRow this[int index] => ref _rows[index];

    /// <summary>Rows by falling benefit that were looked at; their entries' rows are indexes here.</summary>
    public int IndexAt(int position) => _order[position].Row;

    /// <summary>Rows worth sending to.</summary>
    public int WorthCount => _order.Count;

    /// <summary>Forgets the rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a row.</summary>
    /// <param name="row">Row of the context.</param>
    /// <param name="costBps">Cost of a filled share, bps.</param>
    /// <param name="part">Probability that the first share fills, 0 to 1.</param>
    /// <param name="meanLots">Mean outflow, lots; 0 = a take.</param>
    /// <param name="capacityLots">Most lots that can fill in a take.</param>
    public void Add(int row, double costBps, double part, double meanLots, long capacityLots) => _rows[Count++] = new ConvexRow
    {
        Row = row,
        CostBps = costBps,
        Part = part,
        MeanLots = meanLots,
        CapacityLots = capacityLots,
    };

    /// <summary>Finds the best whole lots of every row.</summary>
    /// <param name="targetLots">Most lots together; above 0.</param>
    /// <param name="underfillBps">λ: what a share that stays open costs, bps.</param>
    /// <param name="sentBps">θ: what every share sent costs, bps; 0 or more.</param>
    public void Solve(long targetLots, double underfillBps, double sentBps)
    {
        Sort(underfillBps, sentBps);
        FindIdeal(targetLots, sentBps);
        Round(targetLots);
    }

    private void Sort(double underfillBps, double sentBps)
    {
        _order.Clear();
        for (int i = 0; i < Count; i++)
        {
            ref ConvexRow row = ref _rows[i];
            row.Benefit = (underfillBps - row.CostBps) * row.Part;
            if (row.Benefit > sentBps)
            {
                // The bits of positive doubles rise with them. Of equal rows those without a tail come first.
                _order.Add(i, 0, -BitConverter.DoubleToInt64Bits(row.Benefit), row.IsFlat ? 0 : 1);
            }
        }

        _order.Sort();
    }

    private void FindIdeal(long targetLots, double sentBps)
    {
        FindLogs();
        double means = 0.0;
        double meanLogs = 0.0;
        double taken = 0.0;
        LogMultiplier = double.PositiveInfinity;
        for (_reached = 0; _reached < _order.Count; _reached++)
        {
            ref ConvexRow row = ref _rows[_order[_reached].Row];
            row.LogBenefit = _logs[_reached];
            double reached = meanLogs - (row.LogBenefit * means) + taken;
            if (reached >= targetLots)
            {
                break;
            }

            if (!row.IsFlat)
            {
                means += row.MeanLots;
                meanLogs += row.MeanLots * row.LogBenefit;
                continue;
            }

            row.Ideal = Math.Min(row.CapacityLots, targetLots - reached);
            taken += row.Ideal;
            LogMultiplier = row.LogBenefit;
            if (reached + row.CapacityLots >= targetLots)
            {
                _reached++;
                SetTails();
                return;
            }
        }

        if (means > 0.0)
        {
            LogMultiplier = Math.Max((meanLogs + taken - targetLots) / means, DeterministicMath.Log(sentBps));
            SetTails();
        }
    }

    private void FindLogs()
    {
        Span<double> logs = _logs.AsSpan(0, _order.Count);
        for (int position = 0; position < logs.Length; position++)
        {
            logs[position] = _rows[_order[position].Row].Benefit;
        }

        DeterministicMath.Log(logs);
    }

    private void SetTails()
    {
        for (int position = 0; position < _reached; position++)
        {
            ref ConvexRow row = ref _rows[_order[position].Row];
            if (!row.IsFlat)
            {
                row.Ideal = Math.Max(0.0, row.MeanLots * (row.LogBenefit - LogMultiplier));
            }
        }
    }

    // The nearest whole lots, what that is too little or too much lot by lot where it gains most or loses least, then lots change places while that gains:
    // gains fall lot by lot, so a split that no single exchange betters is the best.
    private void Round(long targetLots)
    {
        double sum = 0.0;
        long placed = 0;
        bool isWhole = true;
        for (int position = 0; position < _reached; position++)
        {
            ref ConvexRow row = ref _rows[_order[position].Row];
            sum += row.Ideal;
            row.Lots = row.IsFlat ? (long)row.Ideal : (long)(row.Ideal + 0.5);
            placed += row.Lots;
            isWhole &= row.Lots == row.Ideal;
        }

        if (isWhole)
        {
            return;
        }

        FindGains();
        long left = Math.Min(targetLots, (long)(sum + 0.5)) - placed;
        for (; left > 0; left--)
        {
            Move(BestGain(), 1);
        }

        for (; left < 0; left++)
        {
            Move(LeastLoss(), -1);
        }

        Exchange();
    }

    private void Exchange()
    {
        for (int i = 0; i < ExchangeCountMax; i++)
        {
            int to = BestGain();
            int from = LeastLoss();
            if (from == to || _gain[to] <= _loss[from] * (1.0 + RoundingSlack))
            {
                return;
            }

            Move(from, -1);
            Move(to, 1);
        }
    }

    private void Move(int position, int lots)
    {
        ref ConvexRow row = ref _rows[_order[position].Row];
        row.Lots += lots;
        if (row.IsFlat)
        {
            _gain[position] = row.Lots < row.CapacityLots ? row.Benefit : 0.0;
        }
        else if (lots > 0)
        {
            _loss[position] = _gain[position];
            _gain[position] *= _decay[position];
        }
        else
        {
            _gain[position] = _loss[position];
            _loss[position] /= _decay[position];
        }

        if (row.Lots == 0)
        {
            _loss[position] = double.PositiveInfinity;
        }
        else if (row.IsFlat)
        {
            _loss[position] = row.Benefit;
        }
    }

    private int LeastLoss()
    {
        int least = 0;
        for (int position = 1; position < _reached; position++)
        {
            least = _loss[position] < _loss[least] ? position : least;
        }

        return least;
    }

    // What the next lot of every row gains, and the last one gained: infinite where there is none to give.
    private void FindGains()
    {
        Span<double> powers = _powers.AsSpan(0, 2 * _reached);
        for (int position = 0; position < _reached; position++)
        {
            ref ConvexRow row = ref _rows[_order[position].Row];
            double rate = row.IsFlat ? 0.0 : 1.0 / row.MeanLots;
            powers[2 * position] = -rate;
            powers[(2 * position) + 1] = -rate * row.Lots;
        }

        DeterministicMath.Exp(powers);
        for (int position = 0; position < _reached; position++)
        {
            ref ConvexRow row = ref _rows[_order[position].Row];
            double decay = powers[2 * position];
            _decay[position] = decay;
            _gain[position] = row.IsFlat
                ? row.Lots < row.CapacityLots ? row.Benefit : 0.0
                : row.Benefit * powers[(2 * position) + 1] * row.MeanLots * (1.0 - decay);
            _loss[position] = row.Lots == 0 ? double.PositiveInfinity : row.IsFlat ? row.Benefit : _gain[position] / decay;
        }
    }

    private int BestGain()
    {
        int best = 0;
        for (int position = 1; position < _reached; position++)
        {
            best = _gain[position] > _gain[best] ? position : best;
        }

        return best;
    }
}
