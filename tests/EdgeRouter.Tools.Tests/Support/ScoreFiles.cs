using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Score;

namespace EdgeRouter.Tools.Tests.Support;

/// <summary>A folder of row files.</summary>
internal sealed class ScoreFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgerouter").FullName;

    public string File(string name) => Path.Combine(_folder, name);

    public string Write(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string[] Names() => [.. Directory.GetFiles(_folder).Select(path => Path.GetFileName(path))];

    /// <summary>Every value of a file of rows.</summary>
    public static double[] ReadAll(string path, RowLayout layout, int rowsPerRead = 3)
    {
        using RowSource source = RowSource.Open(path, layout);
        var all = new List<double>();
        var rows = new double[rowsPerRead * layout.FeatureCount];
        while (source.Read(rows) is > 0 and int count)
        {
            all.AddRange(rows.AsSpan(0, count * layout.FeatureCount));
        }

        return [.. all];
    }

    /// <summary>The failure that reading a file ends in.</summary>
    public static EdgeRouterException Failure(string path, RowLayout layout) => Assert.Throws<EdgeRouterException>(() => ReadAll(path, layout))!;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
