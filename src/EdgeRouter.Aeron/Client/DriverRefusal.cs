using EdgeRouter.Aeron.Commands;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Client;

/// <summary>A driver's refusal as an exception.</summary>
public static class DriverRefusal
{
    private const string CodeKey = "driver code";

    /// <summary>Why a driver refused.</summary>
    /// <param name="failure">An exception.</param>
    /// <returns>None: it is no driver's refusal.</returns>
    public static DriverErrorCode CodeOf(Exception failure) => failure.Data[CodeKey] is DriverErrorCode code ? code : DriverErrorCode.None;

    /// <summary>A refusal.</summary>
    /// <param name="what">What was asked for, with channel and stream.</param>
    /// <param name="code">The driver's reason.</param>
    /// <param name="text">In its words.</param>
    internal static EdgeRouterException Make(string what, DriverErrorCode code, string text)
    {
        EdgeRouterException failure = EdgeRouterException.BadInput("ER2211", $"the driver refuses {what}: {NameOf(code)}: {text}");
        failure.Data[CodeKey] = code;
        return failure;
    }

    private static string NameOf(DriverErrorCode code) =>
        code switch
        {
            DriverErrorCode.InvalidChannel => "invalid channel (1)",
            DriverErrorCode.UnknownSubscription => "unknown subscription (2)",
            DriverErrorCode.UnknownPublication => "unknown publication (3)",
            DriverErrorCode.ChannelEndpoint => "the channel's socket failed (4)",
            DriverErrorCode.UnknownCounter => "unknown counter (5)",
            DriverErrorCode.UnknownCommand => "unknown command (6)",
            DriverErrorCode.MalformedCommand => "malformed command (7)",
            DriverErrorCode.NotSupported => "not supported (8)",
            DriverErrorCode.UnknownHost => "unknown host (9)",
            DriverErrorCode.ResourceTemporarilyUnavailable => "temporarily unavailable, try again (10)",
            DriverErrorCode.Generic => "error (11)",
            DriverErrorCode.StorageSpace => "no storage space (12)",
            DriverErrorCode.ImageRejected => "image rejected (13)",
            DriverErrorCode.PublicationRevoked => "publication revoked (14)",
            _ => $"code {(int)code}",
        };
}
