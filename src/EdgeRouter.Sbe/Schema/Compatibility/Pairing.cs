namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Who is who in two lists: by name, else as a renamed element.</summary>
internal sealed class Pairing<T>
    where T : class
{
    public Pairing(IReadOnlyList<T> older, IReadOnlyList<T> newer, Func<T, string> name, Func<T, T, bool> isRenamed)
    {
        HashSet<string> olderNames = new(older.Select(name), StringComparer.Ordinal);
        List<T> unnamed = newer.Where(now => !olderNames.Contains(name(now))).ToList();
        foreach (T was in older)
        {
            T? now = newer.FirstOrDefault(other => name(other) == name(was));
            if (now == null)
            {
                now = unnamed.FirstOrDefault(other => isRenamed(was, other));
                unnamed.RemoveAll(other => ReferenceEquals(other, now));
            }

            Pairs.Add((was, now));
        }

        Added = unnamed;
    }

    /// <summary>Every older element, with its newer self or null.</summary>
    public List<(T Older, T? Newer)> Pairs { get; } = new();

    /// <summary>What only the newer list has, in its order.</summary>
    public IReadOnlyList<T> Added { get; }
}
