namespace EdgeRouter.Core.Errors;

/// <summary>A failure on the control plane that a user can act on: one line, an id that <c>src/docs/ERRORS.md</c> explains, and an exit code.
/// The data plane never throws it for bad input.</summary>
public sealed class EdgeRouterException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="id">Four digits behind ER, e.g. <c>ER2001</c>.</param>
    /// <param name="exitCode">The process's exit code if nobody handles it.</param>
    /// <param name="message">One line that names the offending thing and says what to do.</param>
    /// <param name="inner">The cause, if any.</param>
    public EdgeRouterException(string id, ExitCode exitCode, string message, Exception? inner = null)
        : base(message.ReplaceLineEndings(" "), inner)
    {
        Id = id;
        ExitCode = exitCode;
    }

    /// <summary>The documented id.</summary>
    public string Id { get; }

    /// <summary>The process's exit code if nobody handles it.</summary>
    public ExitCode ExitCode { get; }

    /// <summary>An input is wrong (exit 3).</summary>
    /// <param name="id">Documented id.</param>
    /// <param name="message">One line.</param>
    /// <param name="inner">The cause, if any.</param>
    public static EdgeRouterException BadInput(string id, string message, Exception? inner = null) => new(id, ExitCode.BadInput, message, inner);

    /// <summary>The machine lacks something (exit 4).</summary>
    /// <param name="id">Documented id.</param>
    /// <param name="message">One line.</param>
    /// <param name="inner">The cause, if any.</param>
    public static EdgeRouterException Environment(string id, string message, Exception? inner = null) => new(id, ExitCode.Environment, message, inner);

    /// <summary>The command line or configuration is wrong (exit 2).</summary>
    /// <param name="id">Documented id.</param>
    /// <param name="message">One line.</param>
    public static EdgeRouterException Usage(string id, string message) => new(id, ExitCode.Usage, message);

    /// <summary>The one line shown to a user.</summary>
    public string ToUserLine() => $"{Id}: {Message}";
}
