namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>The repository's files.</summary>
internal static class Checkout
{
    /// <summary>The folder of EdgeRouter.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The configuration that these tests were built in: <c>release</c> or <c>debug</c>.</summary>
    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Name;

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "EdgeRouter.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("no EdgeRouter.sln above the tests");
    }
}
