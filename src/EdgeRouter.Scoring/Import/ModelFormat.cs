namespace EdgeRouter.Scoring.Import;

/// <summary>Model file formats that the importer tells apart.</summary>
internal enum ModelFormat
{
    Unknown = 0,
    XgboostJson,
    XgboostUbj,
    LightGbmText,
}
