using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>The C library's <c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    /// <summary>The socket.</summary>
    public int Descriptor;

    /// <summary>Events asked for.</summary>
    public short Wanted;

    /// <summary>Events seen.</summary>
    public short Seen;
}
