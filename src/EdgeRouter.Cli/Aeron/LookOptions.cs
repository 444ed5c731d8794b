using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary>Options of the commands that look at a directory, and the loop that shows it anew.</summary>
internal sealed class LookOptions
{
    private const double SecondsMax = 3_600;
    private readonly Option<string?> _directory = AeronOptions.Directory();
    private readonly Option<bool> _once = new("--once") { Description = "show it once; also without a terminal and with --json" };
    private readonly Option<double> _interval = new("--interval") { Description = "seconds between two looks", DefaultValueFactory = _ => 1, HelpName = "SECONDS" };

    /// <summary>Adds the options.</summary>
    /// <param name="command">To what.</param>
    public void AddTo(Command command)
    {
        command.Add(_directory);
        command.Add(_once);
        command.Add(_interval);
    }

    /// <summary>Time between two looks, ns.</summary>
    /// <param name="context">Arguments.</param>
    public long IntervalNs(VerbContext context) => (long)(AeronOptions.InRange(context, _interval, 0.01, SecondsMax) * TimeUnits.Second);

    /// <summary>Opens the directory.</summary>
    /// <param name="context">Arguments.</param>
    public DriverView Open(VerbContext context) => DriverView.Open(AeronOptions.Directory(context, _directory));

    /// <summary>Shows once, or again and again until Ctrl-C. Once it was shown, a driver that goes is no end: another may come.</summary>
    /// <param name="context">Arguments.</param>
    /// <param name="show">Shows, with the reporter of the context that it is given.</param>
    public void Repeat(VerbContext context, Action<VerbContext> show)
    {
        long intervalNs = IntervalNs(context);
        if (context.IsJson || context.Get(_once) || Console.IsOutputRedirected)
        {
            show(context);
            return;
        }

        for (bool isFirst = true; ; isFirst = false)
        {
            string text = TextOf(context, show, isFirst);
            context.Reporter.Screen(LiveScreen.Frame(text, Console.WindowWidth, Console.WindowHeight));
            Wait(context, intervalNs);
        }
    }

    /// <summary>Waits.</summary>
    /// <param name="context">Ends waiting when it is cancelled.</param>
    /// <param name="durationNs">How long, ns.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Wait(VerbContext context, long durationNs)
    {
        _ = context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(durationNs / TimeUnits.Millisecond));
        context.Cancellation.ThrowIfCancellationRequested();
    }

    private static string TextOf(VerbContext context, Action<VerbContext> show, bool mustBeThere)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        try
        {
            show(context with { Reporter = context.Reporter.WithResultsTo(text) });
        }
        catch (EdgeRouterException failure) when (!mustBeThere)
        {
            text.WriteLine($"{failure.Id}: {failure.Message}");
        }

        return text.ToString();
    }
}
