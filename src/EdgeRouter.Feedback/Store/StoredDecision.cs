using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Feedback.Store;

/// <summary>A routing decision of the store with what it saw.</summary>
/// <param name="ParentId">Its parent order.</param>
/// <param name="InstrumentId">Its instrument.</param>
/// <param name="TimeNs">Engine time of the decision.</param>
/// <param name="FeatureCount">Features of a row.</param>
/// <param name="Rows">Its rows; empty where the column does not hold as many as the decision says.</param>
/// <param name="Features">Rows × features, row-major, NaN = missing; empty where they were not journaled or are not as many.</param>
public sealed record StoredDecision(ParentOrderId ParentId, InstrumentId InstrumentId, long TimeNs, int FeatureCount, ScoredRow[] Rows, float[] Features);
