using System.Text.RegularExpressions;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>The example project, and the page that explains it.</summary>
public sealed partial class ExampleTests
{
    private static readonly string[] Lines =
    [
        "order 7 Buy 300 at 1012500e-4, no account, hidden, 1 × ABC, -2 × XYZ, note 'by hand'",
        "an order that is cut short or damaged",
        "order 7 Buy 300 at 1012500e-4, no account, shown, 1 × ABC, -2 × XYZ, note 'by hand'",
        "order 7 Buy 300 at 1012500e-4, no account, hidden, 1 × ABC, -2 × XYZ, note 'by hand'",
        """{"message":"Order","templateId":1,"version":1,"orderId":7,"price":101.25,"quantity":300,"side":"Buy","flags":["isHidden","isPostOnly"],"account":null,"legs":[{"symbol":"ABC","ratio":1},{"symbol":"XYZ","ratio":-2}],"note":"by hand"}""",
    ];

    /// <summary>What the example prints.</summary>
    public static IReadOnlyList<string> Expected => Lines;

    [Test]
    public void ShouldRun()
    {
        string output = Command.Dotnet(AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "EdgeRouter.Sbe.Example.dll"));
        Assert.That(output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(Lines));
    }

    [Test]
    public void ShouldTakeThreeLines()
    {
        string[] lines = [.. File.ReadAllLines(Path.Combine(Checkout.Root, "tests", "EdgeRouter.Sbe.Example", "EdgeRouter.Sbe.Example.csproj"))
            .Where(line => line.Contains("Sbe", StringComparison.Ordinal) || line.Contains("AdditionalFiles", StringComparison.Ordinal))];
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(Page(), Does.Contain(string.Join('\n', lines.Select(line => line.Trim().Replace("../../src/", "../", StringComparison.Ordinal).Replace("orders.xml", "my-schema.xml", StringComparison.Ordinal)))));
    }

    [Test]
    public void ShouldShowCodeThatCompiles()
    {
        string source = string.Join('\n', Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "EdgeRouter.Sbe.Example"), "*.cs").Select(File.ReadAllText));
        string[] parts = [.. PartPattern().Matches(source).Select(part => Outdent(part.Groups["text"].Value))];
        string[] samples = [.. SamplePattern().Matches(Page()).Select(sample => sample.Groups["text"].Value)];
        Assert.That(samples, Is.Not.Empty.And.SubsetOf(parts), "each sample of src/docs/SBE.md is a marked part of tests/EdgeRouter.Sbe.Example");
        Assert.That(parts, Is.SubsetOf(samples), "each marked part is shown");
    }

    private static string Page() => File.ReadAllText(Path.Combine(Checkout.Root, "src", "docs", "SBE.md"));

    private static string Outdent(string text) => string.Join('\n', text.Split('\n').Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line));

    [GeneratedRegex(@"^ *// <(?<name>\w+)>\n(?<text>.*?\n) *// </\k<name>>$", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex PartPattern();

    [GeneratedRegex(@"^```csharp\n(?<text>.*?\n)```$", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex SamplePattern();
}
