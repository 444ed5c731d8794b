using System.Text.Json.Nodes;
using EdgeRouter.Core.Reference;

namespace EdgeRouter.Core.Tests.Reference;

/// <summary>The example of the documentation page, and edits of it.</summary>
internal static class ReferenceSample
{
    internal const string FileName = "sample.json";

    private const string Fence = "```json\n";

    internal static string Text { get; } = Extract(File.ReadAllText(PagePath()).ReplaceLineEndings("\n"));

    internal static ReferenceFile File1 { get; } = ReferenceFile.Parse(System.Text.Encoding.UTF8.GetBytes(Text), FileName);

    /// <summary>Nanoseconds of a UTC time, by another way than the code under test.</summary>
    internal static long Ns(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeSeconds() * 1_000_000_000;

    internal static byte[] Edited(Action<JsonNode> edit)
    {
        JsonNode root = JsonNode.Parse(Text)!;
        edit(root);
        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    internal static ReferenceFile Parse(Action<JsonNode> edit) => ReferenceFile.Parse(Edited(edit), FileName);

    private static string Extract(string page)
    {
        int from = page.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        return page[from..page.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static string PagePath()
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "src", "docs", "REFERENCE.md");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("src/docs/REFERENCE.md is not above the test's folder");
    }
}
