using System.Globalization;

namespace EdgeRouter.Dpdk;

/// <summary>How EAL is started.</summary>
/// <param name="Arguments">EAL's own arguments, program name left out: <c>--no-huge</c>, <c>-m</c>, <c>256</c>, …</param>
public sealed record DpdkOptions(IReadOnlyList<string> Arguments)
{
    /// <summary>For machines without huge pages and without a NIC of DPDK's: files, rings, ordinary interfaces. Needs no privilege.
    /// One EAL thread that may run on every CPU that this process may use, so that EAL pins nothing.</summary>
    /// <param name="memoryMib">Memory for pools and queues, in MiB; 256 holds 100,000 mbufs of the default room.</param>
    public static DpdkOptions NoHugePages(int memoryMib = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryMib, 16);
        string memory = memoryMib.ToString(CultureInfo.InvariantCulture);
        return new DpdkOptions(
            ["--no-huge", "-m", memory, "--no-pci", "--no-shconf", "--no-telemetry", "--lcores", $"0@({AllowedCpus()})"]);
    }

    /// <summary>For machines with huge pages; nothing is left on disk.</summary>
    /// <param name="memoryMib">Memory for pools and queues, in MiB.</param>
    /// <param name="usePci">Whether EAL takes the NICs that are bound to DPDK's kernel drivers.</param>
    public static DpdkOptions HugePages(int memoryMib = 256, bool usePci = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryMib, 16);
        string memory = memoryMib.ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["--in-memory", "-m", memory, "--no-telemetry", "--lcores", $"0@({AllowedCpus()})"];
        return new DpdkOptions(usePci ? arguments : [.. arguments, "--no-pci"]);
    }

    /// <summary>CPUs of this process as the kernel lists them (<c>0-3,8</c>).</summary>
    private static string AllowedCpus()
    {
        const string Key = "Cpus_allowed_list:";
        string? line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal));
        return line is null ? "0" : line[Key.Length..].Trim();
    }
}
