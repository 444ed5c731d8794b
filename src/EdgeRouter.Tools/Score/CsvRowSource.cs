using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Tools.Score;

/// <summary>Rows as text, fields separated by commas; a header line maps columns to features by name.</summary>
internal sealed class CsvRowSource : RowSource
{
    private readonly CsvLines _lines;
    private readonly CsvColumns _columns;
    private readonly double[] _first;
    private bool _hasFirst;

    /// <summary>Wraps an open file and reads its first line.</summary>
    /// <param name="stream">At its start; closed by this object.</param>
    /// <param name="path">For messages.</param>
    /// <param name="layout">What the model reads.</param>
    /// <exception cref="EdgeRouterException">See <see cref="RowSource.Open"/>.</exception>
    public CsvRowSource(FileStream stream, string path, RowLayout layout)
        : base(stream, path, layout, valuesAreSingles: false)
    {
        _lines = new CsvLines(ReadBytes);
        _first = new double[layout.FeatureCount];
        if (!TryReadLine(out ReadOnlySpan<byte> line))
        {
            throw NoRows();
        }

        line = line.StartsWith("\uFEFF"u8) ? line["\uFEFF"u8.Length..] : line;
        _columns = ReadColumns(line, layout);
        Notes = _columns.Notes;
        if (_columns.HasHeader && !TryReadLine(out line))
        {
            throw NoRows();
        }

        Parse(line, _first);
        _hasFirst = true;
    }

    private protected override int ReadRows(Span<double> rows)
    {
        int count = 0;
        int room = rows.Length / FeatureCount;
        if (_hasFirst && room > 0)
        {
            _first.CopyTo(rows);
            _hasFirst = false;
            count = 1;
        }

        while (count < room && TryReadLine(out ReadOnlySpan<byte> line))
        {
            Parse(line, rows.Slice(count * FeatureCount, FeatureCount));
            count++;
        }

        return count;
    }

    private CsvColumns ReadColumns(ReadOnlySpan<byte> line, RowLayout layout)
    {
        var names = new List<string>();
        bool hasNumber = false;
        bool hasText = false;
        var fields = new CsvFields(line);
        while (fields.MoveNext())
        {
            CheckQuotes(fields, names.Count);
            bool isNumber = CsvNumber.TryParse(fields.Current, out _);
            hasNumber |= isNumber && !CsvNumber.IsMissing(fields.Current);
            hasText |= !isNumber;
            names.Add(CsvFields.Text(fields.Current));
        }

        return CsvColumns.Of(FilePath, names, hasNumber, hasText, layout.FeatureNames);
    }

    private void Parse(ReadOnlySpan<byte> line, Span<double> row)
    {
        int column = 0;
        var fields = new CsvFields(line);
        while (fields.MoveNext())
        {
            CheckQuotes(fields, column);
            int feature = column < _columns.Count ? _columns.FeatureOf(column) : CsvColumns.Ignored;
            if (feature != CsvColumns.Ignored && !CsvNumber.TryParse(fields.Current, out row[feature]))
            {
                throw Bad($"{_columns.Describe(column)}: '{CsvColumns.Shorten(CsvFields.Text(fields.Current))}' is no number");
            }

            column++;
        }

        if (column != _columns.Count)
        {
            throw Bad(string.Create(CultureInfo.InvariantCulture, $"{column} fields, the first line has {_columns.Count}"));
        }
    }

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        if (!_lines.TryRead(out line))
        {
            return false;
        }

        if (_lines.IsTooLong)
        {
            throw Bad(string.Create(CultureInfo.InvariantCulture, $"longer than {CsvLines.MaxLineBytes} bytes; is it text with line ends?"));
        }

        return !line.Contains((byte)0) ? true : throw Bad("a NUL byte; is it a binary file? Those end in .f32 or .f64");
    }

    private void CheckQuotes(in CsvFields fields, int column)
    {
        if (fields.IsDamaged)
        {
            throw Bad(string.Create(CultureInfo.InvariantCulture, $"column {column + 1}: a quote is not closed, or has text behind it"));
        }
    }

    private EdgeRouterException Bad(string what) =>
        EdgeRouterException.BadInput(ScoreErrors.BadLine, string.Create(CultureInfo.InvariantCulture, $"{FilePath}: line {_lines.Number}: {what}"));
}
