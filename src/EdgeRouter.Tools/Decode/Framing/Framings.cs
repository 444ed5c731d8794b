namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>The framings that are known.</summary>
public static class Framings
{
    private static readonly MessageFraming[] All =
    [
        new CmeFraming(), new B3Framing(), new SofhFraming(), new MemoirFraming(), new OptiqFraming(), new CoinbaseFraming(), new DeribitFraming(), new NoneFraming(),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(framing => framing.Name)];

    /// <summary>Names of those that have a form for TCP.</summary>
    public static IReadOnlyList<string> StreamNames { get; } = [.. All.Where(framing => framing.HasStreamForm).Select(framing => framing.Name)];

    /// <summary>The framing of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static MessageFraming Find(string name) => All.First(framing => framing.Name == name);
}
