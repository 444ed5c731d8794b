using System.Buffers.Binary;
using System.Text;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Ensembles;

/// <summary>Reads numbers and texts from canonical bytes and never beyond them. No count in the bytes reserves more memory than the bytes
/// that are left could fill.</summary>
/// <param name="bytes">Untrusted.</param>
/// <param name="fault">Makes the errors.</param>
internal ref struct EnsembleCursor(ReadOnlySpan<byte> bytes, ForestFault fault)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>Whether all has been read.</summary>
    public readonly bool IsAtEnd => _left.IsEmpty;

    /// <summary>A number.</summary>
    public int ReadInt() => BinaryPrimitives.ReadInt32LittleEndian(Take(1, sizeof(int)));

    /// <summary>A number with its bits as they are.</summary>
    public double ReadDouble() => BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(Take(1, sizeof(double))));

    /// <summary>A count of things that follow.</summary>
    /// <param name="elementBytes">Fewest bytes of each.</param>
    public int ReadCount(int elementBytes)
    {
        int count = ReadInt();
        fault.Check(count >= 0 && (long)count * elementBytes <= _left.Length, "a count is larger than what follows it");
        return count;
    }

    /// <summary>A text.</summary>
    public string ReadText() => Encoding.UTF8.GetString(Take(ReadCount(1), 1));

    /// <summary>Numbers behind their count.</summary>
    public int[] ReadInts()
    {
        var values = new int[ReadCount(sizeof(int))];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadInt();
        }

        return values;
    }

    /// <inheritdoc cref="ReadInts"/>
    public float[] ReadSingles()
    {
        var values = new float[ReadCount(sizeof(float))];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.Int32BitsToSingle(ReadInt());
            fault.Check(float.IsFinite(values[i]), "a weight is not a finite number");
        }

        return values;
    }

    /// <summary>Finite numbers behind their count.</summary>
    public double[] ReadDoubles()
    {
        var values = new double[ReadCount(sizeof(double))];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadDouble();
            fault.Check(double.IsFinite(values[i]), "a value is not a finite number");
        }

        return values;
    }

    /// <summary>Bytes of things that follow.</summary>
    /// <param name="count">How many.</param>
    /// <param name="elementBytes">Bytes of each.</param>
    public ReadOnlySpan<byte> Take(int count, int elementBytes)
    {
        long size = (long)count * elementBytes;
        fault.Check(size <= _left.Length, "it ends too early");
        ReadOnlySpan<byte> taken = _left[..(int)size];
        _left = _left[(int)size..];
        return taken;
    }
}
