namespace EdgeRouter.RepoTests;

[TestFixture]
public sealed class LayerTests
{
    private static readonly LayerTable Table = LayerTable.FromRepository();

    [Test]
    public void ShouldReadTheWholeTable() =>
        Assert.That(Table.Projects, Is.SupersetOf(new[] { "Core", "Sbe", "Sbe.Generator", "MarketData", "Scoring.Gpu", "Engine", "Lab", "Cli" }));

    [Test]
    public void ShouldPointArrowsDown() => Offenders.AssertNone(Table.OwnFaults(), "src/docs/LAYERS.md: arrows point down the table only:");

    [Test]
    public void ShouldReferenceOnlyWhatTheTableAllows() => Offenders.AssertNone(
        ProjectFile.In("src").SelectMany(project => Table.Violations(project.Name, project.Links)),
        "src/docs/LAYERS.md says who may use whom:");

    [Test]
    public void ShouldNameEachProjectAsItsFolder() => Offenders.AssertNone(
        ProjectFile.In("src").Where(project => project.Folder != $"src/{project.Name}").Select(project => project.Path),
        "A project, its folder and its namespace have one name, directly under src/:");

    [Test]
    public void ShouldHoldNamespacesToFolders() => Offenders.AssertNone(
        Repository.SourceFiles("src").SelectMany(path => SourceRules.NamespaceFaults(Repository.Read(path), path)),
        "The namespace is the folder:");

    [Test]
    public void ShouldListEveryProjectInTheSolution()
    {
        string solution = Repository.Read("EdgeRouter.sln").Replace('\\', '/');
        Offenders.AssertNone(
            Repository.AllFiles.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains($"\"{path}\"", StringComparison.Ordinal)),
            "Projects that EdgeRouter.sln does not build; 'dotnet sln add' them:");
    }

    [TestCase("Engine", "<ProjectReference Include=\"../EdgeRouter.Ingest/EdgeRouter.Ingest.csproj\" />", 1)]
    [TestCase("Engine", "<ProjectReference Include=\"..\\EdgeRouter.Core\\EdgeRouter.Core.csproj\" />", 0)]
    [TestCase("Protocol", "<ProjectReference Include=\"../EdgeRouter.Sbe.Generator/EdgeRouter.Sbe.Generator.csproj\" OutputItemType=\"Analyzer\" ReferenceOutputAssembly=\"false\" />", 0)]
    [TestCase("Protocol", "<ProjectReference Include=\"../EdgeRouter.Sbe.Generator/EdgeRouter.Sbe.Generator.csproj\" />", 1)]
    [TestCase("Scoring", "<ProjectReference Include=\"../EdgeRouter.Features/EdgeRouter.Features.csproj\" />", 1)]
    [TestCase("Nowhere", "<ProjectReference Include=\"../EdgeRouter.Core/EdgeRouter.Core.csproj\" />", 1)]
    public void ShouldCatchAForbiddenArrow(string project, string reference, int faults) => Assert.That(
        Table.Violations($"EdgeRouter.{project}", ProjectFile.LinksOf($"<Project><ItemGroup>{reference}</ItemGroup></Project>")).ToArray(),
        Has.Length.EqualTo(faults));

    [Test]
    public void ShouldCatchAnArrowThatPointsUp()
    {
        LayerTable table = LayerTable.Parse("| 1 | `Low` | x | High, Gone |\n| 2 | `High` | x | – |\n");
        Assert.That(table.OwnFaults(), Is.EqualTo(new[] { "Low may use High, which is not on a lower floor", "Low may use Gone, which is not in the table" }));
    }
}
