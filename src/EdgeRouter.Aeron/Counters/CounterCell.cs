namespace EdgeRouter.Aeron.Counters;

/// <summary>One counter's value in shared memory. It does not own the memory: its holder must be a user of the map.</summary>
public readonly unsafe struct CounterCell
{
    private readonly long* _value;

    /// <summary>A value in place.</summary>
    /// <param name="id">The counter's id.</param>
    /// <param name="value">Where it is, on 8 bytes.</param>
    internal CounterCell(int id, long* value)
    {
        Id = id;
        _value = value;
    }

    /// <summary>The counter's id.</summary>
    public int Id { get; }

    /// <summary>Whether there is a counter at all.</summary>
    public bool IsNone => _value == null;

    /// <summary>The value, read before everything that follows.</summary>
    public long Value => Volatile.Read(ref *_value);

    /// <summary>The value, without order: for the one thread that writes it.</summary>
    public long Plain => *_value;

    /// <summary>The registration that the counter belongs to now, beside its value: another one once its place was given out again.</summary>
    internal long Registration => Volatile.Read(ref *(_value + (CounterLayout.RegistrationOffset / sizeof(long))));

    /// <summary>Where the value is, for loops that read nothing else.</summary>
    internal long* Address => _value;

    /// <summary>Stores after everything before it. The one writer.</summary>
    /// <param name="value">The new value.</param>
    public void Set(long value) => Volatile.Write(ref *_value, value);

    /// <summary>Raises the value; never lowers it. The one writer.</summary>
    /// <param name="value">What it is to be at least.</param>
    /// <returns>Whether it rose.</returns>
    public bool Raise(long value)
    {
        if (*_value >= value)
        {
            return false;
        }

        Volatile.Write(ref *_value, value);
        return true;
    }

    /// <summary>Adds without a lock. The one writer.</summary>
    /// <param name="delta">What to add.</param>
    public void Add(long delta) => Volatile.Write(ref *_value, *_value + delta);

    /// <summary>Adds atomically: any thread.</summary>
    /// <param name="delta">What to add.</param>
    public void AddAtomic(long delta) => Interlocked.Add(ref *_value, delta);
}
