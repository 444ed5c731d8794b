using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Verbs;

// The composition root: the verbs, in the order in which help lists them.
IVerb[] verbs =
[
    new DemoVerb(),
    new ReplayVerb(),
    new RouteVerb(),
    new DecodeVerb(),
    new SbeVerb(),
    new SimulateVerb(),
    new TrainVerb(),
    new ModelVerb(),
    new TcaVerb(),
    new AuditVerb(),
    new ScoreVerb(),
    new BenchVerb(),
    new AeronVerb(),
    new TierVerb(),
    new DoctorVerb(),
];
return new CommandHost(verbs, Console.Out, Console.Error).Run(args);
