namespace EdgeRouter.Cli.Tiers;

/// <summary>Notices that the process that started this one is gone or wants an end: its end of the pipe closes, however it dies.</summary>
internal sealed class EndOfInput
{
    private volatile bool _isThere;

    /// <summary>Begins to watch.</summary>
    public EndOfInput()
    {
        var thread = new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
                // Nothing is expected but the end.
            }

            _isThere = true;
        })
        {
            IsBackground = true,
            Name = "end-of-input",
        };
        thread.Start();
    }

    /// <summary>Whether it has come.</summary>
    public bool IsThere => _isThere;
}
