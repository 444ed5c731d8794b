namespace EdgeRouter.Scoring.Compiled;

/// <summary>A table inside a forest image. Whoever holds it must hold the image.</summary>
/// <typeparam name="T">Its element.</typeparam>
internal readonly unsafe struct ForestTable<T>
    where T : unmanaged
{
    /// <summary>Wraps a table.</summary>
    /// <param name="pointer">First element.</param>
    /// <param name="length">Elements.</param>
    public ForestTable(T* pointer, int length)
    {
        Pointer = pointer;
        Length = length;
    }

    /// <summary>First element.</summary>
    public T* Pointer { get; }

    /// <summary>Elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> Span => new(Pointer, Length);
}
