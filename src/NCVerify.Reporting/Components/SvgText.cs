using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using NCVerify.Numerics;

namespace NCVerify.Reporting.Components;

/// <summary>An SVG text element with mathematics. In C#, since Razor reserves the tag for itself.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Text with $...$ mathematics.</summary>
    [Parameter]
    [EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>Class in the style sheet; empty in a group that has it.</summary>
    [Parameter]
    public string Class { get; set; } = "label";

    /// <summary>Anchor: start, middle or end.</summary>
    [Parameter]
    public string Anchor { get; set; } = "middle";

    /// <summary>Abscissa in user units.</summary>
    [Parameter]
    public double X { get; set; }

    /// <summary>Baseline in user units.</summary>
    [Parameter]
    public double Y { get; set; }

    /// <summary>Whether it is turned to read upwards.</summary>
    [Parameter]
    public bool Upwards { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        string classes = Anchor == "middle" ? Class : $"{Class} {Anchor}";
        builder.AddAttribute(1, "class", classes.Length > 0 ? classes : null);
        if (Upwards)
        {
            builder.AddAttribute(3, "transform", $"translate({Place(X)} {Place(Y)})rotate(-90)");
        }
        else
        {
            builder.AddAttribute(4, "x", Place(X));
            builder.AddAttribute(5, "y", Place(Y));
        }

        builder.AddMarkupContent(6, MathText.ToSvg(Text));
        builder.CloseElement();
    }

    // Half a unit is less than a pixel.
    private static string Place(double coordinate) => Exact.Format(Math.Round(coordinate));
}
