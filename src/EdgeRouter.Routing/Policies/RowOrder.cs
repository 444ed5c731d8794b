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

    // At least a vector of any width, and three more keys.
    private const int PaddingCount = 16;
    private const int FirstBits = 3;
    private const ulong FirstMax = (1UL << FirstBits) - 1;

    private readonly Entry[] _entries = new Entry[RoutingContext.RowCountLimit];
    private readonly long[] _keys = new long[RoutingContext.RowCountLimit + PaddingCount];
    private readonly Vector<long>[] _keyVectors = new Vector<long>[(RoutingContext.RowCountLimit / Vector<long>.Count) + 1];
    private readonly int[] _positions = new int[RoutingContext.RowCountLimit + PaddingCount];
    private readonly int[] _step = new int[RoutingContext.RowCountLimit];
    private int _stepLength;
    private int _next;
    private bool _hasLargeFirst;

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
        _hasLargeFirst = false;
    }

    /// <summary>Adds a row. Rows must come in rising number.</summary>
    public void Add(int row, long first, long second, long third)
    {
        int number = Count++;
        ref Entry entry = ref _entries[number];
        (entry.Row, entry.IsUsed, entry.First, entry.Second, entry.Third) = (row, false, first, second, third);
        _hasLargeFirst |= (ulong)first > FirstMax;
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
        ulong high = Math.Min((ulong)Math.Max(first, 0), FirstMax) << (64 - FirstBits);
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
        _keys.AsSpan(Count, PaddingCount).Fill(long.MaxValue);
        Span<Vector<long>> vectors = _keyVectors.AsSpan(0, (Count + Vector<long>.Count - 1) / Vector<long>.Count);
        for (int j = 0; j < vectors.Length; j++)
        {
            vectors[j] = new Vector<long>(_keys, j * Vector<long>.Count);
        }

        // Four at a time: each vector is loaded once for them. Beyond the last entry come keys that nothing follows.
        for (int i = 0; i < Count; i += 4)
        {
            var key0 = new Vector<long>(_keys[i]);
            var key1 = new Vector<long>(_keys[i + 1]);
            var key2 = new Vector<long>(_keys[i + 2]);
            var key3 = new Vector<long>(_keys[i + 3]);
            Vector<long> smaller0 = Vector<long>.Zero;
            Vector<long> smaller1 = Vector<long>.Zero;
            Vector<long> smaller2 = Vector<long>.Zero;
            Vector<long> smaller3 = Vector<long>.Zero;
            foreach (ref readonly Vector<long> other in vectors)
            {
                smaller0 -= Vector.LessThan(other, key0);
                smaller1 -= Vector.LessThan(other, key1);
                smaller2 -= Vector.LessThan(other, key2);
                smaller3 -= Vector.LessThan(other, key3);
            }

            _positions[(int)Vector.Sum(smaller0)] = i;
            _positions[(int)Vector.Sum(smaller1)] = i + 1;
            _positions[(int)Vector.Sum(smaller2)] = i + 2;
            _positions[(int)Vector.Sum(smaller3)] = i + 3;
        }
    }

    private void Insert()
    {
        for (int i = 1; i < Count; i++)
        {
            int number = _positions[i];
            bool isTold = (_keys[_positions[i - 1]] >> NumberBits) < (_keys[number] >> NumberBits);
            if (isTold && !_hasLargeFirst)
            {
                continue;
            }

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
