namespace EdgeRouter.Aeron.Counters;

/// <summary>What a counter is, as tools show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TypeId">Its type: <see cref="CounterKind"/>.</param>
/// <param name="Value">Its value when it was looked at.</param>
/// <param name="RegistrationId">The registration it belongs to.</param>
/// <param name="OwnerId">The client that owns it; -1 = the driver.</param>
/// <param name="ReferenceId">What it refers to; 0 = nothing.</param>
/// <param name="Key">Its 112 bytes of key.</param>
/// <param name="Label">Its label.</param>
public sealed record CounterInfo(int Id, int TypeId, long Value, long RegistrationId, long OwnerId, long ReferenceId, byte[] Key, string Label);
