using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Engine;

/// <summary>Everything that leaves the engine, in the order in which it must be made durable. Inputs that the engine took come back here too, because
/// the journal keeps them in one sequence with what they led to. Arguments are valid during the call only.</summary>
public interface IEngineOutput
{
    /// <summary>An input begins; what follows belongs to it.</summary>
    /// <param name="inputCount">Market data packets taken so far.</param>
    /// <param name="nowNs">Engine time.</param>
    void BeginInput(long inputCount, long nowNs);

    /// <summary>The input was handled: make what must be durable durable, then let go what waits for that (acknowledgements, orders, cancels).</summary>
    void Release();

    /// <summary>A parent order was accepted: journal it, then acknowledge it.</summary>
    /// <param name="order">The order.</param>
    void OnParentAccepted(in ParentOrder order);

    /// <summary>A parent order was refused: nothing of it is kept, but a replay must see it again.</summary>
    /// <param name="order">The order.</param>
    /// <param name="outcome">Why.</param>
    void OnParentRefused(in ParentOrder order, in ParentOutcome outcome);

    /// <summary>A parent order ended.</summary>
    /// <param name="outcome">How.</param>
    void OnParentDone(in ParentOutcome outcome);

    /// <summary>The sender's wish to cancel a parent was taken or refused.</summary>
    /// <param name="id">Which.</param>
    /// <param name="reason">None when it was taken.</param>
    void OnParentCancel(ParentOrderId id, RejectReason reason);

    /// <summary>The sender's wish to change a parent was taken or refused.</summary>
    /// <param name="replace">The wish.</param>
    /// <param name="reason">None when it was taken: its outcome follows, perhaps much later.</param>
    void OnParentReplace(in ParentReplace replace, RejectReason reason);

    /// <summary>A wish to change a parent came to its end.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="isRefused">Whether it was never taken, or a newer one took its place: no state hangs on it.</param>
    void OnParentReplaced(in ParentReplaceOutcome outcome, bool isRefused);

    /// <summary>Scores were taken for a decision: an input, written before its children.</summary>
    /// <param name="record">The decision with its rows' raw scores; without rows when nobody scored.</param>
    /// <param name="scoring">Who scored, and who was late.</param>
    void OnScores(DecisionRecord record, in Scoring scoring);

    /// <summary>A decision was made. Its children have left by now, because they follow from inputs that were written before.</summary>
    /// <param name="record">The decision, rows, features and waterfall.</param>
    void OnDecision(DecisionRecord record);

    /// <summary>A child order passed the risk gate: journal it, then send it.</summary>
    /// <param name="order">The order.</param>
    void OnChildOrder(in ChildOrder order);

    /// <summary>A child order is to be cancelled: journal it, then send it.</summary>
    /// <param name="request">What.</param>
    void OnChildCancel(in CancelRequest request);

    /// <summary>A child order fell into doubt: journal it, then ask its venue.</summary>
    /// <param name="doubt">Which.</param>
    /// <param name="request">The question.</param>
    void OnChildDoubt(in ChildDoubt doubt, in StatusRequest request);

    /// <summary>The venue of a child in doubt is asked again; nothing is journaled.</summary>
    /// <param name="request">The question.</param>
    void OnStatusRequest(in StatusRequest request);

    /// <summary>An execution report was taken.</summary>
    /// <param name="report">The report.</param>
    void OnReport(in ExecutionReport report);

    /// <summary>A mark-out was taken from the market.</summary>
    /// <param name="markOut">The mark.</param>
    void OnMarkOut(in MarkOut markOut);

    /// <summary>Time passed and something was due.</summary>
    /// <param name="nowNs">Engine time.</param>
    void OnTimer(long nowNs);

    /// <summary>A control input was taken or refused.</summary>
    /// <param name="input">The input.</param>
    void OnControl(in ControlInput input);

    /// <summary>New limits, reference data or statistics were taken or refused.</summary>
    /// <param name="kind">What they are.</param>
    /// <param name="version">Hash of the content.</param>
    /// <param name="content">The whole of it.</param>
    void OnConfiguration(ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content);

    /// <summary>Something that a person should know.</summary>
    /// <param name="alert">The alert.</param>
    void OnAlert(in EngineAlert alert);
}
