using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Evaluation;

[TestFixture]
public sealed class Avx2SuiteTests() : EvaluatorSuite(EvaluatorKind.Avx2);
