using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>The C library's socket calls as they are: -1 and an error number on failure. Numbers are Linux's, equal on x64 and arm64.</summary>
internal static unsafe partial class SocketCalls
{
    public const int FamilyIPv4 = 2;
    public const int FamilyIPv6 = 10;
    public const int DatagramNonBlocking = 2 | 0x800 | 0x80000;
    public const int LevelSocket = 1;
    public const int ReuseAddress = 2;
    public const int SendBuffer = 7;
    public const int ReceiveBuffer = 8;
    public const int ReusePort = 15;
    public const int LevelIPv4 = 0;
    public const int MulticastInterfaceIPv4 = 32;
    public const int MulticastTtlIPv4 = 33;
    public const int MulticastLoopIPv4 = 34;
    public const int AddMembershipIPv4 = 35;
    public const int MulticastAllIPv4 = 49;
    public const int LevelIPv6 = 41;
    public const int MulticastInterfaceIPv6 = 17;
    public const int MulticastHopsIPv6 = 18;
    public const int MulticastLoopIPv6 = 19;
    public const int JoinGroupIPv6 = 20;
    public const int MulticastAllIPv6 = 29;
    public const int DoNotWait = 0x40;
    public const int Truncated = 0x20;
    public const int PollIn = 1;
    public const int ErrorInterrupted = 4;
    public const int ErrorAgain = 11;
    public const int ErrorNoBuffers = 105;
    public const int ErrorRefused = 111;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int descriptor, byte* address, uint sizeBytes);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int descriptor, byte* address, uint sizeBytes);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    public static partial int LocalName(int descriptor, byte* address, uint* sizeBytes);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int descriptor, int level, int option, void* value, uint sizeBytes);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(int descriptor, int level, int option, void* value, uint* sizeBytes);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMany(int descriptor, MessageHeader* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMany(int descriptor, MessageHeader* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int timeoutMs);
}
