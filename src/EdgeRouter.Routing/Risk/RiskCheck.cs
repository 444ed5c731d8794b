using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Risk;

/// <summary>One check of the risk gate with its numbers, for people; see <see cref="RiskGate.Explain"/>.</summary>
/// <param name="Name">What is checked.</param>
/// <param name="Reason">Why an order that fails it is refused.</param>
/// <param name="Value">What the limit is held against.</param>
/// <param name="Limit">The limit in the same unit; meaningless without <paramref name="HasLimit"/>.</param>
/// <param name="Unit">Unit of both: <c>shares</c>, <c>currency</c>, <c>nanos</c> (a price), <c>orders</c>; empty where there are no numbers.</param>
/// <param name="HasLimit">Whether a limit is in force.</param>
/// <param name="IsPassed">Whether the order passes.</param>
public readonly record struct RiskCheck(string Name, RejectReason Reason, long Value, long Limit, string Unit, bool HasLimit, bool IsPassed);
