using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Lab.Environments;

/// <summary>Writes what an agent outside the router answered: a waterfall by the values that it gave the rows, as the policy <c>learned</c> does, or a step of
/// rows and quantities that it chose.</summary>
internal sealed class AgentPolicy : IRoutingPolicy
{
    private readonly LearnedPolicy _byValue;
    private readonly AllocatedWaterfall _allocated;
    private readonly int[] _rows = new int[RoutingContext.RowCountLimit];
    private readonly long[] _quantities = new long[RoutingContext.RowCountLimit];
    private int _count;
    private bool _isAllocated;

    /// <summary>Creates the policy.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="options">How waterfalls are built.</param>
    public AgentPolicy(byte id, WaterfallOptions options)
    {
        Id = id;
        _byValue = new LearnedPolicy(options);
        _allocated = new AllocatedWaterfall(options);
    }

    /// <inheritdoc/>
    public byte Id { get; }

    /// <inheritdoc/>
    public string Name => "agent";

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.ActionValue;

    /// <summary>The next decision goes by the rows' scores.</summary>
    public void AnswerByValue() => _isAllocated = false;

    /// <summary>The next decision is a step of these rows.</summary>
    /// <param name="orders">Rows and quantities; may be empty: then nothing is sent and the order waits.</param>
    public void AnswerByOrders(ReadOnlySpan<RowQuantity> orders)
    {
        _isAllocated = true;
        _count = orders.Length;
        for (int i = 0; i < orders.Length; i++)
        {
            _rows[i] = orders[i].Row;
            _quantities[i] = orders[i].Quantity;
        }
    }

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        if (_isAllocated)
        {
            _allocated.Begin(context, record, Id);
            _allocated.Add(_rows.AsSpan(0, _count), _quantities.AsSpan(0, _count));
            return;
        }

        _byValue.Build(context, record);
        record.PolicyId = Id;
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink) =>
        sink.AddNote(IPolicyExplanation.WholeDecision, _isAllocated ? "the agent chose rows and quantities" : "the agent gave the rows values");
}
