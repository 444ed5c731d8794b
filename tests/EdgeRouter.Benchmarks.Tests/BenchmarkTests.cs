using System.Reflection;
using BenchmarkDotNet.Attributes;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Benchmarks.Tests;

[TestFixture]
public sealed class BenchmarkTests
{
    private static readonly AllocationBaseline Baseline = AllocationBaseline.Load(BenchmarkFolders.FindRoot(AppContext.BaseDirectory));

    private static IEnumerable<MethodInfo> Benchmarks => typeof(BenchmarkConfig).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null);

    private static IEnumerable<TestCaseData> Cases => Benchmarks.Select(method => new TestCaseData(method).SetArgDisplayNames($"{method.DeclaringType!.Name}.{method.Name}"));

    [Test]
    public void ShouldBoundEveryBenchmarkAndNoOther() =>
        Assert.That(Baseline.Names, Is.EquivalentTo(Benchmarks.Select(method => $"{method.DeclaringType!.Name}.{method.Name}")));

    [Test]
    public void ShouldHaveOneBaselineMethodAClass() => Assert.That(
        Benchmarks.GroupBy(method => method.DeclaringType!.Name).Where(type => type.Count(method => method.GetCustomAttribute<BenchmarkAttribute>()!.Baseline) != 1).Select(type => type.Key),
        Is.Empty);

    [TestCaseSource(nameof(Cases))]
    public void ShouldRunOnce(MethodInfo benchmark)
    {
        object subject = Activator.CreateInstance(benchmark.DeclaringType!)!;
        foreach (PropertyInfo property in benchmark.DeclaringType!.GetProperties())
        {
            if (property.GetCustomAttribute<ParamsAttribute>() is { } values)
            {
                property.SetValue(subject, values.Values[0]);
            }
        }

        try
        {
            Invoke<GlobalSetupAttribute>(subject);
        }
        catch (TargetInvocationException e) when (e.InnerException is EdgeRouterException { ExitCode: ExitCode.Environment } missing)
        {
            Assert.Ignore(missing.Message);
        }

        Invoke<IterationSetupAttribute>(subject);
        Assert.That(() => benchmark.Invoke(subject, null), Throws.Nothing);
        Invoke<IterationCleanupAttribute>(subject);
        Invoke<GlobalCleanupAttribute>(subject);
    }

    [Test]
    public void ShouldCatchWhatAllocatesTooMuch()
    {
        AllocationBaseline baseline = AllocationBaseline.Parse("""{"bytesPerOperation": {"A.Tight": 0, "A.Loose": 64, "A.Broken": 8}}""");
        Assert.That(
            baseline.Violations([("A.Tight", 24), ("A.Loose", 64), ("A.Broken", null), ("A.New", 0)]),
            Is.EqualTo(new[]
            {
                "A.Tight allocates 24 bytes an operation, 0 allowed",
                "A.Broken was not measured: it failed to run",
                "A.New has no bound in bench/baselines/allocations.json",
            }));
    }

    private static void Invoke<T>(object subject)
        where T : Attribute
    {
        foreach (MethodInfo method in subject.GetType().GetMethods().Where(method => method.GetCustomAttribute<T>() is not null))
        {
            method.Invoke(subject, null);
        }
    }
}
