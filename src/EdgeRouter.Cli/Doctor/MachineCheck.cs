namespace EdgeRouter.Cli.Doctor;

/// <summary>One check of the machine.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">What to do about it; empty when it is fine.</param>
internal sealed record MachineCheck(string Name, CheckOutcome Outcome, string Detail, string Advice);
