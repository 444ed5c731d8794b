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

    /// <summary>A parent order ended, or was refused.</summary>
    /// <param name="outcome">How.</param>
    void OnParentDone(in ParentOutcome outcome);

    /// <summary>The sender's wish to cancel a parent was taken.</summary>
    /// <param name="id">Which.</param>
    /// <param name="timeNs">Engine time.</param>
    void OnParentCancel(ParentOrderId id, long timeNs);

    /// <summary>Scores were taken for a decision.</summary>
    /// <param name="record">The decision with its rows' raw scores.</param>
    /// <param name="scorerName">Who scored, ASCII.</param>
    void OnScores(DecisionRecord record, string scorerName);

    /// <summary>A decision was made.</summary>
    /// <param name="record">The decision, rows, features and waterfall.</param>
    void OnDecision(DecisionRecord record);

    /// <summary>A child order passed the risk gate: journal it, then send it.</summary>
    /// <param name="order">The order.</param>
    void OnChildOrder(in ChildOrder order);

    /// <summary>A child order is to be cancelled: journal it, then send it.</summary>
    /// <param name="request">What.</param>
    void OnChildCancel(in CancelRequest request);

    /// <summary>An execution report was taken.</summary>
    /// <param name="report">The report.</param>
    void OnReport(in ExecutionReport report);

    /// <summary>A mark-out was taken from the market.</summary>
    /// <param name="markOut">The mark.</param>
    void OnMarkOut(in MarkOut markOut);

    /// <summary>Time passed and something was due.</summary>
    /// <param name="nowNs">Engine time.</param>
    void OnTimer(long nowNs);

    /// <summary>A control input was taken.</summary>
    /// <param name="input">The input.</param>
    void OnControl(in ControlInput input);

    /// <summary>Something that a person should know.</summary>
    /// <param name="alert">The alert.</param>
    void OnAlert(in EngineAlert alert);
}
