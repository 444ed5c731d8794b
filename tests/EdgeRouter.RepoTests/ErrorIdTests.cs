using System.Text.RegularExpressions;

namespace EdgeRouter.RepoTests;

[TestFixture]
public sealed partial class ErrorIdTests
{
    private static readonly ILookup<string, string> Used = (
        from path in Repository.SourceFiles("src")
        from literal in SourceRules.Literals(Repository.Read(path))
        from Match id in IdPattern().Matches(literal)
        select (Id: id.Value, Path: path)).ToLookup(use => use.Id, use => use.Path, StringComparer.Ordinal);

    private static readonly ILookup<string, string> Documented = (
        from path in Repository.Files("src/docs/errors", ".md")
        from Match row in RowPattern().Matches(Repository.Read(path))
        select (Id: row.Groups[1].Value, Path: path)).ToLookup(row => row.Id, row => row.Path, StringComparer.Ordinal);

    [Test]
    public void ShouldExplainEveryErrorId() => Offenders.AssertNone(
        Used.Where(id => !Documented.Contains(id.Key)).Select(id => $"{id.Key} in {string.Join(", ", id.Distinct())}"),
        "Error ids without a row in src/docs/errors/*.md:");

    [Test]
    public void ShouldExplainNoIdThatIsGone() => Offenders.AssertNone(
        Documented.Where(id => !Used.Contains(id.Key)).Select(id => $"{id.Key} in {string.Join(", ", id)}"),
        "Rows of src/docs/errors/*.md whose id no source file uses:");

    [Test]
    public void ShouldExplainEachIdOnce() => Offenders.AssertNone(
        Documented.Where(id => id.Count() > 1).Select(id => $"{id.Key} in {string.Join(", ", id)}"),
        "Error ids explained twice:");

    [Test]
    public void ShouldGiveEachIdToOneProject() => Offenders.AssertNone(
        from id in Used
        let projects = id.Select(path => path.Split('/')[1]).Distinct(StringComparer.Ordinal).ToArray()
        where projects.Length > 1
        select $"{id.Key} in {string.Join(", ", projects)}",
        "Error ids that two projects use for themselves:");

    [Test]
    public void ShouldKeepIdsInTheirRanges()
    {
        string index = Repository.Read("src/docs/ERRORS.md");
        Offenders.AssertNone(
            Documented.Where(id => !index.Contains($"| {id.Key[2..4]}xx |", StringComparison.Ordinal)).Select(id => $"{id.Key} in {string.Join(", ", id)}"),
            "Ids outside the ranges of src/docs/ERRORS.md:");
    }

    [GeneratedRegex(@"\bER\d{4}\b", RegexOptions.None, 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^\| *`?(ER\d{4})`? *\|", RegexOptions.Multiline, 1000)]
    private static partial Regex RowPattern();
}
