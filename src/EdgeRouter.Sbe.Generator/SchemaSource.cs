using System.Collections.Immutable;

namespace EdgeRouter.Sbe.Generator;

/// <summary>A schema with the files that it includes, directly or through others, and nothing else: what its code depends on. Compared by value.</summary>
internal sealed class SchemaSource : IEquatable<SchemaSource>
{
    private SchemaSource(SchemaInput schema, ImmutableArray<SchemaInput> included, string rival)
    {
        Schema = schema;
        Included = included;
        Rival = rival;
    }

    public SchemaInput Schema { get; }

    /// <summary>Included files, each once.</summary>
    public ImmutableArray<SchemaInput> Included { get; }

    /// <summary>Path of the schema that has the namespace already, or empty.</summary>
    public string Rival { get; }

    /// <summary>Picks out of all files what one schema depends on.</summary>
    public static SchemaSource Bind(SchemaInput schema, ImmutableArray<SchemaInput> all)
    {
        List<SchemaInput> included = new();
        Queue<SchemaInput> open = new();
        open.Enqueue(schema);
        while (open.Count > 0)
        {
            foreach (string href in open.Dequeue().Includes)
            {
                SchemaInput? found = Find(schema, href, all);
                if (found != null && !included.Contains(found))
                {
                    included.Add(found);
                    open.Enqueue(found);
                }
            }
        }

        SchemaInput first = all.Where(other => other.Namespace.Equals(schema.Namespace, StringComparison.OrdinalIgnoreCase)).OrderBy(other => other.Path, StringComparer.Ordinal).First();
        return new SchemaSource(schema, included.ToImmutableArray(), first.Path == schema.Path ? string.Empty : first.Path);
    }

    /// <summary>Finds an included file by its href.</summary>
    public SchemaInput? Find(string href) => Find(Schema, href, Included);

    public bool Equals(SchemaSource? other) =>
        other != null && Schema.Equals(other.Schema) && Rival == other.Rival && Included.SequenceEqual(other.Included);

    public override bool Equals(object? obj) => Equals(obj as SchemaSource);

    public override int GetHashCode() => Schema.GetHashCode();

    // By file name, so that it does not matter where the project keeps the file; one beside the schema goes first.
    private static SchemaInput? Find(SchemaInput schema, string href, ImmutableArray<SchemaInput> files)
    {
        string wanted = href.Replace('\\', '/').Split('/').Last();
        string folder = Path.GetDirectoryName(schema.Path) ?? string.Empty;
        return files.Where(file => Path.GetFileName(file.Path) == wanted)
            .OrderBy(file => Path.GetDirectoryName(file.Path) == folder ? 0 : 1)
            .FirstOrDefault();
    }
}
