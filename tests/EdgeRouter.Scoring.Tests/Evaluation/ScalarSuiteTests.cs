using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Evaluation;

[TestFixture]
public sealed class ScalarSuiteTests() : EvaluatorSuite(EvaluatorKind.Scalar);
