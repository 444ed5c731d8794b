using System.Globalization;
using System.Text.Json;
using EdgeRouter.Core.Time;
using Spectre.Console;

namespace EdgeRouter.Cli.Output;

/// <summary>Results to stdout, everything else to stderr.</summary>
internal sealed class ConsoleReporter
{
    private readonly TextWriter _results;
    private readonly TextWriter _log;
    private readonly LogFormat _format;
    private readonly IClock _clock;
    private readonly ITickCounter _ticks;

    /// <summary>Creates the reporter.</summary>
    /// <param name="results">stdout.</param>
    /// <param name="log">stderr.</param>
    /// <param name="isJson">Whether the result is to be one JSON object.</param>
    /// <param name="format">Format of the log.</param>
    /// <param name="clock">Stamps log lines.</param>
    /// <param name="ticks">Paces progress.</param>
    public ConsoleReporter(TextWriter results, TextWriter log, bool isJson, LogFormat format, IClock clock, ITickCounter ticks)
    {
        _results = results;
        _log = log;
        IsJson = isJson;
        _format = format;
        _clock = clock;
        _ticks = ticks;
    }

    /// <summary>Whether the result is to be one JSON object.</summary>
    public bool IsJson { get; }

    /// <summary>A line of the result.</summary>
    /// <param name="line">Text.</param>
    public void Result(string line) => _results.WriteLine(line);

    /// <summary>A picture of the whole terminal, in one piece so that it does not flicker.</summary>
    /// <param name="frame">Of <see cref="LiveScreen"/>.</param>
    public void Screen(string frame)
    {
        _results.Write(frame);
        _results.Flush();
    }

    /// <summary>This reporter with another place for results.</summary>
    /// <param name="results">Takes results.</param>
    public ConsoleReporter WithResultsTo(TextWriter results) => new(results, _log, IsJson, _format, _clock, _ticks);

    /// <summary>The result as one JSON object on one line.</summary>
    /// <param name="schemaVersion">Version of this verb's output.</param>
    /// <param name="writeFields">Writes the fields.</param>
    public void ResultJson(int schemaVersion, Action<Utf8JsonWriter> writeFields) => _results.WriteLine(JsonOutput.Object(schemaVersion, writeFields));

    /// <summary>A table of the result and an empty line. Cells are plain text; on a narrow terminal the last column alone is wrapped.</summary>
    /// <param name="title">Above the table, or empty.</param>
    /// <param name="columns">Heads; one that starts with <c>&gt;</c> is right-aligned.</param>
    /// <param name="rows">As many cells a row as columns.</param>
    public void ResultTable(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] cells = [.. rows];
        Table table = new() { Border = TableBorder.Simple };
        for (int i = 0; i < columns.Count; i++)
        {
            bool isRight = columns[i].StartsWith('>');
            TableColumn head = new(Markup.Escape(isRight ? columns[i][1..] : columns[i])) { NoWrap = i < columns.Count - 1 };
            table.AddColumn(isRight ? head.RightAligned() : head);
        }

        foreach (IReadOnlyList<string> row in cells)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        if (title.Length > 0)
        {
            _results.WriteLine(title);
        }

        foreach (string line in Render(table, TableWidth.Of(columns, cells, Console.IsOutputRedirected ? 0 : Console.WindowWidth)).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            _results.WriteLine(line);
        }

        _results.WriteLine();
    }

    /// <summary>Says what is going on.</summary>
    /// <param name="message">One line.</param>
    public void Info(string message) => Log("info", null, message);

    /// <summary>Says what the user should look at.</summary>
    /// <param name="message">One line.</param>
    public void Warn(string message) => Log("warning", null, message);

    /// <summary>Says why the command fails.</summary>
    /// <param name="id">Documented id.</param>
    /// <param name="message">One line.</param>
    public void Error(string id, string message) => Log("error", id, message);

    /// <summary>Lines for whoever debugs this program.</summary>
    /// <param name="text">As it is.</param>
    public void Detail(string text) => _log.WriteLine(text);

    /// <summary>Starts to show the progress of some work: a bar on a terminal, now and then a log line elsewhere, nothing in the first second.</summary>
    /// <param name="what">What is done, for the line.</param>
    /// <param name="total">Units of work, or 0 when not known.</param>
    public WorkProgress StartProgress(string what, long total) =>
        new(this, Console.IsErrorRedirected || _format == LogFormat.Json ? null : _log, _ticks, what, total);

    private static string Render(Table table, int width)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        console.Write(table);
        return text.ToString();
    }

    private void Log(string level, string? id, string message)
    {
        string line = message.ReplaceLineEndings(" ");
        if (_format == LogFormat.Json)
        {
            _log.WriteLine(JsonOutput.Write(json =>
            {
                json.WriteString("time", Iso(_clock.NowNs));
                json.WriteString("level", level);
                if (id is not null)
                {
                    json.WriteString("id", id);
                }

                json.WriteString("message", line);
            }));
        }
        else
        {
            _log.WriteLine(id is null ? $"{level}: {line}" : $"{level} {id}: {line}");
        }
    }

    private static string Iso(long timeNs) =>
        DateTime.UnixEpoch.AddTicks(timeNs / TimeSpan.NanosecondsPerTick).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
