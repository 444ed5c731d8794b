using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>A table that grows while a forest is compiled.</summary>
internal sealed class SectionBuffer
{
    private byte[] _bytes = new byte[1024];

    /// <summary>Opens an empty table.</summary>
    /// <param name="section">Which one.</param>
    /// <param name="elementBytes">Bytes of an element.</param>
    public SectionBuffer(ForestSection section, int elementBytes)
    {
        Section = section;
        ElementBytes = elementBytes;
    }

    /// <summary>Which table.</summary>
    public ForestSection Section { get; }

    /// <summary>Bytes of an element.</summary>
    public int ElementBytes { get; }

    /// <summary>Bytes written.</summary>
    public int SizeBytes { get; private set; }

    /// <summary>Elements written.</summary>
    public int Count => SizeBytes / ElementBytes;

    /// <summary>What was written.</summary>
    public Span<byte> Written => _bytes.AsSpan(0, SizeBytes);

    /// <summary>Appends zeroed elements and gives them back for filling.</summary>
    /// <typeparam name="T">An unmanaged type.</typeparam>
    /// <param name="count">How many values of that type.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER4010: the table would be larger than 2 GiB.</exception>
    public Span<T> Append<T>(int count)
        where T : unmanaged
    {
        long needed = SizeBytes + ((long)count * Unsafe.SizeOf<T>());
        if (needed > Array.MaxLength)
        {
            throw ForestImage.TooLarge();
        }

        int end = (int)needed;
        int size = end - SizeBytes;
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, _bytes.Length * 2L)));
        }

        Span<byte> added = _bytes.AsSpan(SizeBytes, size);
        SizeBytes = end;
        return MemoryMarshal.Cast<byte, T>(added);
    }

    /// <summary>Appends one value.</summary>
    /// <typeparam name="T">An unmanaged type.</typeparam>
    /// <param name="value">The value.</param>
    public void Add<T>(T value)
        where T : unmanaged => Append<T>(1)[0] = value;
}
