using EdgeRouter.TestSummary;

if (args.Length != 1 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("usage: EdgeRouter.TestSummary FOLDER (with the SUITE.exit, SUITE.trx and SUITE.log files of a test run)");
    return 2;
}

bool isStrict = string.Equals(Environment.GetEnvironmentVariable("EDGEROUTER_STRICT"), "1", StringComparison.Ordinal);
IReadOnlyList<SuiteResult> suites = [.. SuiteReader.ReadAll(args[0]).Select(suite => isStrict ? suite.Strict() : suite)];
SummaryWriter.Write(Console.Out, suites);
return suites.Count > 0 && suites.All(suite => suite.Failures.Count == 0) ? 0 : 1;
