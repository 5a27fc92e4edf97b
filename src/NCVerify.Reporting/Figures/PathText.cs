using System.Text;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>
/// SVG path data to a tenth of a user unit, which is finer than a pixel of the page, in relative coordinates: a report
/// holds tens of thousands of points. Steps are differences of rounded places, so that rounding does not add up.
/// </summary>
public sealed class PathText
{
    private readonly StringBuilder _text = new();
    private long _x;
    private long _y;
    private char _last;

    /// <summary>Begins a subpath at a place.</summary>
    public PathText MoveTo(double x, double y)
    {
        bool first = _text.Length == 0;
        return Step(first ? 'M' : 'm', x, y, always: true);
    }

    /// <summary>A straight line to a place; nothing where a line already ends there.</summary>
    public PathText LineTo(double x, double y) => Step('l', x, y, always: false);

    /// <summary>A closed outline: <paramref name="outline"/> is relative path data from the place back to it.</summary>
    public PathText Shape(double x, double y, string outline)
    {
        MoveTo(x, y);
        _text.Append(outline).Append('z');
        return Ended();
    }

    /// <summary>Open strokes: <paramref name="strokes"/> is relative path data that ends <paramref name="dx"/>, <paramref name="dy"/> away from the place.</summary>
    public PathText Strokes(double x, double y, string strokes, double dx, double dy)
    {
        MoveTo(x, y);
        _text.Append(strokes);
        (_x, _y) = (_x + Tenths(dx), _y + Tenths(dy));
        return Ended();
    }

    /// <summary>Closes the subpath; only a new one may follow that begins where this one did.</summary>
    public PathText Close(double startX, double startY)
    {
        _text.Append('z');
        (_x, _y) = (Tenths(startX), Tenths(startY));
        return Ended();
    }

    /// <summary>A rectangle.</summary>
    public static string Box(double x, double y, double width, double height) =>
        new PathText().MoveTo(x, y).LineTo(x + width, y).LineTo(x + width, y + height).LineTo(x, y + height).Close(x, y).ToString();

    /// <summary>The path data.</summary>
    public override string ToString() => _text.ToString();

    private static long Tenths(double coordinate) => (long)Math.Round(coordinate * 10, MidpointRounding.AwayFromZero);

    private PathText Ended()
    {
        _last = 'z';
        return this;
    }

    private PathText Step(char command, double x, double y, bool always)
    {
        (long toX, long toY) = (Tenths(x), Tenths(y));
        (long dx, long dy) = command == 'M' ? (toX, toY) : (toX - _x, toY - _y);
        if (!always && (dx, dy) == (0, 0) && _last == 'l')
        {
            return this;
        }

        // Pairs after the first need no letter of their own; along an axis one number will do.
        bool more = _last == 'l' && command == 'l', along = !always && !more && (dx == 0 || dy == 0);
        if (!more)
        {
            _text.Append(!along ? command : dy == 0 ? 'h' : 'v');
        }

        if (!along || dy == 0)
        {
            Number(dx, separate: more);
        }

        if (!along || dy != 0)
        {
            Number(dy, separate: !along);
        }

        (_x, _y, _last) = (toX, toY, along ? 'h' : command);
        return this;
    }

    // A minus sign separates by itself; no zero before the point.
    private void Number(long tenths, bool separate)
    {
        (long whole, long rest) = Math.DivRem(Math.Abs(tenths), 10);
        _text.Append(tenths < 0 ? "-" : separate ? " " : "");
        if (whole != 0 || rest == 0)
        {
            _text.Append(whole.ToString(Exact.Culture));
        }

        if (rest != 0)
        {
            _text.Append('.').Append(rest.ToString(Exact.Culture));
        }
    }
}
