using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Tools.Routing;

/// <summary>First look at a journal: the setup, the life of one parent, and one of its decisions.</summary>
/// <param name="parentId">Whose.</param>
/// <param name="decisionIndex">Which decision; −1 = the first.</param>
internal sealed class ParentScan(long parentId, int decisionIndex) : ProtocolVisitor
{
    private readonly HashSet<long> _children = [];
    private readonly int _wanted = Math.Max(0, decisionIndex);

    /// <summary>Record at hand.</summary>
    public long Sequence { get; set; }

    /// <summary>The setup's bytes; empty = the journal has none.</summary>
    public byte[] Setup { get; private set; } = [];

    /// <summary>Whether the parent was seen.</summary>
    public bool IsFound { get; private set; }

    /// <summary>Parents of the journal.</summary>
    public int ParentCount { get; private set; }

    /// <summary>The lowest id of a parent.</summary>
    public long ParentIdMin { get; private set; } = long.MaxValue;

    /// <summary>The highest one.</summary>
    public long ParentIdMax { get; private set; }

    /// <summary>Decisions of the parent.</summary>
    public int DecisionCount { get; private set; }

    /// <summary>The decision that was asked for, features included; null = none, or of another feature catalogue.</summary>
    public DecisionRecord? Decision { get; private set; }

    /// <summary>Its record.</summary>
    public long DecisionSequence { get; private set; }

    /// <summary>The first record that belongs to it: everything before made the state that it saw.</summary>
    public long FirstSequence { get; private set; }

    /// <summary>Who scored it; empty = nobody.</summary>
    public string Scorer { get; private set; } = string.Empty;

    /// <summary>Whether scores were taken, be it none.</summary>
    public bool HasScoresRecord { get; private set; }

    /// <summary>What it was given.</summary>
    public List<ScoreInput> Scores { get; } = [];

    /// <summary>Children that left with it.</summary>
    public List<ChildOrder> Children { get; } = [];

    /// <summary>Blocks by risk and protection of its children.</summary>
    public List<EngineAlert> Blocks { get; } = [];

    /// <summary>The parent's life.</summary>
    public List<TimelineEntry> Timeline { get; } = [];

    /// <summary>Names for the timeline, once the setup is known.</summary>
    public Universe? Universe { get; private set; }

