using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Environments;
using EdgeRouter.Benchmarks.Scoring;

namespace EdgeRouter.Benchmarks;

/// <summary>A bench that gives tables: to stdout and, with the machine's description, to artifacts/bench/NAME.md and NAME.json.</summary>
/// <param name="Name">First argument that asks for it, and name of the files.</param>
/// <param name="Title">Heading.</param>
/// <param name="Measure">Measures: a folder to make files in, and whether few runs will do, to see that it works.</param>
public sealed record TableCommand(string Name, string Title, Func<string, bool, IReadOnlyList<ScoringTable>> Measure)
{
    /// <summary>Runs the command: <c>NAME [--quick]</c>.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="root">The repository.</param>
    /// <returns>Exit code.</returns>
    public int Run(string[] arguments, string root)
    {
        bool quick = arguments.Contains("--quick");
        if (arguments.Length != (quick ? 2 : 1))
        {
            Console.Error.WriteLine($"error: usage: bench {Name} [--quick]");
            return 2;
        }

        string folder = Path.Combine(root, "artifacts", "bench");
        Directory.CreateDirectory(folder);
        IReadOnlyList<ScoringTable> tables = Measure(folder, quick);
        string[] machine = [.. HostEnvironmentInfo.GetCurrent().ToFormattedString(), $"file system: {new DriveInfo(folder).DriveFormat}"];
        var text = new StringBuilder();
        text.AppendLine($"# {Title}").AppendLine().AppendLine("```").AppendJoin('\n', machine).AppendLine().AppendLine("```").AppendLine();
        text.AppendJoin('\n', tables.Select(table => table.ToMarkdown()));
        Console.Out.Write(text);
        File.WriteAllText(Path.Combine(folder, $"{Name}.md"), text.ToString());
        File.WriteAllText(Path.Combine(folder, $"{Name}.json"), JsonSerializer.Serialize(new { schemaVersion = 1, machine, tables = tables.Select(table => new { table.Title, table.Columns, table.Rows }) }));
        return 0;
    }
}
