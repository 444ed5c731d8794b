using System.Collections.Concurrent;

namespace EdgeRouter.RepoTests;

/// <summary>The working tree under test: the folder with EdgeRouter.sln above the test's own folder.</summary>
internal static class Repository
{
    // Output of tools, and "shared": large inputs that a checkout may have linked in.
    private static readonly string[] SkippedFolders = ["shared", ".git", ".vs", "artifacts", "bin", "obj", "node_modules", "BenchmarkDotNet.Artifacts", "TestResults"];

    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    internal static string Root { get; } = FindRoot();

    internal static IReadOnlyList<string> AllFiles { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    internal static string Read(string path) => Texts.GetOrAdd(path, relative => File.ReadAllText(Path.Combine(Root, relative)));

    internal static bool Exists(string path) => File.Exists(Path.Combine(Root, path));

    /// <summary>Files under a folder whose names end so, as paths from the root with forward slashes.</summary>
    internal static IEnumerable<string> Files(string folder, params string[] endings) => AllFiles.Where(path =>
        path.StartsWith(folder + "/", StringComparison.Ordinal) && endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)));

    internal static IEnumerable<string> SourceFiles(params string[] folders) =>
        folders.SelectMany(folder => Files(folder, ".cs")).Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal));

    internal static int LineAt(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EdgeRouter.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no EdgeRouter.sln above {AppContext.BaseDirectory}");
    }

    private static IEnumerable<string> Walk(string folder)
    {
        IEnumerable<string> here = Directory.EnumerateFiles(folder).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'));
        return here.Concat(Directory.EnumerateDirectories(folder)
            .Where(child => !SkippedFolders.Contains(Path.GetFileName(child), StringComparer.Ordinal) && new DirectoryInfo(child).LinkTarget is null)
            .SelectMany(Walk));
    }
}
