using System.Text.RegularExpressions;

namespace EdgeRouter.Sbe.Tests.Parsing;

/// <summary>Every id that parser and generator give is explained, and none that they do not give.</summary>
public sealed partial class DiagnosticIdTests
{
    [Test]
    public void ShouldExplainEveryId()
    {
        string root = Root();
        string[] used = [.. new[] { "EdgeRouter.Sbe", "EdgeRouter.Sbe.Generator" }
            .SelectMany(project => Directory.GetFiles(Path.Combine(root, "src", project), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().Order()];
        string[] explained = [.. Row().Matches(File.ReadAllText(Path.Combine(root, "src", "docs", "errors", "sbe.md"))).Select(match => match.Groups[1].Value)];
        Assert.That(used, Has.Length.GreaterThan(40));
        Assert.That(explained, Is.EqualTo(used), "in order, each once");
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "EdgeRouter.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }

    [GeneratedRegex("\"(SBE[0-9]{3})\"", RegexOptions.None, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| (SBE\d{3}) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
