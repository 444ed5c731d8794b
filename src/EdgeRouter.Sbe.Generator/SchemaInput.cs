namespace EdgeRouter.Sbe.Generator;

/// <summary>One XML file handed to the generator; compared by value so that unchanged files cost nothing.</summary>
internal sealed class SchemaInput : IEquatable<SchemaInput>
{
    public SchemaInput(string path, string text, string nameSpace)
    {
        Path = path;
        Text = text;
        Namespace = nameSpace;
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>Namespace that the project asks for, or empty.</summary>
    public string Namespace { get; }

    public bool Equals(SchemaInput? other) =>
        other != null && Path == other.Path && Text == other.Text && Namespace == other.Namespace;

    public override bool Equals(object? obj) => Equals(obj as SchemaInput);

    public override int GetHashCode() => Path.GetHashCode() ^ (Text.GetHashCode() * 31) ^ (Namespace.GetHashCode() * 17);
}
