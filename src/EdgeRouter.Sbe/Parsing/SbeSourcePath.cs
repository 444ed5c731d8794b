namespace EdgeRouter.Sbe.Parsing;

/// <summary>Marks elements that came from an included file.</summary>
internal sealed class SbeSourcePath
{
    public SbeSourcePath(string path)
    {
        Path = path;
    }

    public string Path { get; }
}
