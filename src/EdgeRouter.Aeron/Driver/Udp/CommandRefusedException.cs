using EdgeRouter.Aeron.Commands;

namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>A client's command that cannot be done: becomes ON_ERROR with this code and text.</summary>
/// <param name="code">Error code of the control protocol.</param>
/// <param name="message">One line that says what is wrong.</param>
internal sealed class CommandRefusedException(DriverErrorCode code, string message) : Exception(message)
{
    /// <summary>Error code of the control protocol.</summary>
    public DriverErrorCode Code { get; } = code;
}
