namespace EdgeRouter.Core.Errors;

/// <summary>Exit codes of every command (DESIGN §8).</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>The command ran and a check failed.</summary>
    CheckFailed = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>An input (file, message, configuration) is wrong.</summary>
    BadInput = 3,

    /// <summary>The machine lacks something: a library, a right, memory, disk.</summary>
    Environment = 4,

    /// <summary>A defect of ours.</summary>
    Bug = 70,

    /// <summary>Stopped by the user.</summary>
    Interrupted = 130,
}
