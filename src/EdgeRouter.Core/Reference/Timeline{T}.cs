namespace EdgeRouter.Core.Reference;

/// <summary>The versions of one entry in order of time, without a gap: each is in force until the next. Immutable.</summary>
internal sealed class Timeline<T>
{
    private readonly long[] _fromNs;
    private readonly T[] _values;

    internal Timeline(long[] fromNs, T[] values)
    {
        _fromNs = fromNs;
        _values = values;
    }

    internal ReadOnlySpan<long> FromNs => _fromNs;

    internal ReadOnlySpan<T> Values => _values;

    /// <summary>The value in force: the last one from a time that is not later. Before the first one: the first one.</summary>
    internal T At(long timeNs)
    {
        int index = _fromNs.AsSpan().BinarySearch(timeNs);
        return _values[Math.Max(0, index >= 0 ? index : ~index - 1)];
    }

    internal Timeline<TResult> Select<TResult>(Func<T, TResult> map) => new(_fromNs, Array.ConvertAll(_values, value => map(value)));
}
