using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Evaluation;

[TestFixture]
public sealed class Avx512BlendSuiteTests() : EvaluatorSuite(EvaluatorKind.Avx512Blend);
