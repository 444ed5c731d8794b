namespace EdgeRouter.Scoring.Evaluation;

/// <summary>What blending needs of a register that holds one byte per row.</summary>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="TSum">The same register as 32-bit numbers; four of them hold a number per row.</typeparam>
internal unsafe interface IBlendRegister<TVector, TSum>
    where TVector : struct
    where TSum : struct
{
    /// <summary>Rows per register.</summary>
    static abstract int Rows { get; }

    /// <summary>Loads one lane's codes.</summary>
    /// <param name="codes">Aligned to the register.</param>
    static abstract TVector Load(byte* codes);

    /// <summary>Stores a register.</summary>
    /// <param name="value">The register.</param>
    /// <param name="target">Aligned to the register.</param>
    static abstract void Store(TVector value, byte* target);

    /// <summary>One number for all rows.</summary>
    /// <param name="value">The number.</param>
    static abstract TVector All(byte value);

    /// <summary>Where the mask is all ones the second, elsewhere the first.</summary>
    /// <param name="mask">Ones or zeros per row.</param>
    /// <param name="left">Where the mask is 0.</param>
    /// <param name="right">Where the mask is all ones.</param>
    static abstract TVector Select(TVector mask, TVector left, TVector right);

    /// <summary>Ones where a row's code is not below the other.</summary>
    /// <param name="code">Codes of the rows.</param>
    /// <param name="split">Codes of the splits.</param>
    static abstract TVector Reaches(TVector code, TVector split);

    /// <summary>Heap position one level down: 2h, and one more where the mask is ones.</summary>
    /// <param name="heap">Positions.</param>
    /// <param name="mask">Ones where the row goes right.</param>
    static abstract TVector Descend(TVector heap, TVector mask);

    /// <summary>Codes of the splits at heap positions 1 to 31.</summary>
    /// <param name="splits">64 codes in heap order, 64-byte aligned.</param>
    /// <param name="heap">Positions, all of one level.</param>
    static abstract TVector Upper(byte* splits, TVector heap);

    /// <summary>Codes of the splits at heap positions 32 to 63.</summary>
    /// <inheritdoc cref="Upper"/>
    static abstract TVector Lower(byte* splits, TVector heap);

    /// <summary>Adds each row's leaf to a 32-bit sum. Rows stand in the sums as <see cref="PlaceOf"/> says.</summary>
    /// <param name="planes">Four bytes of 64 leaves: all lowest bytes first.</param>
    /// <param name="heap">Positions 64 to 127: leaf 0 to 63.</param>
    /// <param name="a">First sums.</param>
    /// <param name="b">Second sums.</param>
    /// <param name="c">Third sums.</param>
    /// <param name="d">Fourth sums.</param>
    static abstract void AddLeaves(byte* planes, TVector heap, ref TSum a, ref TSum b, ref TSum c, ref TSum d);

    /// <summary>Adds 32-bit sums to 64-bit ones.</summary>
    /// <param name="sums">A quarter of the sums.</param>
    /// <param name="totals">As many totals, aligned to the register.</param>
    static abstract void Widen(TSum sums, long* totals);

    /// <summary>Place of a row's number in the four sums one after another.</summary>
    /// <param name="row">Row in the register.</param>
    static abstract int PlaceOf(int row);
}
