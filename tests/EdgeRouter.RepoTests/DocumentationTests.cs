using System.Text.RegularExpressions;

namespace EdgeRouter.RepoTests;

/// <summary>Programs in the documentation: a block of code under a comment that names a file is in that file, where the compiler sees it and a test runs it.</summary>
[TestFixture]
public sealed partial class DocumentationTests
{
    [Test]
    public void ShouldShowProgramsThatAreCompiled()
    {
        (string Page, string Path, string Code)[] programs =
        [
            .. from page in Repository.Files("src/docs", ".md")
               from Match match in ProgramPattern().Matches(Repository.Read(page))
               select (page, match.Groups[1].Value, match.Groups[2].Value),
        ];
        Assert.That(programs, Is.Not.Empty);
        Offenders.AssertNone(
            programs.Where(program => !Repository.Exists(program.Path) || !Flat(Repository.Read(program.Path)).Contains(Flat(program.Code), StringComparison.Ordinal))
                .Select(program => $"{program.Page}: {program.Path}"),
            "Programs in the documentation that are not in the file that they name:");
    }

    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"<!-- (tests/\S+\.cs) -->\n```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ProgramPattern();
}
