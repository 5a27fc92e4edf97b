namespace NCVerify.Numerics;

/// <summary>The shapes of tiles: rows by two vectors, or by one for the border that two would fill badly.</summary>
internal static class TileShapes
{
    internal readonly struct Wide12 : ITileShape
    {
        static int ITileShape.Rows => 12;

        static bool ITileShape.Wide => true;
    }

    internal readonly struct Wide8 : ITileShape
    {
        static int ITileShape.Rows => 8;

        static bool ITileShape.Wide => true;
    }

    internal readonly struct Wide6 : ITileShape
    {
        static int ITileShape.Rows => 6;

        static bool ITileShape.Wide => true;
    }

    internal readonly struct Wide4 : ITileShape
    {
        static int ITileShape.Rows => 4;

        static bool ITileShape.Wide => true;
    }

    internal readonly struct Wide2 : ITileShape
    {
        static int ITileShape.Rows => 2;

        static bool ITileShape.Wide => true;
    }

    internal readonly struct Narrow12 : ITileShape
    {
        static int ITileShape.Rows => 12;

        static bool ITileShape.Wide => false;
    }

    internal readonly struct Narrow8 : ITileShape
    {
        static int ITileShape.Rows => 8;

        static bool ITileShape.Wide => false;
    }

    internal readonly struct Narrow6 : ITileShape
    {
        static int ITileShape.Rows => 6;

        static bool ITileShape.Wide => false;
    }

    internal readonly struct Narrow4 : ITileShape
    {
        static int ITileShape.Rows => 4;

        static bool ITileShape.Wide => false;
    }

    internal readonly struct Narrow2 : ITileShape
    {
        static int ITileShape.Rows => 2;

        static bool ITileShape.Wide => false;
    }
}
