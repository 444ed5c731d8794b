namespace EdgeRouter.Sbe.Parsing;

/// <summary>Marks elements that came from an included file.</summary>
internal sealed class SbeSourcePath
{
    private readonly SbeSourcePath? _includedBy;

    public SbeSourcePath(string path, SbeSourcePath? includedBy)
    {
        Path = path;
        _includedBy = includedBy;
    }

    /// <summary>As the schema writes it, relative to the schema's own folder.</summary>
    public string Path { get; }

    /// <summary>Resolves a reference that stands in the file <paramref name="source"/>, or in the schema itself.</summary>
    public static string Resolve(SbeSourcePath? source, string href)
    {
        int slash = source == null || href.StartsWith("/", StringComparison.Ordinal) ? -1 : source.Path.Replace('\\', '/').LastIndexOf('/');
        return slash < 0 ? href : source!.Path.Substring(0, slash + 1) + href;
    }

    /// <summary>Whether a file is this one or one of those that led to it.</summary>
    public bool IsInside(string path) => Path == path || (_includedBy?.IsInside(path) ?? false);
}
