using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>The types made so far.</summary>
public sealed class TypePool
{
    public List<ModelType> All { get; } = [];

    public HashSet<string> Names { get; } = [.. Enum.GetValues<Wire>().Select(wire => wire.XmlName())];

    public IReadOnlyList<T> Of<T>(int since, Func<T, bool>? isWanted = null)
        where T : ModelType => [.. All.OfType<T>().Where(type => type.Since <= since && (isWanted == null || isWanted(type)))];

    /// <summary>Enum values that a constant of a version may name.</summary>
    public IReadOnlyList<(EnumType Type, NamedValue Value)> EnumValues(int since) =>
        [.. Of<EnumType>(since).SelectMany(type => type.Values.Where(value => value.Since <= since).Select(value => (type, value)))];
}
