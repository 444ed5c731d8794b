using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies.Dark;

/// <summary>First all midpoint venues that the parent has not tried yet, at once, split by what is known of their hidden volume; what is left goes on by score
/// or in the static order. Estimates are optimistic about what was hardly looked for, so the policy explores by itself.</summary>
public sealed class DarkExplorePolicy : IRoutingPolicy
{
    private const int ActionCount = 3;

    private readonly Universe _universe;
    private readonly WaterfallOptions _waterfall;
    private readonly DarkExploreOptions _options;
    private readonly HiddenVolume _volume;
    private readonly WaterfallBuilder _builder;
    private readonly DarkAllocator _allocator = new();
    private readonly RowOrder _rest = new();
    private readonly int[] _rows = new int[DarkAllocator.VenueCountMax];
    private readonly long[] _quantities = new long[DarkAllocator.VenueCountMax];
    private readonly int[] _cutoffs = new int[DarkAllocator.VenueCountMax];
    private int _darkCount;

    /// <summary>Creates the policy.</summary>
    /// <param name="universe">Venues with their ranks.</param>
    /// <param name="waterfall">How waterfalls are built.</param>
    /// <param name="options">Those of the estimates.</param>
    /// <param name="volume">The estimates; not changed here.</param>
    public DarkExplorePolicy(Universe universe, WaterfallOptions waterfall, DarkExploreOptions options, HiddenVolume volume)
    {
        _universe = universe;
        _waterfall = waterfall;
        _options = options.Validate();
        _volume = volume;
        _builder = new WaterfallBuilder(waterfall);
    }

    /// <inheritdoc/>
    public byte Id => PolicyIds.DarkExplore;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.DarkExplore - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => _options.UsesScores ? ScoreNeed.Costs : ScoreNeed.None;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _builder.Begin(context, record, Id);
        Split(context);
        if (_darkCount > 0)
        {
            AddDarkStep();
        }

        SortRest(context);
        while (_builder.IsOpen && _rest.TryStartStep(out _))
        {
            _builder.AddSequential(_rest.Step);
        }
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _builder.Inspect(context);
        Split(context);
        for (int i = 0; i < _darkCount; i++)
        {
            ExplainDark(context, i, sink);
        }

        SortRest(context);
        for (int position = 0; position < _rest.Count; position++)
        {
            int row = _rest[position].Row;
            RankExplanation.WritePenalty(context.Rows[row], row, _waterfall, sink);
            sink.AddTerm(row, "place after the dark step", position + 1, "");
        }

        sink.AddNote(IPolicyExplanation.WholeDecision, _darkCount > 0 ? $"{_darkCount} midpoint venues at once, by the largest marginal probability of a fill" : "no midpoint venue is left to try");
        StepExplanation.Write(record, sink);
    }

    private void ExplainDark(RoutingContext context, int dark, IPolicyExplanation sink)
    {
        int row = _rows[dark];
        ReadOnlySpan<double> tails = _allocator.TailsOf(dark);
        double expected = 0.0;
        long left = _allocator.Lots[dark];
        for (int k = 0; k < LotBuckets.Count && left > 0; k++)
        {
            long piece = Math.Min(left, LotBuckets.WidthOf(k));
            expected += piece * tails[k];
            left -= piece;
        }

        int cutoff = _cutoffs[dark];
        sink.AddTerm(row, "known up to", cutoff == 0 ? 0 : LotBuckets.Ends[cutoff - 1] * context.RoundLot, "shares");
        sink.AddTerm(row, "probability of the first lot", tails[0], "");
        sink.AddTerm(row, "split", _quantities[dark], "shares");
        sink.AddTerm(row, "expected fill", expected * context.RoundLot, "shares");
        sink.AddNote(row, cutoff == 0 ? "too few orders looked here: taken to be good until known" : $"estimate trusted up to {LotBuckets.Ends[cutoff - 1]} lots, optimistic for the next");
    }

    private void Split(RoutingContext context)
    {
        int day = (int)(context.NowNs / TimeUnits.Day);
        _darkCount = 0;
        for (int i = 0; i < context.RowCount; i++)
        {
            ref readonly RowQuote row = ref context.Rows[i];
            if (row.Action == RouteAction.Midpoint && row.TriedCount == 0)
            {
                TailCurve curve = _volume.Known(row.VenueId, context.InstrumentId, day);
                _cutoffs[_darkCount] = curve.Fill(_allocator.TailsOf(_darkCount), day, _options);
                _rows[_darkCount++] = i;
            }
        }

        if (_darkCount > 0)
        {
            long lots = (context.RemainingQuantity + context.RoundLot - 1) / context.RoundLot;
            _allocator.Split(lots, _darkCount);
            FindQuantities(context, lots);
        }
    }

    // Whole lots; what the last lot lacks comes off the first venue that has one.
    private void FindQuantities(RoutingContext context, long lots)
    {
        long lacking = (lots * context.RoundLot) - context.RemainingQuantity;
        for (int i = 0; i < _darkCount; i++)
        {
            _quantities[i] = _allocator.Lots[i] * context.RoundLot;
            if (_quantities[i] > 0)
            {
                _quantities[i] -= lacking;
                lacking = 0;
            }
        }
    }

    private void AddDarkStep() => _builder.AddAllocated(_rows.AsSpan(0, _darkCount), _quantities.AsSpan(0, _darkCount));

    private void SortRest(RoutingContext context)
    {
        _rest.Clear();
        for (int i = 0; i < context.RowCount; i++)
        {
            ref readonly RowQuote row = ref context.Rows[i];
            bool isInDarkStep = row.Action == RouteAction.Midpoint && row.TriedCount == 0;
            if (isInDarkStep || !_builder.IsUsable(row))
            {
                continue;
            }

            if (_options.UsesScores && context.HasScores)
            {
                ScoreOrder.Add(context, _builder, _rest, i, RowPenalty.AddTo(context.Scores[i], row, _waterfall));
            }
            else if (_builder.IsAtTouch(row))
            {
                long rank = ((long)_universe[row.VenueId].StaticRank * ActionCount) + (int)row.Action;
                long cycle = (row.TriedCount * 2L) + (row.Action == RouteAction.Post ? 1 : 0);
                _rest.Add(i, cycle, rank, -row.FarQuantity);
            }
        }

        _rest.Sort();
    }
}
