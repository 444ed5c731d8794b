using System.Reflection;

namespace EdgeRouter.Cli.Hosting;

/// <summary>The version that the build wrote into this assembly.</summary>
internal static class ProductVersion
{
    private const int ShownCommitLength = 12;

    private static readonly string[] Parts = (typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion ?? "0.0.0").Split('+');

    /// <summary>The SemVer number.</summary>
    public static string Number => Parts[0];

    /// <summary>The first characters of the commit's hash, or <c>unknown</c> for a build outside a repository.</summary>
    public static string Commit => Parts.Length > 1 ? Parts[1][..Math.Min(ShownCommitLength, Parts[1].Length)] : "unknown";
}
