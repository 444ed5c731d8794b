namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>A client's command that cannot be done: becomes ON_ERROR with this code and text.</summary>
/// <param name="code">Error code of the control protocol: 1 invalid channel, 4 channel endpoint, 9 unknown host, 11 generic, ...</param>
/// <param name="message">One line that says what is wrong.</param>
internal sealed class CommandRefusedException(int code, string message) : Exception(message)
{
    /// <summary>Error code of the control protocol.</summary>
    public int Code { get; } = code;
}
