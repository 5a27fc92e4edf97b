using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace NCVerify.Reporting.Components;

/// <summary>An SVG text element with mathematics. In C#, since Razor reserves the tag for itself.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Text with $...$ mathematics.</summary>
    [Parameter]
    [EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>Class in the style sheet.</summary>
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
        builder.AddAttribute(1, "class", Anchor == "middle" ? Class : $"{Class} {Anchor}");
        if (Upwards)
        {
            builder.AddAttribute(3, "transform", $"translate({AxisScale.Text(X)} {AxisScale.Text(Y)}) rotate(-90)");
        }
        else
        {
            builder.AddAttribute(4, "x", AxisScale.Text(X));
            builder.AddAttribute(5, "y", AxisScale.Text(Y));
        }

        builder.AddMarkupContent(6, MathText.ToSvg(Text));
        builder.CloseElement();
    }
}
