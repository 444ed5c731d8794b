using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <summary>A counter that this client added and tools can see. Any thread may do anything at any time; a closed counter takes nothing and shows 0.</summary>
public sealed class AeronCounter : IDisposable
{
    private readonly ClientConductor _conductor;
    private readonly CounterCell _cell;
    private readonly long _owner;
    private bool _isClosed;

    /// <summary>A counter that the driver has made.</summary>
    /// <param name="conductor">Its client's conductor.</param>
    /// <param name="cell">Its value.</param>
    /// <param name="registrationId">Its number at the driver.</param>
    /// <param name="isStatic">Whether it outlives the client.</param>
    internal AeronCounter(ClientConductor conductor, CounterCell cell, long registrationId, bool isStatic)
    {
        _conductor = conductor;
        _cell = cell;
        _owner = cell.Registration;
        RegistrationId = registrationId;
        IsStatic = isStatic;
    }

    /// <summary>Its id: where tools find it.</summary>
    public int Id => _cell.Id;

    /// <summary>Its number at the driver; of a static counter the one it was asked for by.</summary>
    public long RegistrationId { get; }

    /// <summary>Whether it outlives the client.</summary>
    public bool IsStatic { get; }

    /// <summary>Whether it was closed, by the application or because the driver is lost.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>The value.</summary>
    public long Value
    {
        get
        {
            UseSlot slot = UseSlot.Enter();
            long value = IsClosed ? 0 : _cell.Value;
            slot.Exit();
            return value;
        }

        set
        {
            UseSlot slot = UseSlot.Enter();
            if (IsOwn)
            {
                _cell.Set(value);
            }

            slot.Exit();
        }
    }

    /// <summary>Adds atomically.</summary>
    /// <param name="delta">What to add.</param>
    public void Add(long delta)
    {
        UseSlot slot = UseSlot.Enter();
        if (IsOwn)
        {
            _cell.AddAtomic(delta);
        }

        slot.Exit();
    }

    /// <summary>Takes it back; a static one stays for others. Does not wait.</summary>
    public void Dispose() => _conductor.Close(this);

    /// <summary>Number of the command that added it.</summary>
    internal long OwnerKey { get; set; }

    // A client that was given up while it stood still must not write into what is another's counter by now.
    private bool IsOwn => !IsClosed && _cell.Registration == _owner;

    /// <summary>Makes it unreachable; the conductor, once.</summary>
    internal void Shut() => Volatile.Write(ref _isClosed, true);
}
