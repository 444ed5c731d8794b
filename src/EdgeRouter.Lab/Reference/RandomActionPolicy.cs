using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Lab.Reference;

/// <summary><c>random</c>: any permitted row, with any number of round lots up to what is left, each as likely as another: what an agent does that has learned
/// nothing. (The router's own <c>random</c> is choosier: it sends all that a row can take, to the rows tried least.)</summary>
internal sealed class RandomActionPolicy : IRoutingPolicy
{
    private readonly AllocatedWaterfall _waterfall;
    private readonly ulong _seed;
    private readonly int[] _rows = new int[RoutingContext.RowCountLimit];
    private readonly long[] _quantity = new long[1];

    /// <summary>Creates the policy.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="options">How waterfalls are built.</param>
    /// <param name="seed">Draws are keyed on it, the parent and the decision.</param>
    public RandomActionPolicy(byte id, WaterfallOptions options, ulong seed)
    {
        Id = id;
        _waterfall = new AllocatedWaterfall(options);
        _seed = seed;
    }

    /// <inheritdoc/>
    public byte Id { get; }

    /// <inheritdoc/>
    public string Name => ReferenceNames.Random;

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.None;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _waterfall.Begin(context, record, Id);
        int count = 0;
        for (int i = 0; i < context.RowCount; i++)
        {
            if (_waterfall.MayUse(context.Rows[i]))
            {
                _rows[count++] = i;
            }
        }

        if (count == 0)
        {
            return;
        }

        ulong key = SplitMix64.Mix(_seed ^ SplitMix64.Mix((ulong)context.ParentId.Value) ^ ((ulong)context.DecisionIndex << 40));
        _rows[0] = _rows[(int)Math.BigMul(key, (ulong)count, out _)];
        long lots = (context.RemainingQuantity + context.RoundLot - 1) / context.RoundLot;
        _quantity[0] = Math.Min(context.RemainingQuantity, (1 + (long)Math.BigMul(SplitMix64.Mix(key), (ulong)lots, out _)) * context.RoundLot);
        _waterfall.Add(_rows.AsSpan(0, 1), _quantity);
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink) =>
        sink.AddNote(IPolicyExplanation.WholeDecision, "one permitted row with one number of lots, all equally likely");
}
