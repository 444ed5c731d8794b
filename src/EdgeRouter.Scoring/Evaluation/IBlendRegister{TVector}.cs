namespace EdgeRouter.Scoring.Evaluation;

/// <summary>What blending needs of a register that holds one byte per row.</summary>
/// <typeparam name="TVector">The register.</typeparam>
internal unsafe interface IBlendRegister<TVector>
    where TVector : struct
{
    /// <summary>Rows per register.</summary>
    static abstract int Rows { get; }

    /// <summary>Loads one lane's codes.</summary>
    /// <param name="codes">Aligned to the register.</param>
    static abstract TVector Load(byte* codes);

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

    /// <summary>Adds each row's leaf to 32-bit sums, which stand in an order that only <see cref="Widen"/> knows.</summary>
    /// <param name="planes">Four bytes of 64 leaves: all lowest bytes first.</param>
    /// <param name="heap">Positions 64 to 127: leaf 0 to 63.</param>
    /// <param name="sums">One 32-bit sum per row.</param>
    static abstract void AddLeaves(byte* planes, TVector heap, int* sums);

    /// <summary>Adds the 32-bit sums to 64-bit ones in the order of rows, and clears them.</summary>
    /// <param name="sums">32-bit sums.</param>
    /// <param name="rowCount">Rows that count.</param>
    /// <param name="totals">One total per row that counts.</param>
    static abstract void Widen(int* sums, int rowCount, long* totals);
}
