using System.Globalization;
using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;
using EdgeRouter.Dpdk.Native;

namespace EdgeRouter.Dpdk;

/// <summary>DPDK's environment abstraction layer (EAL). DPDK allows one in a process, started once: after <see cref="Dispose"/> it cannot
/// be started again. Ports and pools are disposed before it.</summary>
public sealed unsafe class DpdkEnvironment : IDisposable
{
    private static readonly Lock Gate = new();
    private static bool _wasStarted;
    private static DpdkEnvironment? _current;
    private static int _nextNumber;

    private DpdkEnvironment(string version)
    {
        Version = version;
        TickCounter = new TscTickCounter(DpdkNative.GetTscHz());
    }

    /// <summary>DPDK's version, e.g. <c>DPDK 22.11.11</c>.</summary>
    public string Version { get; }

    /// <summary>The CPU's time-stamp counter, for measuring.</summary>
    public TscTickCounter TickCounter { get; }

    /// <summary>The environment of this process; null before <see cref="Start"/> and after <see cref="Dispose"/>.</summary>
    public static DpdkEnvironment? Current
    {
        get
        {
            lock (Gate)
            {
                return _current;
            }
        }
    }

    /// <summary>The last lines that EAL and the drivers logged (at most 256), oldest first. They are printed nowhere else.</summary>
    public static IReadOnlyList<string> RecentLog => DpdkLog.Snapshot();

    /// <summary>Whether the shim and DPDK's libraries are there to be loaded.</summary>
    /// <param name="reason">What is missing, in one line; empty if nothing.</param>
    public static bool IsAvailable(out string reason)
    {
        try
        {
            DpdkLibrary.Load();
            reason = string.Empty;
            return true;
        }
        catch (EdgeRouterException missing)
        {
            reason = missing.ToUserLine();
            return false;
        }
    }

    /// <summary>Starts EAL. The calling thread becomes its main thread (lcore 0) and keeps its CPU affinity with the ready-made
    /// <see cref="DpdkOptions"/>.</summary>
    /// <param name="options">EAL's arguments; null: <see cref="DpdkOptions.NoHugePages"/>.</param>
    /// <exception cref="EdgeRouterException">ER2101, ER2102: no shim or no DPDK. ER2103: EAL refused. ER2104: started before.</exception>
    public static DpdkEnvironment Start(DpdkOptions? options = null)
    {
        DpdkLibrary.Load();
        lock (Gate)
        {
            if (_wasStarted)
            {
                throw EdgeRouterException.Environment(
                    "ER2104", "DPDK was already started in this process and can be started only once: use DpdkEnvironment.Current, or another process");
            }

            _wasStarted = true;
            DpdkNative.SetLogCallback(DpdkLog.Callback);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => DpdkNative.SetLogCallback(null);
            _current = StartEal((options ?? DpdkOptions.NoHugePages()).Arguments);
            return _current;
        }
    }

    /// <summary>The running environment, started if there is none yet.</summary>
    /// <param name="options">EAL's arguments where it has to be started.</param>
    /// <exception cref="EdgeRouterException">As <see cref="Start"/>.</exception>
    public static DpdkEnvironment GetOrStart(DpdkOptions? options = null) => Current ?? Start(options);

    /// <summary>Gives the calling thread a buffer cache of its own in every pool, which saves some ns a packet; for threads that poll.
    /// Costs little when repeated, and ends with the thread.</summary>
    /// <returns>Whether it has one now; without one everything works, slower.</returns>
    public bool RegisterThread() => DpdkNative.RegisterThread() >= 0;

    /// <summary>Takes back what <see cref="RegisterThread"/> gave.</summary>
    public void UnregisterThread() => DpdkNative.UnregisterThread();

    /// <summary>Ends EAL. All ports and pools must have been disposed.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_current != this)
            {
                return;
            }

            _current = null;
            DpdkNative.CleanUp();
            DpdkNative.SetLogCallback(null);
        }
    }

    /// <summary>A name that nothing else in this process has.</summary>
    /// <param name="prefix">Its beginning; for a virtual device, the driver's name.</param>
    public string NextName(string prefix) =>
        prefix + Interlocked.Increment(ref _nextNumber).ToString(CultureInfo.InvariantCulture);

    /// <summary>The text of a return code.</summary>
    /// <param name="code">A negative errno.</param>
    internal static string ErrorText(int code) => Marshal.PtrToStringUTF8((nint)DpdkNative.GetErrorText(code)) ?? "unknown error";

    private static DpdkEnvironment StartEal(IReadOnlyList<string> arguments)
    {
        long mark = DpdkLog.LineCount;
        string[] all = ["edgerouter", .. arguments];

        // Never freed: EAL keeps pointers into its arguments for its whole life.
        byte** native = (byte**)NativeMemory.Alloc((nuint)(all.Length + 1), (nuint)sizeof(byte*));
        for (int i = 0; i < all.Length; i++)
        {
            native[i] = (byte*)Marshal.StringToCoTaskMemUTF8(all[i]);
        }

        native[all.Length] = null;
        int code = DpdkNative.Initialise(all.Length, native);
        if (code < 0)
        {
            throw EdgeRouterException.Environment(
                "ER2103", $"DPDK does not start with '{string.Join(' ', arguments)}' ({ErrorText(code)}){DpdkLog.Since(mark)}");
        }

        return new DpdkEnvironment(Marshal.PtrToStringUTF8((nint)DpdkNative.GetVersion()) ?? "DPDK");
    }
}
