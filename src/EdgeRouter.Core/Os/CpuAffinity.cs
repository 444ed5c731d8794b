using System.Runtime.InteropServices;

namespace EdgeRouter.Core.Os;

/// <summary>Binds threads to processors. Linux only; elsewhere nothing is allowed and nothing is bound.</summary>
public static partial class CpuAffinity
{
    /// <summary>Bound to none: the system places the thread.</summary>
    public const int AnyCpu = -1;

    private const int CpusMax = 1024;
    private const int BitsAByte = 8;
    private const int CallingThread = 0;

    /// <summary>Processors that the calling thread may run on now, in ascending order: those of its control group and of <c>taskset</c>, not those of
    /// the machine.</summary>
    public static int[] Allowed()
    {
        byte[] mask = new byte[CpusMax / BitsAByte];
        return OperatingSystem.IsLinux() && GetAffinity(CallingThread, mask.Length, mask) >= 0
            ? [.. Enumerable.Range(0, CpusMax).Where(cpu => (mask[cpu / BitsAByte] >> (cpu % BitsAByte) & 1) != 0)]
            : [];
    }

    /// <summary>Binds the calling thread, and the threads that it makes from now on, to one processor.</summary>
    /// <param name="cpu">Its number, 0 to 1,023, or <see cref="AnyCpu"/>, which changes nothing.</param>
    /// <returns>False: the system does not let this thread run there.</returns>
    public static bool TryPin(int cpu)
    {
        if (cpu == AnyCpu)
        {
            return true;
        }

        if (!OperatingSystem.IsLinux() || cpu is < 0 or >= CpusMax)
        {
            return false;
        }

        byte[] mask = new byte[CpusMax / BitsAByte];
        mask[cpu / BitsAByte] = (byte)(1 << (cpu % BitsAByte));
        return SetAffinity(CallingThread, mask.Length, mask) == 0;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int threadId, nint sizeBytes, [Out] byte[] mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int threadId, nint sizeBytes, byte[] mask);
}
