namespace EdgeRouter.Sbe.Generator;

/// <summary>A generated file, compared by value: the compiler parses again only what has changed.</summary>
internal sealed class SourceFile : IEquatable<SourceFile>
{
    public SourceFile(string name, string text)
    {
        Name = name;
        Text = text;
    }

    public string Name { get; }

    public string Text { get; }

    public bool Equals(SourceFile? other) => other != null && Name == other.Name && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SourceFile);

    public override int GetHashCode() => Name.GetHashCode() ^ (Text.GetHashCode() * 31);
}
