namespace EdgeRouter.Learning;

/// <summary>Ids of the failures of this project; each is explained in <c>src/docs/errors/learning.md</c>.</summary>
internal static class LearningErrors
{
    public const string XgboostMissing = "ER6010";
    public const string XgboostFailed = "ER7001";
    public const string BadTrainingData = "ER7002";
    public const string BadTrainingOptions = "ER7003";
}
