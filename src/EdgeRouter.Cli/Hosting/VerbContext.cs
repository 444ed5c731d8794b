using System.CommandLine;
using EdgeRouter.Cli.Configuration;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Hosting;

/// <summary>What a verb gets to run with.</summary>
/// <param name="Arguments">The parsed command line.</param>
/// <param name="Reporter">Results to stdout, logs to stderr.</param>
/// <param name="Settings">File, environment and command line, validated and frozen.</param>
/// <param name="Clock">Wall-clock time.</param>
/// <param name="Ticks">For durations.</param>
/// <param name="Cancellation">Signalled by Ctrl-C and SIGTERM; a verb that sees it throws <see cref="OperationCanceledException"/> and the exit
/// code is 130.</param>
internal sealed record VerbContext(
    ParseResult Arguments,
    ConsoleReporter Reporter,
    Settings Settings,
    IClock Clock,
    ITickCounter Ticks,
    CancellationToken Cancellation)
{
    /// <summary>Whether results are wanted as one JSON object.</summary>
    public bool IsJson => Reporter.IsJson;

    /// <summary>The value of an option, or its default.</summary>
    /// <param name="option">An option of this verb.</param>
    public T? Get<T>(Option<T> option) => Arguments.GetValue(option);

    /// <summary>Whether an option stands on the command line.</summary>
    /// <param name="option">An option of this verb.</param>
    public bool IsGiven(Option option) => Arguments.GetResult(option) is { Implicit: false };

    /// <summary>The value of an argument, or its default.</summary>
    /// <param name="argument">An argument of this verb.</param>
    public T? Get<T>(Argument<T> argument) => Arguments.GetValue(argument);
}
