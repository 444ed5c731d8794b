using System.Buffers.Binary;
using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The options that say where simulated feeds go and how fast.</summary>
internal sealed class FeedOutputOptionsReader
{
    private const double SpeedMax = 1e6;
    private readonly Option<string?> _output = new("--output") { Description = "capture to write; what it was made from goes beside it, into FILE.day.json", HelpName = "FILE" };
    private readonly Option<string?> _udp = new("--udp") { Description = "send to the feeds' multicast groups by this interface: its name or IPv4 address", HelpName = "INTERFACE" };
    private readonly Option<string?> _dpdk = new("--dpdk") { Description = "send by a DPDK port: a virtual device such as net_pcap0,tx_pcap=FILE or net_af_packet0,iface=eth1, or a NIC's PCI address", HelpName = "DEVICE" };
    private readonly Option<string> _pace = new("--pace") { Description = "real: as time goes; a number: that many times as fast; max: as fast as possible", HelpName = "real|N|max", DefaultValueFactory = _ => "max" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public FeedOutputOptionsReader(Command command)
    {
        foreach (Option option in new Option[] { _output, _udp, _dpdk, _pace })
        {
            command.Add(option);
        }
    }

    /// <summary>The outputs.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9090: none is named; ER9091: there is no such interface; ER9092: the pace is none.</exception>
    public FeedOutputOptions Outputs(VerbContext context)
    {
        var outputs = new FeedOutputOptions
        {
            CapturePath = context.Get(_output),
            UdpInterface = context.Get(_udp) is { } name ? InterfaceAddress(name) : null,
            DpdkDevice = context.Get(_dpdk),
            Speed = Speed(context.Get(_pace)!),
        };
        return outputs.CapturePath is null && outputs.UdpInterface is null && outputs.DpdkDevice is null
            ? throw EdgeRouterException.Usage("ER9090", "the feeds go nowhere: name at least one of --output FILE, --udp INTERFACE, --dpdk DEVICE")
            : outputs;
    }

    private static double Speed(string text) => text switch
    {
        "max" => 0,
        "real" => 1,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double speed) && speed is > 0 and <= SpeedMax
            ? speed
            : throw EdgeRouterException.Usage("ER9092", $"--pace '{text}' is neither real nor max nor a number above 0, up to 1000000"),
    };

    private static uint InterfaceAddress(string text)
    {
        IPAddress? address = IPAddress.TryParse(text, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetwork
            ? parsed
            : NetworkInterface.GetAllNetworkInterfaces().Where(i => string.Equals(i.Name, text, StringComparison.Ordinal))
                .SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address).FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork);
        return address is null
            ? throw EdgeRouterException.Usage("ER9091", $"--udp '{text}' is neither an IPv4 address nor an interface with one; interfaces: {string.Join(", ", NetworkInterface.GetAllNetworkInterfaces().Select(i => i.Name))}")
            : BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());
    }
}