    /// <inheritdoc/>
    public override void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        if (kind == ConfigurationKind.Setup && Setup.Length == 0)
        {
            Setup = content.ToArray();
            Universe = RouterSetupJson.Parse(Setup, "the journal").Universe;
        }
    }

    /// <inheritdoc/>
    public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
    {
        ParentCount++;
        ParentIdMin = Math.Min(ParentIdMin, order.Id.Value);
        ParentIdMax = Math.Max(ParentIdMax, order.Id.Value);
        if (order.Id.Value == parentId)
        {
            IsFound = true;
            bool isRefused = (envelope.Flags & MessageEnvelope.RefusedFlag) != 0;
            Add(envelope, isRefused ? "order refused" : "order", $"{order.Side.ToString().ToLowerInvariant()} {order.Quantity} {SymbolOf(order.InstrumentId)} {order.Type.ToString().ToLowerInvariant()} {(order.LimitPrice.Nanos > 0 ? order.LimitPrice : "no limit")}, touch {order.ArrivalBid} / {order.ArrivalAsk}");
        }
    }

    /// <inheritdoc/>
    public override void OnScores(in MessageEnvelope envelope, in ScoresView scores)
    {
        if (!IsWanted(scores.ParentId, scores.DecisionIndex))
        {
            return;
        }

        Begin();
        HasScoresRecord = true;
        Scorer = Encoding.ASCII.GetString(scores.ScorerNameUtf8);
        for (int i = 0; i < scores.RowCount; i++)
        {
            Scores.Add(scores.Row(i));
        }
    }

    /// <inheritdoc/>
    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
    {
        if (order.ParentId.Value != parentId)
        {
            return;
        }

        _children.Add(order.Id.Value);
        Add(envelope, "child", $"{order.Id.Value} of decision {order.DecisionIndex}: {order.Action.ToString().ToLowerInvariant()} {order.Quantity} at {VenueOf(order.VenueId)}, limit {order.LimitPrice}{(order.IsConditional ? ", conditional" : string.Empty)}{(order.IsIntermarketSweep ? ", sweep" : string.Empty)}");
        if (IsWanted(order.ParentId, order.DecisionIndex) && !order.IsConditional && Decision is null)
        {
            Begin();
            Children.Add(order);
        }
    }

    /// <inheritdoc/>
    public override void OnDecision(in MessageEnvelope envelope, in DecisionView decision)
    {
        if (decision.ParentId.Value != parentId)
        {
            return;
        }

        DecisionCount++;
        Add(envelope, "decision", $"{decision.DecisionIndex}: {decision.RemainingQuantity} left, {decision.RowCount} rows, {decision.ChildCount} planned children{(decision.Explored ? ", explored" : string.Empty)}");
        if (decision.DecisionIndex == _wanted && Decision is null)
        {
            Begin();
            DecisionSequence = Sequence;
            var record = new DecisionRecord(Math.Max(1, decision.RowCount), FeatureCatalog.Count, Math.Max(1, decision.ChildCount));
            Decision = decision.TryCopyTo(record) ? record : null;
        }
    }

    /// <inheritdoc/>
    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
        if (_children.Contains(report.ChildId.Value))
        {
            string fill = report.LastQuantity > 0 ? $" {report.LastQuantity} at {report.LastPrice}" : string.Empty;
            string reason = report.RejectReason == RejectReason.None ? string.Empty : $", {report.RejectReason}";
            Add(envelope, "report", $"{report.ChildId.Value} at {VenueOf(report.VenueId)}: {report.Type}{fill}, executed {report.CumulativeQuantity}, open {report.LeavesQuantity}{reason}");
        }
    }

    /// <inheritdoc/>
    public override void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request)
    {
        if (request.ParentId.Value == parentId)
        {
            Add(envelope, "cancel", $"{request.ChildId.Value} at {VenueOf(request.VenueId)}");
        }
    }

    /// <inheritdoc/>
    public override void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt)
    {
        if (_children.Contains(doubt.ChildId.Value))
        {
            Add(envelope, "in doubt", $"{doubt.ChildId.Value}");
        }
    }

    /// <inheritdoc/>
    public override void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut)
    {
        if (markOut.ParentId.Value == parentId)
        {
            Add(envelope, "mark-out", $"{markOut.ChildId.Value} at {VenueOf(markOut.VenueId)}: {markOut.FillQuantity} at {markOut.FillPrice}, midpoint later {markOut.Midpoint}");
        }
    }

    /// <inheritdoc/>
    public override void OnAlert(in MessageEnvelope envelope, in EngineAlert alert)
    {
        if (alert.ParentId.Value == parentId)
        {
            Add(envelope, "alert", $"{alert.Kind} {alert.RejectReason} at {VenueOf(alert.VenueId)}: {alert.Value} against {alert.Limit}");
            Blocks.Add(alert);
        }
    }

    /// <inheritdoc/>
    public override void OnParentCancel(in MessageEnvelope envelope, ParentOrderId id)
    {
        if (id.Value == parentId)
        {
            Add(envelope, "cancel wanted", string.Empty);
        }
    }

    /// <inheritdoc/>
    public override void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace)
    {
        if (replace.ParentId.Value == parentId)
        {
            Add(envelope, "change wanted", $"{replace.Quantity} shares, limit {replace.LimitPrice}");
        }
    }

    /// <inheritdoc/>
    public override void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
    {
        if (outcome.ParentId.Value == parentId)
        {
            Add(envelope, "end", $"{outcome.State}: {outcome.FilledQuantity} of {outcome.Quantity} executed in {outcome.ChildCount} children and {outcome.DecisionCount} decisions");
        }
    }

    private bool IsWanted(ParentOrderId id, int index) => id.Value == parentId && index == _wanted;

    private void Begin() => FirstSequence = FirstSequence == 0 ? Sequence : FirstSequence;

    private void Add(in MessageEnvelope envelope, string kind, string text) => Timeline.Add(new TimelineEntry(envelope.TimeNs, Sequence, kind, text));

    private string SymbolOf(InstrumentId id) => Universe is not null && id.Value < Universe.Instruments.Length ? Universe[id].Symbol : $"instrument {id}";

    private string VenueOf(VenueId id) => Universe is not null && id.Value < Universe.Venues.Length ? Universe[id].Name : $"venue {id}";
}
