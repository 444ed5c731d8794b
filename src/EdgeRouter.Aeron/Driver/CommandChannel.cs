using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver;

/// <summary>The channel of a command. One that cannot be read at all is an invalid channel; one with a value that cannot be is an error of another code
/// (<see cref="DriverErrorCode.Generic"/>), as clients know it of other drivers.</summary>
internal static class CommandChannel
{
    /// <summary>Reads it.</summary>
    /// <param name="text">The channel.</param>
    /// <exception cref="CommandRefusedException">It is none.</exception>
    public static ChannelUri Read(string text)
    {
        try
        {
            return ChannelUri.Parse(text);
        }
        catch (EdgeRouterException fault)
        {
            throw new CommandRefusedException(DriverErrorCode.InvalidChannel, fault.Message);
        }
    }
}
