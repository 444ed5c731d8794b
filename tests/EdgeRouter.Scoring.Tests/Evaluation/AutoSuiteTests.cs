using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Evaluation;

[TestFixture]
public sealed class AutoSuiteTests() : EvaluatorSuite(EvaluatorKind.Auto);
