namespace EdgeRouter.Tools.Decode;

/// <summary>The framings that are known.</summary>
public static class Framings
{
    private static readonly MessageFraming[] All = [new CmeFraming(), new MemoirFraming()];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(framing => framing.Name)];

    /// <summary>The framing of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static MessageFraming Find(string name) => All.First(framing => framing.Name == name);
}
