using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Specs.Harness;

/// <summary>One measured quantity, to be compared; every comparison becomes evidence whether it holds or not.</summary>
public sealed class Expectation
{
    private readonly string _quantity;
    private readonly Quantity _measured;
    private readonly Action<string, Quantity, Quantity, Comparison, double, Within> _record;

    internal Expectation(string quantity, Quantity measured, Action<string, Quantity, Quantity, Comparison, double, Within> record)
    {
        _quantity = quantity;
        _measured = measured;
        _record = record;
    }

    /// <summary>Expects equality: the largest entry of the difference is within the tolerance.</summary>
    public void ToEqual(Quantity expected, Within within)
    {
        double[] measured = Entries(_measured), wanted = Entries(expected);
        double error = measured.Length == wanted.Length
            ? measured.Zip(wanted, (m, e) => Math.Abs(m - e)).Aggregate(0.0, Worse)
            : double.NaN;
        Record(expected, Comparison.Equal, error, within with { Absolute = within.Allowed(Scale(wanted)), Relative = 0 });
    }

    /// <summary>Expects zero: the largest entry is within the tolerance.</summary>
    public void ToBeZero(Within within)
    {
        double[] measured = Entries(_measured);
        Record(0.0, Comparison.Equal, measured.Select(Math.Abs).Aggregate(0.0, Worse), within);
    }

    /// <summary>Expects every entry to be at most the bound plus the tolerance.</summary>
    public void ToBeAtMost(double bound, Within within)
    {
        double excess = Entries(_measured).Select(m => Math.Max(0, m - bound)).Aggregate(0.0, Worse);
        Record(bound, Comparison.AtMost, excess, within with { Absolute = within.Allowed(Math.Abs(bound)), Relative = 0 });
    }

    /// <summary>Expects every entry to be at least the bound minus the tolerance.</summary>
    public void ToBeAtLeast(double bound, Within within)
    {
        double lack = Entries(_measured).Select(m => double.IsNaN(m) ? m : Math.Max(0, bound - m)).Aggregate(0.0, Worse);
        Record(bound, Comparison.AtLeast, lack, within with { Absolute = within.Allowed(Math.Abs(bound)), Relative = 0 });
    }

    private void Record(Quantity expected, Comparison comparison, double error, Within within) =>
        _record(_quantity, _measured, expected, comparison, error, within);

    // NaN must survive: Math.Max(x, NaN) is NaN, and an empty measurement is an error of its own.
    private static double Worse(double a, double b) => Math.Max(a, b);

    private static double Scale(double[] expected) => expected.Select(Math.Abs).DefaultIfEmpty(0).Max();

    private static double[] Entries(Quantity quantity)
    {
        double[] entries = quantity switch
        {
            Quantity.Scalar s => [s.Value],
            Quantity.Flag f => [f.Value ? 1 : 0],
            Quantity.Vector v => [.. v.Values],
            Quantity.Flags f => [.. f.Values.Select(x => x ? 1.0 : 0.0)],
            Quantity.Table t => t.Values.Data,
            _ => throw new ArgumentException($"A quantity of kind {quantity.GetType().Name} cannot be compared as a whole; compare its members."),
        };
        return entries.Length > 0 ? entries : [double.NaN];
    }
}
