using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Cli.Hosting;

/// <summary>Turns whatever a verb threw into one line on stderr and an exit code.</summary>
internal static class FailureReport
{
    /// <summary>Writes the line.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="failure">What was thrown.</param>
    /// <param name="isStopping">Whether the user asked to stop.</param>
    public static ExitCode Write(ConsoleReporter reporter, Exception failure, bool isStopping)
    {
        (string id, ExitCode exitCode, string message) = Describe(failure, isStopping);
        reporter.Error(id, message);
        if (string.Equals(Environment.GetEnvironmentVariable("EDGEROUTER_DEBUG"), "1", StringComparison.Ordinal))
        {
            reporter.Detail(failure.ToString());
        }

        return exitCode;
    }

    private static (string Id, ExitCode ExitCode, string Message) Describe(Exception failure, bool isStopping) => failure switch
    {
        EdgeRouterException known => (known.Id, known.ExitCode, known.Message),
        OperationCanceledException when isStopping => ("ER9030", ExitCode.Interrupted, "stopped by the user"),
        FileNotFoundException or DirectoryNotFoundException => ("ER9010", ExitCode.BadInput, failure.Message),
        IOException or UnauthorizedAccessException => ("ER9011", ExitCode.Environment, failure.Message),
        _ => ("ER9070", ExitCode.Bug, $"a defect of ours: {failure.GetType().Name}: {failure.Message}; please report it with EDGEROUTER_DEBUG=1 set"),
    };
}
