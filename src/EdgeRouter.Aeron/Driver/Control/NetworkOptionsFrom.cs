using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>The network half's settings from those of the driver.</summary>
internal static class NetworkOptionsFrom
{
    /// <summary>Puts them together.</summary>
    /// <param name="options">The driver's settings, checked.</param>
    /// <param name="seed">The driver's seed.</param>
    public static NetworkOptions Settings(MediaDriverOptions options, ulong seed)
    {
        NetworkSettings network = options.Network;
        return new NetworkOptions
        {
            TermLengthBytes = network.TermBytes,
            MtuBytes = network.MtuBytes,
            PageSizeBytes = options.PageBytes,
            IsSparse = options.FileAllocation == FileAllocation.Sparse,
            InitialWindowBytes = network.ReceiverWindowBytes,
            PublicationWindowBytes = network.WindowBytes,
            ReceiveBufferBytes = network.SocketReceiveBytes,
            SendBufferBytes = network.SocketSendBytes,
            MulticastTtl = network.MulticastTtl,
            StatusMessageNs = network.StatusMessageNs,
            ConnectionTimeoutNs = network.ConnectionTimeoutNs,
            ImageLivenessNs = options.ImageLivenessNs,
            PublicationLingerNs = options.PublicationLingerNs,
            UnblockTimeoutNs = options.UnblockTimeoutNs,
            TimerNs = options.TimerNs,
            FlowControlReceiverTimeoutNs = network.FlowControlTimeoutNs,
            DestinationTimeoutNs = network.FlowControlTimeoutNs,
            ReResolutionNs = network.ReResolutionNs,
            UntetheredWindowLimitNs = options.UntetheredWindowLimitNs,
            UntetheredLingerNs = options.UntetheredLingerNs,
            UntetheredRestingNs = options.UntetheredRestingNs,
            MaxImagesPerStream = network.MaxImagesPerStream,
            MaxRemoteTermLengthBytes = network.MaxRemoteTermBytes,
            MaxImageBytes = network.MaxImageBytes,
            GroupTag = network.GroupTag,
            SpiesSimulateConnection = network.SpiesSimulateConnection,
            Seed = seed,
        };
    }
}
