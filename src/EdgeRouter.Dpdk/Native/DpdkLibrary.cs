using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Dpdk.Native;

/// <summary>Finds and loads the C shim, once in a process: beside the program, then where <c>EDGEROUTER_NATIVE</c> says, then in
/// <c>artifacts/native</c> of a folder above the program.</summary>
internal static class DpdkLibrary
{
    /// <summary>The shim's file name.</summary>
    public const string FileName = "libedgerouter_dpdk.so";

    private static readonly Lock Gate = new();
    private static nint _handle;
    private static bool _isLoaded;

    /// <summary>Loads the shim if that has not happened yet.</summary>
    /// <exception cref="EdgeRouterException">ER2101: not found. ER2102: found, but it or DPDK below it cannot be loaded.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (_isLoaded)
            {
                return;
            }

            string path = Find(AppContext.BaseDirectory, Environment.GetEnvironmentVariable("EDGEROUTER_NATIVE"));
            if (_handle == 0)
            {
                _handle = LoadFile(path);
                NativeLibrary.SetDllImportResolver(
                    typeof(DpdkLibrary).Assembly, (name, _, _) => name == DpdkNative.Library ? _handle : 0);
            }

            int abi = DpdkNative.GetAbi();
            if (abi != DpdkNative.Abi)
            {
                throw EdgeRouterException.Environment(
                    "ER2102", $"{path} has interface {abi}, this program needs {DpdkNative.Abi}: run native/build.sh");
            }

            _isLoaded = true;
        }
    }

    /// <summary>The shim's path.</summary>
    /// <param name="baseFolder">The program's folder.</param>
    /// <param name="configured">A folder, or the file itself; null: not configured.</param>
    /// <exception cref="EdgeRouterException">ER2101: not found.</exception>
    internal static string Find(string baseFolder, string? configured)
    {
        foreach (string candidate in Candidates(baseFolder, configured))
        {
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw EdgeRouterException.Environment(
            "ER2101",
            $"{FileName} not found beside the program, in EDGEROUTER_NATIVE ({configured ?? "not set"}) or in artifacts/native above {baseFolder}: "
            + "run native/install-deps.sh and native/build.sh, or use the file source");
    }

    private static IEnumerable<string> Candidates(string baseFolder, string? configured)
    {
        yield return Path.Combine(baseFolder, FileName);
        if (!string.IsNullOrEmpty(configured))
        {
            yield return configured;
            yield return Path.Combine(configured, FileName);
        }

        for (DirectoryInfo? folder = new(baseFolder); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "artifacts", "native", FileName);
        }
    }

    private static nint LoadFile(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            // The loader's own words are the last line; .NET's advice stands before them.
            string reason = failure.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[^1];
            throw EdgeRouterException.Environment(
                "ER2102", $"{path} cannot be loaded ({reason}): run native/install-deps.sh, or use the file source", failure);
        }
    }
}
