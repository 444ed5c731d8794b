using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Aeron.Client;

/// <summary>All counters of the driver that a client is connected to; any thread, at any time. Without a driver there are none.</summary>
public sealed class AeronCounters
{
    private readonly ClientConductor _conductor;

    /// <summary>The counters of a client.</summary>
    /// <param name="conductor">Its conductor.</param>
    internal AeronCounters(ClientConductor conductor) => _conductor = conductor;

    /// <summary>All counters in use.</summary>
    public IReadOnlyList<CounterInfo> Snapshot() => _conductor.ReadCounters(static (reader, _) => reader.Snapshot(), 0, []);

    /// <summary>What one counter is, or null.</summary>
    /// <param name="id">Its id.</param>
    public CounterInfo? Describe(int id) => _conductor.ReadCounters(static (reader, id) => reader.Describe((int)id), id, null);

    /// <summary>A counter's value.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Null: it is not in use.</returns>
    public long? ValueOf(int id) =>
        _conductor.ReadCounters(static (reader, id) => reader.IsAllocated((int)id) ? reader.Cell((int)id).Value : (long?)null, id, null);

    /// <summary>The value of a counter of the driver as a whole.</summary>
    /// <param name="counter">Which.</param>
    /// <returns>Null: this driver has none such.</returns>
    public long? ValueOf(SystemCounter counter) => ValueOf((int)counter);

    /// <summary>The first counter of a type whose key begins with a number.</summary>
    /// <param name="typeId">The type: <see cref="CounterKind"/>.</param>
    /// <param name="keyNumber">The number: for most types a registration or a client.</param>
    /// <returns>Its id, or -1.</returns>
    public int Find(int typeId, long keyNumber) =>
        _conductor.ReadCounters(static (reader, key) => reader.Find(key.TypeId, key.KeyNumber), (TypeId: typeId, KeyNumber: keyNumber), -1);
}
