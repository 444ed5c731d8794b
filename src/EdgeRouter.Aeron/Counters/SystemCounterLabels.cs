namespace EdgeRouter.Aeron.Counters;

/// <summary>What tools show for the system counters.</summary>
internal static class SystemCounterLabels
{
    private static readonly string[] Labels =
    [
        "Bytes sent",
        "Bytes received",
        "Failed offers to the receiver",
        "Failed offers to the sender",
        "Failed offers to the conductor",
        "NAKs sent",
        "NAKs received",
        "Status messages sent",
        "Status messages received",
        "Heartbeats sent",
        "Heartbeats received",
        "Retransmits sent",
        "Flow control under runs",
        "Flow control over runs",
        "Invalid packets",
        "Errors",
        "Short sends",
        "Failed attempts to free a log buffer",
        "Times a sender was held back by flow control",
        "Publications unblocked",
        "Commands unblocked",
        "Possible TTL asymmetry",
        "Controllable idle strategy status",
        "Loss gap fills",
        "Client liveness timeouts",
        "Resolution changes",
        "Conductor max cycle time in ns",
        "Conductor cycles over the threshold",
        "Sender max cycle time in ns",
        "Sender cycles over the threshold",
        "Receiver max cycle time in ns",
        "Receiver cycles over the threshold",
        "Name resolver max time in ns",
        "Name resolutions over the threshold",
        "Version of the driver's software, packed",
        "Bytes mapped",
        "Bytes retransmitted",
        "Retransmit overflows",
        "Error frames received",
        "Error frames sent",
        "Publications revoked",
        "Images revoked",
        "Images rejected",
        "Version of the control protocol, packed",
        "Status messages rejected",
        "Failed offers to the resource agent",
    ];

    /// <summary>How many system counters there are.</summary>
    public static int Count => Labels.Length;

    /// <summary>The label.</summary>
    /// <param name="counter">Of which.</param>
    public static string Of(SystemCounter counter) => Labels[(int)counter];
}
