namespace EdgeRouter.RepoTests;

[TestFixture]
public sealed class SourceRuleTests
{
    private static readonly LayerTable Table = LayerTable.FromRepository();

    [Test]
    public void ShouldKeepMethodsShort() => Offenders.AssertNone(
        Repository.SourceFiles("src", "tests", "bench").SelectMany(path => SourceRules.LongMethods(Repository.Read(path), path)),
        $"A method has at most {SourceRules.MaxMethodLines} lines; split it, or write '// length: why' on the line above:");

    [Test]
    public void ShouldDeclareOnePublicTypeAFile() => Offenders.AssertNone(
        Repository.SourceFiles("src").SelectMany(path => SourceRules.ExtraPublicTypes(Repository.Read(path), path)),
        "One public type per file:");

    [Test]
    public void ShouldKeepUnsafeCodeInsideTheFence() => Offenders.AssertNone(
        Repository.SourceFiles("src").Where(path => !IsInside(path, Table.UnsafeProjects)).SelectMany(path => SourceRules.UnsafeUses(Repository.Read(path), path)),
        "Unsafe code outside the fence of src/docs/LAYERS.md:");

    [Test]
    public void ShouldKeepForeignFunctionsInsideTheFence() => Offenders.AssertNone(
        Repository.SourceFiles("src").Where(path => !IsInside(path, Table.PInvokePlaces)).SelectMany(path => SourceRules.ForeignFunctions(Repository.Read(path), path)),
        "P/Invoke outside the fence of src/docs/LAYERS.md:");

    [Test]
    public void ShouldNotOpenTheFenceInAProject() => Offenders.AssertNone(
        ProjectFile.In("src").Where(project => project.Sets("AllowUnsafeBlocks")).Select(project => project.Path),
        "AllowUnsafeBlocks is set for the projects of the fence in Directory.Build.targets, nowhere else:");

    [Test]
    public void ShouldFenceTheSameProjectsInTheBuild()
    {
        string targets = Repository.Read("Directory.Build.targets");
        string list = targets[targets.IndexOf("<UnsafeProjects>;", StringComparison.Ordinal)..];
        string[] built = list["<UnsafeProjects>;".Length..list.IndexOf("</UnsafeProjects>", StringComparison.Ordinal)].Split(';', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(built, Is.EquivalentTo(Table.UnsafeProjects.Select(name => $"EdgeRouter.{name}")));
    }

    [TestCase(SourceRules.MaxMethodLines, "", 0)]
    [TestCase(SourceRules.MaxMethodLines + 1, "", 1)]
    [TestCase(SourceRules.MaxMethodLines + 1, "// length: one case per template of the protocol\n", 0)]
    [TestCase(SourceRules.MaxMethodLines + 1, "// length:\n", 1)]
    public void ShouldCatchALongMethod(int lines, string comment, int faults)
    {
        string body = string.Concat(Enumerable.Repeat("N();\n", lines - 3));
        string source = $"class C\n{{\n/// <summary>x</summary>\n{comment}[Test]\npublic void M()\n{{\n{body}}}\n}}\n";
        Assert.That(SourceRules.LongMethods(source, "a.cs").ToArray(), Has.Length.EqualTo(faults));
    }

    [TestCase("public class A { public class Inside; }", 0)]
    [TestCase("public partial class A; public partial class A;", 0)]
    [TestCase("public class A; internal class B;", 0)]
    [TestCase("public class A; public enum B { X }", 1)]
    [TestCase("public struct A; public delegate void B();", 1)]
    public void ShouldCatchASecondPublicType(string types, int faults) =>
        Assert.That(SourceRules.ExtraPublicTypes($"namespace N;\n{types}", "a.cs").ToArray(), Has.Length.EqualTo(faults));

    [TestCase("unsafe { }", 1)]
    [TestCase("System.Runtime.CompilerServices.Unsafe.SkipInit(out int x);", 1)]
    [TestCase("var s = MemoryMarshal.Cast<byte, int>(b);", 1)]
    [TestCase("var s = \"unsafe Unsafe MemoryMarshal\"; // unsafe", 0)]
    public void ShouldCatchUnsafeCode(string statement, int faults) =>
        Assert.That(SourceRules.UnsafeUses($"class C {{ void M() {{ {statement} }} }}", "a.cs").ToArray(), Has.Length.EqualTo(faults));

    [TestCase("[LibraryImport(\"libc\")] static partial int f();", 1)]
    [TestCase("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int f();", 1)]
    [TestCase("/* [DllImport] */ static int f() => 0;", 0)]
    public void ShouldCatchAForeignFunction(string member, int faults) =>
        Assert.That(SourceRules.ForeignFunctions($"class C {{ {member} }}", "a.cs").ToArray(), Has.Length.EqualTo(faults));

    [TestCase("EdgeRouter.Core.Os", 0)]
    [TestCase("EdgeRouter.Core", 1)]
    public void ShouldCatchAForeignNamespace(string name, int faults) =>
        Assert.That(SourceRules.NamespaceFaults($"namespace {name};", "src/EdgeRouter.Core/Os/A.cs").ToArray(), Has.Length.EqualTo(faults));

    private static bool IsInside(string path, IEnumerable<string> places) =>
        places.Any(place => path.StartsWith($"src/EdgeRouter.{place}/", StringComparison.Ordinal));
}
