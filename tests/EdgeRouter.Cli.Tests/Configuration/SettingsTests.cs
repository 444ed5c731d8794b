using System.Collections;
using EdgeRouter.Cli.Configuration;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Cli.Tests.Configuration;

[TestFixture]
public sealed class SettingsTests
{
    private static readonly SettingKey Depth = new("book:depth", "10", "levels");
    private static readonly SettingKey Password = new("store:password", string.Empty, "of the database", IsSecret: true);
    private static readonly SettingKey Exact = new("scoring:exact", "false", "exact mode");

    private string _file = string.Empty;

    [SetUp]
    public void MakeFile() => _file = Path.Combine(Path.GetTempPath(), $"edgerouter-settings-{Environment.ProcessId}.json");

    [TearDown]
    public void RemoveFile() => File.Delete(_file);

    [Test]
    public void ShouldLayerFileEnvironmentAndCommandLine()
    {
        string file = """{"book": {"depth": 5, /* comment */}, "Scoring": {"exact": true}, "store": {"password": "a"}}""";
        Settings settings = Build(file, new Hashtable { ["EDGEROUTER_BOOK__DEPTH"] = "6", ["EDGEROUTER_DATA"] = "x", ["PATH"] = "y" }, "store:password=b");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Integer(Depth, 1, 10), Is.EqualTo(6));
            Assert.That(settings.Flag(Exact), Is.True);
            Assert.That(settings.Text(Password), Is.EqualTo("b"));
            Assert.That(settings.DescribeChanged(), Is.EqualTo($"book:depth=6 (EDGEROUTER_BOOK__DEPTH), store:password=(hidden) (--set), scoring:exact=True ({_file})"));
        }
    }

    [Test]
    public void ShouldFallBackToDefaults()
    {
        Settings settings = Build(null, new Hashtable());
        Assert.That((settings.Integer(Depth, 1, 10), settings.Flag(Exact), settings.DescribeChanged()), Is.EqualTo((10L, false, string.Empty)));
    }

    [TestCase("""{"book": {"dept": 5}}""", "ER9002", "book:dept")]
    [TestCase("""{"book": [5]}""", "ER9004", "'book' is Array")]
    [TestCase("""{"book": {"depth": null}}""", "ER9004", "'book:depth' is Null")]
    [TestCase("""5""", "ER9004", "its root is Number")]
    [TestCase("""{"book": """, "ER9004", "edgerouter-settings")]
    public void ShouldRefuseABadFile(string file, string id, string named)
    {
        EdgeRouterException refused = Assert.Throws<EdgeRouterException>(() => Build(file, new Hashtable()))!;
        Assert.That(refused.ToUserLine(), Does.StartWith(id).And.Contain(named));
    }

    [TestCase("book:depth", "ER9005")]
    [TestCase("=3", "ER9005")]
    [TestCase("book:dept=3", "ER9002")]
    public void ShouldRefuseABadPair(string pair, string id) =>
        Assert.That(Assert.Throws<EdgeRouterException>(() => Build(null, new Hashtable(), pair))!.Id, Is.EqualTo(id));

    [TestCase("11")]
    [TestCase("0")]
    [TestCase("x")]
    [TestCase("5.0")]
    [TestCase("99999999999999999999")]
    public void ShouldRefuseANumberOutOfRange(string value)
    {
        Settings settings = Build(null, new Hashtable(), $"book:depth={value}");
        EdgeRouterException refused = Assert.Throws<EdgeRouterException>(() => settings.Integer(Depth, 1, 10))!;
        Assert.That(refused.ToUserLine(), Is.EqualTo($"ER9003: setting 'book:depth' is '{value}' (--set); want a whole number from 1 to 10"));
    }

    [Test]
    public void ShouldHideASecretInItsError()
    {
        Settings settings = Build(null, new Hashtable(), "store:password=hunter2");
        Assert.That(Assert.Throws<EdgeRouterException>(() => settings.Flag(Password))!.Message, Does.Not.Contain("hunter2"));
    }

    private Settings Build(string? file, IDictionary environment, params string[] pairs)
    {
        SettingsBuilder builder = new([Depth, Password, Exact]);
        if (file is not null)
        {
            File.WriteAllText(_file, file);
            builder.AddFile(_file);
        }

        builder.AddEnvironment(environment);
        builder.AddCommandLine(pairs);
        return builder.Build();
    }
}
