using System.Globalization;
using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>Whether libxgboost is there, which version, and what its return codes mean.</summary>
public static class XgboostLibrary
{
    private const string InstallHint = "install it: apt-get install libxgboost0";

    /// <summary>Name and version, for a model's metadata, for example <c>libxgboost 1.7.4</c>.</summary>
    /// <exception cref="EdgeRouterException">ER6010: the library is missing.</exception>
    public static string Version
    {
        get
        {
            EnsureAvailable();
            NativeXgboost.Version(out int major, out int minor, out int patch);
            return string.Create(CultureInfo.InvariantCulture, $"libxgboost {major}.{minor}.{patch}");
        }
    }

    /// <summary>Fails with the line that says how to install it if the library is missing or too old.</summary>
    /// <exception cref="EdgeRouterException">ER6010.</exception>
    public static void EnsureAvailable() => EnsureAvailable(NativeXgboost.Library);

    internal static void EnsureAvailable(string library)
    {
        if (!NativeLibrary.TryLoad(library, out nint handle))
        {
            throw EdgeRouterException.Environment(LearningErrors.XgboostMissing, $"{library} is not on this machine; {InstallHint}");
        }

        bool isComplete = NativeLibrary.TryGetExport(handle, "XGBoosterSaveModelToBuffer", out _);
        NativeLibrary.Free(handle);
        if (!isComplete)
        {
            throw EdgeRouterException.Environment(LearningErrors.XgboostMissing, $"{library} is older than 1.6 or not XGBoost; {InstallHint}");
        }
    }

    internal static unsafe void Check(int returnCode, string action)
    {
        if (returnCode != 0)
        {
            string reason = Marshal.PtrToStringUTF8((nint)NativeXgboost.GetLastError()) ?? string.Empty;
            throw EdgeRouterException.BadInput(LearningErrors.XgboostFailed, $"libxgboost could not {action}: {FirstLine(reason)}");
        }
    }

    /// <summary>The reason without the library's time stamp, source position and stack trace.</summary>
    internal static string FirstLine(string reason)
    {
        string line = reason.AsSpan().Trim().ToString().Split('\n', 2)[0].Trim();
        int position = line.StartsWith('[') ? line.IndexOf(": ", StringComparison.Ordinal) : -1;
        string text = position >= 0 ? line[(position + 2)..].Trim() : line;
        return text.Length > 0 ? text : "no reason given";
    }
}
