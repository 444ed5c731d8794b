using System.Globalization;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Output;

/// <summary>Progress of one piece of work. Cheap to report to: most calls only read the counter.</summary>
internal sealed class WorkProgress : IDisposable
{
    private const double QuietNs = TimeUnits.Second;
    private const double DrawEveryNs = 0.1 * TimeUnits.Second;
    private const double LogEveryNs = 10.0 * TimeUnits.Second;
    private const int BarWidth = 30;
    private const string EraseLine = "\r\u001b[K";

    private readonly ConsoleReporter _reporter;
    private readonly TextWriter? _terminal;
    private readonly ITickCounter _ticks;
    private readonly string _what;
    private readonly long _total;
    private readonly long _startTicks;
    private double _nextNs = QuietNs;
    private bool _isDrawn;

    /// <summary>Starts the work.</summary>
    /// <param name="reporter">Takes log lines where there is no terminal.</param>
    /// <param name="terminal">The terminal to draw on, or null.</param>
    /// <param name="ticks">Paces the drawing.</param>
    /// <param name="what">What is done.</param>
    /// <param name="total">Units of work, or 0 when not known.</param>
    public WorkProgress(ConsoleReporter reporter, TextWriter? terminal, ITickCounter ticks, string what, long total)
    {
        _reporter = reporter;
        _terminal = terminal;
        _ticks = ticks;
        _what = what;
        _total = total;
        _startTicks = ticks.Ticks;
    }

    /// <summary>Says how far the work is.</summary>
    /// <param name="done">Units done so far.</param>
    public void Report(long done)
    {
        double elapsedNs = (_ticks.Ticks - _startTicks) * _ticks.NsPerTick;
        if (elapsedNs < _nextNs)
        {
            return;
        }

        _nextNs = elapsedNs + (_terminal is null ? LogEveryNs : DrawEveryNs);
        if (_terminal is null)
        {
            _reporter.Info(Describe(done, elapsedNs));
            return;
        }

        _terminal.Write($"{EraseLine}{Bar(done)}{Describe(done, elapsedNs)}");
        _isDrawn = true;
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        if (_isDrawn)
        {
            _terminal?.Write(EraseLine);
        }
    }

    private string Bar(long done)
    {
        int filled = _total > 0 ? (int)Math.Clamp(done * (double)BarWidth / _total, 0, BarWidth) : 0;
        return _total > 0 ? $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] " : string.Empty;
    }

    private string Describe(long done, double elapsedNs)
    {
        string share = _total > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * done / _total:0} %") : string.Create(CultureInfo.InvariantCulture, $"{done:N0}");
        return string.Create(CultureInfo.InvariantCulture, $"{_what}: {share} after {elapsedNs / TimeUnits.Second:0} s");
    }
}
