using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Row numbers in an order given by up to three keys, lowest first, then by row number. At most 192 rows, usually under 30: insertion sort.</summary>
internal sealed class RowOrder
{
    private readonly Entry[] _entries = new Entry[RoutingContext.RowCountLimit];
    private readonly int[] _step = new int[RoutingContext.RowCountLimit];
    private int _stepLength;

    /// <summary>Rows in the order.</summary>
    public int Count { get; private set; }

    /// <summary>The rows gathered for a step.</summary>
    public ReadOnlySpan<int> Step => _step.AsSpan(0, _stepLength);

    /// <summary>The entry at a position.</summary>
    public ref Entry this[int position] => ref _entries[position];

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Count = 0;
        _stepLength = 0;
    }

    /// <summary>Puts a row in its place. Rows must come in rising number.</summary>
    public void Add(int row, long first, long second, long third)
    {
        var entry = new Entry { Row = row, First = first, Second = second, Third = third };
        int position = Count++;
        while (position > 0 && IsBefore(entry, _entries[position - 1]))
        {
            _entries[position] = _entries[position - 1];
            position--;
        }

        _entries[position] = entry;
    }

    /// <summary>Starts a step with the first unused row.</summary>
    /// <param name="position">Out: its position; −1 when every row is used.</param>
    public bool TryStartStep(out int position)
    {
        _stepLength = 0;
        for (position = 0; position < Count; position++)
        {
            if (!_entries[position].IsUsed)
            {
                Use(position);
                return true;
            }
        }

        position = -1;
        return false;
    }

    /// <summary>Adds a row to the step.</summary>
    public void Use(int position)
    {
        _entries[position].IsUsed = true;
        _step[_stepLength++] = _entries[position].Row;
    }

    private static bool IsBefore(in Entry left, in Entry right)
    {
        if (left.First != right.First)
        {
            return left.First < right.First;
        }

        return left.Second != right.Second ? left.Second < right.Second : left.Third < right.Third;
    }

    /// <summary>A row with its keys.</summary>
    internal struct Entry
    {
        public int Row;
        public long First;
        public long Second;
        public long Third;
        public bool IsUsed;
    }
}
