using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeRouter.Cli.Doctor;

/// <summary>What the product needs of a machine, checked.</summary>
internal sealed class MachineChecks
{
    private const int RuntimeMajor = 10;
    private const int CoreCount = 2;

    private readonly InstallFolders _folders;

    /// <summary>Checks for a command that is installed here.</summary>
    /// <param name="folders">Where its parts are.</param>
    public MachineChecks(InstallFolders folders) => _folders = folders;

    /// <summary>Every check, in the order in which they are shown.</summary>
    public IReadOnlyList<MachineCheck> Run() =>
    [
        Runtime(Environment.Version),
        Library("libxgboost", ["libxgboost.so.0", "libxgboost.so"], "training needs it: apt-get install libxgboost0"),
        Library("libsqlite3", ["libsqlite3.so.0"], "the store needs it: apt-get install libsqlite3-0"),
        Library("DPDK library", _folders.NativeLibraryCandidates, "replay through DPDK needs it: ./build.sh build"),
        HugePages(),
        Cores(Environment.ProcessorCount),
        Writable(_folders.Output),
    ];

    /// <summary>Whether the runtime is new enough.</summary>
    /// <param name="version">Its version.</param>
    internal static MachineCheck Runtime(Version version) => version.Major >= RuntimeMajor
        ? new MachineCheck(".NET", CheckOutcome.Ok, version.ToString(), string.Empty)
        : new MachineCheck(".NET", CheckOutcome.Failed, version.ToString(), string.Create(CultureInfo.InvariantCulture, $"install the .NET {RuntimeMajor} runtime"));

    /// <summary>Whether there are cores enough for the data plane and the rest.</summary>
    /// <param name="count">Cores that this process may use.</param>
    internal static MachineCheck Cores(int count)
    {
        string detail = count.ToString(CultureInfo.InvariantCulture);
        return count >= CoreCount
            ? new MachineCheck("cores", CheckOutcome.Ok, detail, string.Empty)
            : new MachineCheck("cores", CheckOutcome.Warning, detail, "the polling thread and the rest share one core: figures will suffer");
    }

    /// <summary>Whether one of these libraries loads.</summary>
    /// <param name="name">Shown.</param>
    /// <param name="candidates">Paths or names, first match wins.</param>
    /// <param name="advice">What to do if none loads.</param>
    internal static MachineCheck Library(string name, IEnumerable<string> candidates, string advice)
    {
        List<string> tried = [];
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out nint handle))
            {
                NativeLibrary.Free(handle);
                return new MachineCheck(name, CheckOutcome.Ok, candidate, string.Empty);
            }

            tried.Add(File.Exists(candidate) ? $"{candidate} (there, but does not load)" : candidate);
        }

        return new MachineCheck(name, CheckOutcome.Failed, $"not found: {string.Join(", ", tried)}", advice);
    }

    /// <summary>Whether files can be made in a folder.</summary>
    /// <param name="folder">The folder; made if missing.</param>
    internal static MachineCheck Writable(string folder)
    {
        string probe = Path.Combine(folder, $".edgerouter-doctor-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, string.Empty);
            File.Delete(probe);
            return new MachineCheck("output folder", CheckOutcome.Ok, folder, string.Empty);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new MachineCheck("output folder", CheckOutcome.Failed, refused.Message, "name a folder that can be written with --set paths:output=FOLDER");
        }
    }

    private static MachineCheck HugePages()
    {
        long total = ReadCount("/proc/sys/vm/nr_hugepages");
        string detail = string.Create(CultureInfo.InvariantCulture, $"{total} reserved");
        return total > 0
            ? new MachineCheck("huge pages", CheckOutcome.Ok, detail, string.Empty)
            : new MachineCheck("huge pages", CheckOutcome.Warning, detail, "fine for development; hw-config/README.md says what a measurement needs");
    }

    private static long ReadCount(string file) =>
        File.Exists(file) && long.TryParse(File.ReadAllText(file), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long count) ? count : 0;
}
