using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Tools.Score;

/// <summary>A file of rows, read once from its start to its end in constant memory. Nothing in it is trusted.</summary>
public abstract class RowSource : IDisposable
{
    private readonly FileStream _stream;
    private readonly double _missing;
    private readonly bool _comparesSingles;

    private protected RowSource(FileStream stream, string path, RowLayout layout, bool valuesAreSingles)
    {
        _stream = stream;
        FilePath = path;
        _missing = layout.Missing;
        _comparesSingles = layout.IsSingle || valuesAreSingles;
        FeatureCount = layout.FeatureCount;
    }

    /// <summary>Values of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>What the user should know about how the rows are read, one line each; complete once the file is open.</summary>
    public IReadOnlyList<string> Notes { get; private protected set; } = [];

    /// <summary>Bytes taken from the file so far.</summary>
    public long PositionBytes { get; private protected set; }

    /// <summary>Bytes of the file, 0 where they are not known (a pipe).</summary>
    public long SizeBytes => _stream.CanSeek ? _stream.Length : 0;

    /// <summary>The file's path, for messages.</summary>
    private protected string FilePath { get; }

    /// <summary>Opens a file of rows.</summary>
    /// <param name="path">The file; its ending names the format (<see cref="RowFormats"/>).</param>
    /// <param name="layout">What the model reads.</param>
    /// <param name="featureCount">Columns that the user says a binary file has; null for as many as the model.</param>
    /// <exception cref="EdgeRouterException">ER4050 unreadable, ER4051 other columns than the model's, ER4052 half a row, ER4053 empty,
    /// ER4054 damaged text, ER4056 unknown ending.</exception>
    public static RowSource Open(string path, RowLayout layout, int? featureCount = null)
    {
        RowFormat format = RowFormats.OfPath(path);
        if (featureCount is { } count && count != layout.FeatureCount)
        {
            throw EdgeRouterException.BadInput(ScoreErrors.WrongColumns, string.Create(CultureInfo.InvariantCulture, $"{path}: rows of {count} values, but the model has {layout.FeatureCount} features; give the columns that it was trained on"));
        }

        FileStream stream = OpenFile(path);
        try
        {
            return format == RowFormat.Csv ? new CsvRowSource(stream, path, layout) : new BinaryRowSource(stream, path, layout, format);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next rows.</summary>
    /// <param name="rows">Out: row-major, as many whole rows as fit; NaN = missing.</param>
    /// <returns>Rows read; 0 at the end of the file.</returns>
    /// <exception cref="EdgeRouterException">As from <see cref="Open"/>.</exception>
    public int Read(Span<double> rows)
    {
        int count = ReadRows(rows);
        if (!double.IsNaN(_missing))
        {
            MarkMissing(rows[..(count * FeatureCount)]);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private protected abstract int ReadRows(Span<double> rows);

    private protected int ReadBytes(Span<byte> buffer)
    {
        try
        {
            int count = _stream.Read(buffer);
            PositionBytes += count;
            return count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(FilePath, e);
        }
    }

    private protected EdgeRouterException NoRows() =>
        EdgeRouterException.BadInput(ScoreErrors.NoRows, $"{FilePath}: there is no row in it");

    private void MarkMissing(Span<double> values)
    {
        float single = (float)_missing;
        for (int i = 0; i < values.Length; i++)
        {
            bool isMissing = _comparesSingles ? (float)values[i] == single : values[i] == _missing;
            values[i] = isMissing ? double.NaN : values[i];
        }
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, e);
        }
    }

    private static EdgeRouterException Unreadable(string path, Exception e) =>
        EdgeRouterException.BadInput(ScoreErrors.Unreadable, $"{path}: the rows cannot be read: {e.Message} Check the path and its rights.", e);
}
