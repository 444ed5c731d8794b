using EdgeRouter.Core.Probes;

namespace EdgeRouter.Cli.Days;

/// <summary>What a policy run did.</summary>
/// <param name="RunId">Name in the store.</param>
/// <param name="Policy">Policy.</param>
/// <param name="ParentCount">Parents accepted.</param>
/// <param name="ChildCount">Children sent.</param>
/// <param name="PacketCount">Packets taken.</param>
/// <param name="OpenParentCount">Parents still open at the end.</param>
/// <param name="BookHash">Hash of the books at the end.</param>
/// <param name="BookPathHash">Hash of the books on their way through the day: at the close they are empty.</param>
/// <param name="FallbackCount">Decisions that nobody scored in time.</param>
/// <param name="Latencies">Stage latencies.</param>
/// <param name="Fills">What answered the orders: simulation, calibrated simulation or queue model.</param>
internal sealed record PolicyRunResult(
    string RunId, string Policy, long ParentCount, long ChildCount, long PacketCount, int OpenParentCount, ulong BookHash, ulong BookPathHash, long FallbackCount, StageLatencies Latencies,
    string Fills);
