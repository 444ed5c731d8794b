using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Lab.Reference;

/// <summary><c>random</c>: every lot goes to a permitted row, each row as likely as another, drawn anew at every decision: what an agent does that has learned
/// nothing. (The router's own <c>random</c> is choosier: it sends all that a row can take to one of the rows tried least.)</summary>
internal sealed class RandomActionPolicy : IRoutingPolicy
{
    private const int PartCountMax = 128;

    private readonly AllocatedWaterfall _waterfall;
    private readonly ulong _seed;
    private readonly int[] _rows = new int[RoutingContext.RowCountLimit];
    private readonly long[] _quantities = new long[RoutingContext.RowCountLimit];

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

        if (count > 0)
        {
            Share(context, count);
            _waterfall.Add(_rows.AsSpan(0, count), _quantities.AsSpan(0, count));
        }
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink) =>
        sink.AddNote(IPolicyExplanation.WholeDecision, "every lot to a permitted row, each as likely as another");

    // Large orders in so many parts: more draws would make the shares no more random.
    private void Share(RoutingContext context, int count)
    {
        Array.Clear(_quantities, 0, count);
        ulong key = SplitMix64.Mix(_seed ^ SplitMix64.Mix((ulong)context.ParentId.Value) ^ ((ulong)context.DecisionIndex << 40));
        long part = Math.Max(1, context.RemainingQuantity / (PartCountMax * context.RoundLot)) * context.RoundLot;
        for (long left = context.RemainingQuantity; left > 0; left -= part)
        {
            key = SplitMix64.Mix(key);
            _quantities[(int)Math.BigMul(key, (ulong)count, out _)] += Math.Min(part, left);
        }
    }
}
