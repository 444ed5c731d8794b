namespace EdgeRouter.Cli.Output;

/// <summary>How log lines on stderr look.</summary>
internal enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
