namespace EdgeRouter.Scoring;

/// <summary>Ids of the failures of this project; each is explained in <c>src/docs/errors/scoring.md</c>.</summary>
internal static class ScoringErrors
{
    public const string Unreadable = "ER4001";
    public const string Malformed = "ER4002";
    public const string Inconsistent = "ER4003";
    public const string NotSupported = "ER4004";
    public const string TooLarge = "ER4005";
    public const string FeatureMismatch = "ER4006";
    public const string BadModelSet = "ER4007";
    public const string HashMismatch = "ER4008";
    public const string Unwritable = "ER4009";
    public const string CannotCompile = "ER4010";
    public const string DamagedForest = "ER4011";
    public const string ForestVersion = "ER4012";
    public const string ForestChecksum = "ER4013";
    public const string ForestRounds = "ER4014";
    public const string ForestUnwritable = "ER4015";
}
