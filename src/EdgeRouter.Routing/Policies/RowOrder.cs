using System.Numerics;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Row numbers in an order given by up to three keys, lowest first, then by row number. At most 192 rows, usually 24 to 48.</summary>
/// <remarks>The leading bits of the first two keys and the number of the entry make one int64 each, all different. How many of them are smaller is an
/// entry's rank: counted with vectors, without a branch. Entries whose leading bits are equal are then put right by insertion, which finds the rest in
/// order. With 48 rows that is 576 vector compares where AVX2 is, in the place of some 560 moves of 40 bytes each behind an unforeseeable branch.</remarks>
internal sealed class RowOrder
{
    // Up to here insertion alone is quicker.
    private const int SmallCount = 6;
    private const int NumberBits = 8;
    private const int FirstBits = 3;
    private const long FirstMax = (1L << FirstBits) - 1;

    private readonly Entry[] _entries = new Entry[RoutingContext.RowCountLimit];
    private readonly long[] _keys = new long[RoutingContext.RowCountLimit + Vector<long>.Count];
    private readonly int[] _positions = new int[RoutingContext.RowCountLimit];
    private readonly int[] _step = new int[RoutingContext.RowCountLimit];
    private int _stepLength;
    private int _next;

    /// <summary>Rows in the order.</summary>
    public int Count { get; private set; }

    /// <summary>The rows gathered for a step.</summary>
    public ReadOnlySpan<int> Step => _step.AsSpan(0, _stepLength);

    /// <summary>The entry at a position; meaningful after <see cref="Sort"/>.</summary>
    public ref Entry this[int position] => ref _entries[_positions[position]];

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Count = 0;
        _stepLength = 0;
        _next = 0;
    }

    /// <summary>Adds a row. Rows must come in rising number.</summary>
    public void Add(int row, long first, long second, long third)
    {
        int number = Count++;
        _entries[number] = new Entry { Row = row, First = first, Second = second, Third = third };
        _keys[number] = LeadingBits(first, second, number);
        _positions[number] = number;
    }

    /// <summary>Puts the rows in order.</summary>
    public void Sort()
    {
        if (Count > SmallCount)
        {
            Rank();
        }

        Insert();
    }

    /// <summary>Starts a step with the first unused row.</summary>
    /// <param name="position">Out: its position; −1 when every row is used.</param>
    public bool TryStartStep(out int position)
    {
        _stepLength = 0;
        for (; _next < Count; _next++)
        {
            if (!this[_next].IsUsed)
            {
                position = _next;
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
        ref Entry entry = ref this[position];
        entry.IsUsed = true;
        _step[_stepLength++] = entry.Row;
    }

    // Never falls where the keys rise, as far as the first key is 0 to 7: what it does not tell apart, Insert does.
    private static long LeadingBits(long first, long second, int number)
    {
        ulong high = (ulong)Math.Clamp(first, 0, FirstMax) << (64 - FirstBits);
        ulong middle = ((ulong)second ^ (1UL << 63)) >> (NumberBits + FirstBits) << NumberBits;
        return (long)(high | middle | (uint)number) ^ long.MinValue;
    }

    private static bool IsBefore(in Entry left, in Entry right)
    {
        if (left.First != right.First)
        {
            return left.First < right.First;
        }

        if (left.Second != right.Second)
        {
            return left.Second < right.Second;
        }

        return left.Third != right.Third ? left.Third < right.Third : left.Row < right.Row;
    }

    private void Rank()
    {
        _keys.AsSpan(Count, Vector<long>.Count).Fill(long.MaxValue);
        for (int i = 0; i < Count; i++)
        {
            var key = new Vector<long>(_keys[i]);
            Vector<long> smaller = Vector<long>.Zero;
            for (int j = 0; j < Count; j += Vector<long>.Count)
            {
                smaller -= Vector.LessThan(new Vector<long>(_keys, j), key);
            }

            _positions[(int)Vector.Sum(smaller)] = i;
        }
    }

    private void Insert()
    {
        for (int i = 1; i < Count; i++)
        {
            int number = _positions[i];
            int position = i;
            while (position > 0 && IsBefore(_entries[number], _entries[_positions[position - 1]]))
            {
                _positions[position] = _positions[position - 1];
                position--;
            }

            _positions[position] = number;
        }
    }

    /// <summary>A row with its keys.</summary>
    internal struct Entry
    {
        public int Row;
        public bool IsUsed;
        public long First;
        public long Second;
        public long Third;
    }
}
