using EdgeRouter.Core.Errors;
using EdgeRouter.Sbe;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Feeds;

/// <summary>The schemas of the feeds at run time, as the walker wants them.</summary>
public static class FeedSchemas
{
    /// <summary>CME MDP 3.0, version 8.</summary>
    public static SbeSchema CmeMdp3() => Load("cme-mdp3.xml");

    /// <summary>MEMOIR Depth 1.3.</summary>
    public static SbeSchema MemoirDepth() => Load("memoir-depth.xml");

    /// <summary>Reads a schema from a file.</summary>
    /// <param name="path">The file; files that it includes are looked for beside it.</param>
    /// <exception cref="EdgeRouterException">ER3001: the file cannot be read. ER3002: it is no sound schema.</exception>
    public static SbeSchema FromFile(string path) => Sound(Check(path));

    /// <summary>Reads a schema from a file, whether sound or not.</summary>
    /// <param name="path">The file; files that it includes are looked for beside it.</param>
    /// <returns>The schema, or what is wrong with it.</returns>
    /// <exception cref="EdgeRouterException">ER3001: the file cannot be read.</exception>
    public static SbeParseResult Check(string path)
    {
        try
        {
            return SbeSchemaFile.Parse(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw EdgeRouterException.BadInput("ER3001", $"cannot read the schema {path}: {error.Message}; check the path", error);
        }
    }

    private static SbeSchema Load(string resource)
    {
        using Stream stream = typeof(FeedSchemas).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the resource {resource} is not in the assembly");
        using StreamReader reader = new(stream);
        return Sound(SbeSchemaParser.Parse(resource, reader.ReadToEnd()));
    }

    private static SbeSchema Sound(SbeParseResult result) => result.Schema
        ?? throw EdgeRouterException.BadInput("ER3002", $"{result.Errors.First()} ({result.Errors.Count()} errors in all); correct the schema");
}
