using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Evaluation;

[TestFixture]
public sealed class Avx512MaskSuiteTests() : EvaluatorSuite(EvaluatorKind.Avx512Mask);
