namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>The names taken in one C# type or namespace.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> _taken;

    public NameScope(params string[] reserved)
    {
        _taken = new HashSet<string>(reserved, StringComparer.Ordinal);
    }

    /// <summary>Takes a name; a name that is taken gets the suffix, then a number.</summary>
    public string Take(string name, string suffix)
    {
        string candidate = name;
        for (int number = 1; !_taken.Add(candidate); number++)
        {
            candidate = number == 1 ? name + suffix : name + suffix + number;
        }

        return candidate;
    }

    /// <summary>Whether every name is free; then takes all.</summary>
    public bool TryTakeAll(params string[] names)
    {
        if (names.Any(_taken.Contains))
        {
            return false;
        }

        _taken.UnionWith(names);
        return true;
    }
}
