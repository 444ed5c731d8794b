using System.Runtime.CompilerServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Sorts the thresholds of a feature, byte by byte from the lowest: as many steps for any thresholds, and quick in a process that has just
/// started, where the library's sort of this type would be compiled and run unoptimised.</summary>
internal static class CutSorter
{
    private const int Buckets = 256;
    private const ulong SignBit = 1UL << 63;

    /// <summary>The different numbers, ascending. NaN counts as reached by nothing and stands once, at the end.</summary>
    /// <param name="thresholds">In any order, with repetitions; no −0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] SortDistinct(ReadOnlySpan<double> thresholds)
    {
        var keys = new ulong[thresholds.Length];
        int numbers = 0;
        foreach (double threshold in thresholds)
        {
            if (!double.IsNaN(threshold))
            {
                keys[numbers++] = KeyOf(threshold);
            }
        }

        ReadOnlySpan<ulong> sorted = Sort(keys, new ulong[numbers], numbers);
        var distinct = new double[numbers + 1];
        int count = 0;
        for (int i = 0; i < numbers; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                distinct[count++] = NumberOf(sorted[i]);
            }
        }

        distinct[count] = double.NaN;
        return distinct.AsSpan(0, numbers < thresholds.Length ? count + 1 : count).ToArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<ulong> Sort(ulong[] keys, ulong[] other, int count)
    {
        Span<int> ends = stackalloc int[Buckets];
        for (int shift = 0; shift < 64 && count > 0; shift += 8)
        {
            ends.Clear();
            for (int i = 0; i < count; i++)
            {
                ends[(byte)(keys[i] >> shift)]++;
            }

            if (ends[(byte)(keys[0] >> shift)] == count)
            {
                continue;
            }

            for (int b = 1; b < Buckets; b++)
            {
                ends[b] += ends[b - 1];
            }

            for (int i = count - 1; i >= 0; i--)
            {
                other[--ends[(byte)(keys[i] >> shift)]] = keys[i];
            }

            (keys, other) = (other, keys);
        }

        return keys.AsSpan(0, count);
    }

    // IEEE numbers in the order of unsigned integers: negative ones turned round, the others above them.
    private static ulong KeyOf(double number)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(number);
        return (bits & SignBit) != 0 ? ~bits : bits | SignBit;
    }

    private static double NumberOf(ulong key) => BitConverter.UInt64BitsToDouble((key & SignBit) != 0 ? key & ~SignBit : ~key);
}
