using System.Text.RegularExpressions;

namespace EdgeRouter.RepoTests;

[TestFixture]
public sealed partial class HouseTests
{
    private static readonly string[] TopFolders = ["native", "src", "kernels", "hw-config", "tests", "bench"];

    private static readonly string[] RootFiles =
    [
        "build.ps1", "build.sh", "EdgeRouter.sln", "README.md", "LICENSE", "CHANGELOG.md", ".editorconfig", ".gitignore", ".gitattributes", ".git",
        "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props",
    ];

    private static readonly string[] Targets = ["setup", "build", "lint", "test", "demo", "bench", "nightly", "pack", "clean"];

    [Test]
    public void ShouldKeepTheTopLevel() => Offenders.AssertNone(
        Repository.AllFiles.Where(path => !path.Contains('/') && !RootFiles.Contains(path))
            .Concat(Repository.AllFiles.Where(path => path.Contains('/')).Select(path => path.Split('/')[0]).Distinct().Except([.. TopFolders, ".ci"])),
        "The top level is fixed; these do not belong there:");

    [Test]
    public void ShouldExplainEveryFolder() => Offenders.AssertNone(
        TopFolders.Concat(ProjectFile.In("src").Select(project => project.Folder)).Select(folder => $"{folder}/README.md").Where(path => !Repository.Exists(path)),
        "A README.md is missing:");

    [Test]
    public void ShouldCarryTheLicense() => Assert.That(Repository.Read("LICENSE"), Does.StartWith("MIT License").And.Contain("WITHOUT WARRANTY OF ANY KIND"));

    [Test]
    public void ShouldLogTheVersion()
    {
        string version = VersionPattern().Match(Repository.Read("Directory.Build.props")).Groups[1].Value;
        Assert.That(Repository.Read("CHANGELOG.md"), Does.Match($@"(?m)^## \[?{Regex.Escape(version)}\b"));
    }

    [Test]
    public void ShouldOfferTheSameTargetsInBothScripts()
    {
        string shell = TargetListPattern().Match(Repository.Read("build.sh")).Groups[1].Value;
        string power = ValidateSetPattern().Match(Repository.Read("build.ps1")).Groups[1].Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shell.Split(' '), Is.EqualTo(Targets));
            Assert.That(power.Split(',').Select(word => word.Trim(' ', '\'')), Is.EqualTo(Targets));
        }
    }

    [Test]
    public void ShouldNameOnlyTargetsThatExist() => Offenders.AssertNone(
        from path in Repository.AllFiles.Where(path => path.EndsWith(".md", StringComparison.Ordinal))
        from Match command in CommandPattern().Matches(Repository.Read(path))
        where !Targets.Contains(command.Groups[1].Value)
        select $"{path}: {command.Value}",
        "Commands in the documentation that build.sh does not know:");

    [Test]
    public void ShouldNameOnlyVerbsThatExist()
    {
        string[] verbs = [.. Repository.Files("src/EdgeRouter.Cli/Verbs", "Verb.cs").Select(path => Path.GetFileNameWithoutExtension(path)[..^"Verb".Length].ToLowerInvariant())];
        Offenders.AssertNone(
            from path in new[] { "README.md", "src/docs/HACKING.md", "src/EdgeRouter.Cli/README.md" }
            from Match command in VerbPattern().Matches(Repository.Read(path))
            where !verbs.Contains(command.Groups[1].Value)
            select $"{path}: {command.Value}",
            "Verbs in the documentation that src/EdgeRouter.Cli/Verbs does not have:");
    }

    [Test]
    public void ShouldLinkOnlyToFilesThatExist() => Offenders.AssertNone(
        from path in Repository.AllFiles.Where(path => path.EndsWith(".md", StringComparison.Ordinal))
        from Match link in LinkPattern().Matches(Repository.Read(path))
        let target = link.Groups[1].Value
        let full = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, target))
        where !target.Contains(':') && !File.Exists(full) && !Directory.Exists(full)
        select $"{path}: {target}",
        "Links to files that are not there:");

    [GeneratedRegex("<Version>([^<]+)</Version>", RegexOptions.None, 1000)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^TARGETS=\(([^)]*)\)", RegexOptions.Multiline, 1000)]
    private static partial Regex TargetListPattern();

    [GeneratedRegex(@"ValidateSet\(([^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex ValidateSetPattern();

    [GeneratedRegex(@"\./build\.(?:sh|ps1) ([a-z][a-z-]*)", RegexOptions.None, 1000)]
    private static partial Regex CommandPattern();

    [GeneratedRegex(@"artifacts/edgerouter ([a-z][a-z-]*)", RegexOptions.None, 1000)]
    private static partial Regex VerbPattern();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)", RegexOptions.None, 1000)]
    private static partial Regex LinkPattern();
}
