namespace EdgeRouter.Scoring.Models;

/// <summary>One model file of a set.</summary>
/// <param name="File">Name inside the set's folder, without any path.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</param>
public sealed record ModelFile(string File, string Sha256);
