namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Who is who in two lists: by name, else as a renamed element. Time grows with the length of the lists, not with its square.</summary>
internal sealed class Pairing<T>
    where T : class
{
    /// <param name="older">The older list.</param>
    /// <param name="newer">The newer list.</param>
    /// <param name="name">Name of an element.</param>
    /// <param name="identity">What an element keeps when it is renamed; null where nothing but the name tells it.</param>
    public Pairing(IReadOnlyList<T> older, IReadOnlyList<T> newer, Func<T, string> name, Func<T, object?> identity)
    {
        HashSet<string> olderNames = new(older.Select(name), StringComparer.Ordinal);
        ILookup<string, T> newerByName = newer.ToLookup(name, StringComparer.Ordinal);
        Dictionary<object, Queue<T>> renamed = newer.Where(now => !olderNames.Contains(name(now)) && identity(now) != null)
            .GroupBy(now => identity(now)!).ToDictionary(group => group.Key, group => new Queue<T>(group));
        HashSet<T> taken = new();
        foreach (T was in older)
        {
            T? now = newerByName[name(was)].FirstOrDefault();
            if (now == null && identity(was) is { } key && renamed.TryGetValue(key, out Queue<T>? candidates) && candidates.Count > 0)
            {
                now = candidates.Dequeue();
                taken.Add(now);
            }

            Pairs.Add((was, now));
        }

        Added = newer.Where(now => !olderNames.Contains(name(now)) && !taken.Contains(now)).ToList();
    }

    /// <summary>Every older element, with its newer self or null.</summary>
    public List<(T Older, T? Newer)> Pairs { get; } = new();

    /// <summary>What only the newer list has, in its order.</summary>
    public IReadOnlyList<T> Added { get; }
}
