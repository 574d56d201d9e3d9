namespace LiveCommerce.Trust;

/// <summary>Where a next state lies among the values of a grid, worked out once and read in every sweep.</summary>
/// <param name="Corner">Lowest of its neighbours.</param>
/// <param name="Stride">Distance to the neighbours in the next row; 0 for a grid of one row.</param>
/// <param name="ColumnPart">Part of the way to the neighbour within the row, 0 to 1.</param>
/// <param name="RowPart">Part of the way to the next row, 0 to 1.</param>
internal readonly record struct GridPlace(int Corner, int Stride, double ColumnPart, double RowPart)
{
    /// <summary>Value by linear interpolation.</summary>
    public double In(double[] values)
    {
        var left = values[Corner] + ColumnPart * (values[Corner + 1] - values[Corner]);
        if (Stride == 0) return left;
        var below = Corner + Stride;
        var right = values[below] + ColumnPart * (values[below + 1] - values[below]);
        return left + RowPart * (right - left);
    }
}
