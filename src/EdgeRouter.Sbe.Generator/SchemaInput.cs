using System.Collections.Immutable;
using EdgeRouter.Sbe.Generator.Emit;

namespace EdgeRouter.Sbe.Generator;

/// <summary>One XML file handed to the generator, with what a glance into it shows; compared by value so that unchanged files cost nothing.</summary>
internal sealed class SchemaInput : IEquatable<SchemaInput>
{
    public SchemaInput(string path, string text, string nameSpace, bool isNamespaceAsked, ImmutableArray<string> includes)
    {
        Path = path;
        Text = text;
        Namespace = nameSpace;
        IsNamespaceAsked = isNamespaceAsked;
        Includes = includes;
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>Namespace that the project asks for, else the one that the schema's package gives; empty for a file that is no schema.</summary>
    public string Namespace { get; }

    /// <summary>Whether the project gave the namespace.</summary>
    public bool IsNamespaceAsked { get; }

    /// <summary>Whether code is generated from the file; else it can only be included.</summary>
    public bool IsSchema => Namespace.Length > 0;

    /// <summary>What the file includes, as it is written there. Follows from the text.</summary>
    public ImmutableArray<string> Includes { get; }

    /// <summary>The same file with a namespace of its own, which its name gives; unchanged where the project gave one.</summary>
    public SchemaInput Apart() => IsNamespaceAsked
        ? this
        : new SchemaInput(Path, Text, $"{Namespace}.{Names.Pascal(System.IO.Path.GetFileNameWithoutExtension(Path))}", IsNamespaceAsked, Includes);

    public bool Equals(SchemaInput? other) =>
        other != null && Path == other.Path && Namespace == other.Namespace && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SchemaInput);

    public override int GetHashCode() => Path.GetHashCode() ^ (Text.GetHashCode() * 31) ^ (Namespace.GetHashCode() * 17);
}
