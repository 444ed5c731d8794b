using EdgeRouter.Aeron.Idle;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Os;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Driver;

/// <summary>Holds a driver's settings against their ranges.</summary>
internal static class OptionsCheck
{
    private const int RingBytesMin = 64 * 1024;
    private const int BroadcastBytesMin = 128 * 1024; // An event carries a channel of up to 4,096 characters, and is an eighth of the buffer at most.
    private const int BufferBytesMax = 256 << 20;

    /// <summary>Checks.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="EdgeRouterException">ER2232: one is outside its range; it is named.</exception>
    public static void Require(MediaDriverOptions options)
    {
        Text(nameof(options.Directory), options.Directory);
        Power(nameof(options.IpcTermBytes), options.IpcTermBytes, LogLayout.TermBytesMin, LogLayout.TermBytesMax);
        Power(nameof(options.PageBytes), options.PageBytes, LogLayout.PageBytesMin, LogLayout.PageBytesMax);
        Mtu(nameof(options.IpcMtuBytes), options.IpcMtuBytes);
        Window(nameof(options.IpcWindowBytes), options.IpcWindowBytes, options.IpcMtuBytes, options.IpcTermBytes);
        Range(nameof(options.StorageLowBytes), options.StorageLowBytes, 0, long.MaxValue);
        foreach (string idle in (string[])[options.ConductorIdle, options.SenderIdle, options.ReceiverIdle])
        {
            _ = IdleStrategies.Create(idle);
        }

        Cpus(options);
        Buffers(options);
        Times(options);
        Network(options.Network);
    }

    private static void Cpus(MediaDriverOptions options)
    {
        if (options.Cpus.Count == 0)
        {
            return;
        }

        string given = string.Join(',', options.Cpus);
        int threads = Threads(options.Threading);
        Good(threads > 0, nameof(options.Cpus), given, $"left out with {options.Threading}: the driver has no thread of its own then");
        Good(options.Cpus.Count == threads, nameof(options.Cpus), given, $"as many as {options.Threading} has threads, {threads}");
        int[] allowed = CpuAffinity.Allowed();
        Good(options.Cpus.All(allowed.Contains), nameof(options.Cpus), given, $"of {string.Join(',', allowed)}, where this process may run");
    }

    private static int Threads(ThreadingMode threading) => threading switch
    {
        ThreadingMode.Dedicated => 3,
        ThreadingMode.SharedNetwork => 2,
        ThreadingMode.Shared => 1,
        _ => 0,
    };

    private static void Buffers(MediaDriverOptions options)
    {
        Power(nameof(options.CncSizes.ToDriverBytes), options.CncSizes.ToDriverBytes, RingBytesMin, BufferBytesMax);
        Power(nameof(options.CncSizes.ToClientsBytes), options.CncSizes.ToClientsBytes, BroadcastBytesMin, BufferBytesMax);
        Range(nameof(options.CncSizes.CounterValuesBytes), options.CncSizes.CounterValuesBytes, 16 * 1024, BufferBytesMax);
        Range(nameof(options.CncSizes.ErrorLogBytes), options.CncSizes.ErrorLogBytes, 4096, BufferBytesMax);
        bool isAligned = options.CncSizes.CounterValuesBytes % 1024 == 0 && options.CncSizes.ErrorLogBytes % 1024 == 0;
        Good(isAligned, nameof(options.CncSizes), options.CncSizes.CounterValuesBytes, "multiples of 1,024 for counters and error log");
    }

    private static void Times(MediaDriverOptions options)
    {
        Duration(nameof(options.TimerNs), options.TimerNs);
        Duration(nameof(options.DriverTimeoutNs), options.DriverTimeoutNs);
        Duration(nameof(options.ClientLivenessNs), options.ClientLivenessNs);
        Duration(nameof(options.UnblockTimeoutNs), options.UnblockTimeoutNs);
        Duration(nameof(options.CounterReuseNs), options.CounterReuseNs);
        Duration(nameof(options.ImageLivenessNs), options.ImageLivenessNs);
        Duration(nameof(options.PublicationLingerNs), options.PublicationLingerNs);
        Duration(nameof(options.UntetheredWindowLimitNs), options.UntetheredWindowLimitNs);
        Duration(nameof(options.UntetheredLingerNs), options.UntetheredLingerNs);
        Duration(nameof(options.UntetheredRestingNs), options.UntetheredRestingNs);
        Duration(nameof(options.CycleThresholdNs), options.CycleThresholdNs);
        Good(
            options.UnblockTimeoutNs > options.ClientLivenessNs,
            nameof(options.UnblockTimeoutNs),
            options.UnblockTimeoutNs,
            $"more than ClientLivenessNs, {options.ClientLivenessNs}");
    }

    private static void Network(NetworkSettings network)
    {
        Power("Network.TermBytes", network.TermBytes, LogLayout.TermBytesMin, LogLayout.TermBytesMax);
        Range("Network.MaxImageBytes", network.MaxImageBytes, LogLayout.TermBytesMin, long.MaxValue);
        Power("Network.MaxRemoteTermBytes", network.MaxRemoteTermBytes, LogLayout.TermBytesMin, LogLayout.TermBytesMax);
        Mtu("Network.MtuBytes", network.MtuBytes);
        Window("Network.WindowBytes", network.WindowBytes, network.MtuBytes, network.TermBytes);
        Range("Network.ReceiverWindowBytes", network.ReceiverWindowBytes, network.MtuBytes, LogLayout.TermBytesMax / 2);
        Range("Network.SocketReceiveBytes", network.SocketReceiveBytes, 0, int.MaxValue);
        Range("Network.SocketSendBytes", network.SocketSendBytes, 0, int.MaxValue);
        Range("Network.MulticastTtl", network.MulticastTtl, 0, 255);
        Range("Network.MaxImagesPerStream", network.MaxImagesPerStream, 1, 1 << 20);
        Duration("Network.ConnectionTimeoutNs", network.ConnectionTimeoutNs);
        Duration("Network.StatusMessageNs", network.StatusMessageNs);
        Duration("Network.FlowControlTimeoutNs", network.FlowControlTimeoutNs);
        Duration("Network.ReResolutionNs", network.ReResolutionNs);
    }

    private static void Duration(string name, long ns) => Range(name, ns, TimeUnits.Millisecond, TimeUnits.Day);

    private static void Power(string name, int bytes, int min, int max) =>
        Good(Bits.IsPowerOfTwo(bytes) && bytes >= min && bytes <= max, name, bytes, $"a power of two from {min} to {max}");

    private static void Mtu(string name, int bytes) =>
        Good(LogMetadataWriter.IsMtu(bytes), name, bytes, $"a multiple of 32 from 64 to {LogLayout.MtuBytesMax}");

    private static void Window(string name, int bytes, int mtuBytes, int termBytes) =>
        Good(bytes == 0 || (bytes >= mtuBytes && bytes <= termBytes / 2), name, bytes, $"0, or from {mtuBytes} to half a term, {termBytes / 2}");

    private static void Range(string name, long value, long min, long max) => Good(value >= min && value <= max, name, value, $"from {min} to {max}");

    private static void Text(string name, string value) => Good(value.Length is > 0 and <= 2048, name, value, "a path of 1 to 2,048 characters");

    private static void Good(bool isGood, string name, object value, string wanted)
    {
        if (!isGood)
        {
            throw EdgeRouterException.Usage("ER2232", $"media driver option {name} is {value}: it must be {wanted}");
        }
    }
}
