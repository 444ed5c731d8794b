namespace EdgeRouter.Dpdk;

/// <summary>How a port is configured.</summary>
/// <param name="RxQueueCount">Receive queues, each for one thread; cut to what the device has.</param>
/// <param name="TxQueueCount">Transmit queues, each for one thread; cut to what the device has.</param>
/// <param name="QueueDepth">Descriptors of a queue; the driver may round it. 512 ride out 34 µs of 10 Gbit/s of small packets.</param>
public sealed record DpdkPortOptions(int RxQueueCount = 1, int TxQueueCount = 1, int QueueDepth = 512);
