namespace NCVerify.Numerics;

/// <summary>Shape of a tile of the product kernel, known to the compiler.</summary>
internal interface ITileShape
{
    /// <summary>Rows: 2 to 12.</summary>
    static abstract int Rows { get; }

    /// <summary>Two vectors of columns, not one.</summary>
    static abstract bool Wide { get; }
}
