using System.Xml.Linq;

namespace NCVerify.Reporting.Tests;

public sealed class MathTextTest
{
    // Expected MathML written by hand from the MathML Core specification.
    [TestCase("x", "<mi>x</mi>")]
    [TestCase("12.5", "<mn>12.5</mn>")]
    [TestCase("a+b", "<mi>a</mi><mo>+</mo><mi>b</mi>")]
    [TestCase("-a", "<mo>−</mo><mi>a</mi>")]
    [TestCase("a=-b", "<mi>a</mi><mo>=</mo><mo form=\"prefix\">−</mo><mi>b</mi>")]
    [TestCase("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>")]
    [TestCase("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>")]
    [TestCase("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>")]
    [TestCase("W^\\top", "<msup><mi>W</mi><mi>⊤</mi></msup>")]
    [TestCase("f'", "<msup><mi>f</mi><mo>′</mo></msup>")]
    [TestCase("\\frac{1}{K}", "<mfrac><mn>1</mn><mi>K</mi></mfrac>")]
    [TestCase("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>")]
    [TestCase("\\sqrt{n_k}", "<msqrt><msub><mi>n</mi><mi>k</mi></msub></msqrt>")]
    [TestCase("\\sqrt{a b}", "<msqrt><mi>a</mi><mi>b</mi></msqrt>")]
    [TestCase("f(x)", "<mi>f</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo>")]
    [TestCase("\\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>")]
    [TestCase("\\sum_{k=1}^K", "<munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>K</mi></munderover>")]
    [TestCase("\\int_0^1", "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>")]
    [TestCase("\\log x", "<mi>log</mi><mspace width=\".17em\"/><mi>x</mi>")]
    [TestCase("\\mathbf{W}", "<mi>𝐖</mi>")]
    [TestCase("\\mathbf{1}", "<mn>𝟏</mn>")]
    [TestCase("\\mathbb{R}^d", "<msup><mi>ℝ</mi><mi>d</mi></msup>")]
    [TestCase("\\mathcal{L}", "<mi>ℒ</mi>")]
    [TestCase("\\mathcal{N}", "<mi>𝒩</mi>")]
    [TestCase("\\hat{Z}", "<mover accent=\"true\"><mi>Z</mi><mo stretchy=\"false\">^</mo></mover>")]
    [TestCase("\\lambda", "<mi>λ</mi>")]
    [TestCase("\\Lambda", "<mi mathvariant=\"normal\">Λ</mi>")]
    [TestCase("\\text{if }", "<mtext>if&#160;</mtext>")]
    [TestCase("\\operatorname{tr}", "<mi>tr</mi>")]
    [TestCase("\\left( x \\right.", "<mrow><mo>(</mo><mi>x</mi></mrow>")]
    [TestCase("\\left( -x \\right)", "<mrow><mo>(</mo><mo form=\"prefix\">−</mo><mi>x</mi><mo>)</mo></mrow>")]
    [TestCase("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "<mrow><mo>(</mo><mtable class=\"matrix\"><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>)</mo></mrow>")]
    public void AFormulaBecomesMathMl(string formula, string expected)
    {
        string html = MathText.ToHtml($"${formula}$");
        string inner = html[(html.IndexOf("\">", StringComparison.Ordinal) + 2)..^"</math>".Length];
        Assert.That(inner, Is.EqualTo(expected).Or.EqualTo(expected.Replace("𝐖", "&#119830;", StringComparison.Ordinal).Replace("𝟏", "&#120783;", StringComparison.Ordinal).Replace("𝒩", "&#119977;", StringComparison.Ordinal)));
    }

    // The commands that the catalogue may use.
    [TestCase("+ - = < > ( ) [ ] | , . / ! ' ; ^ _ \\frac \\sqrt \\sum \\prod \\int \\min \\max \\log \\exp \\cos \\det \\operatorname{tr} \\text{a} \\mathbf{a} \\mathbb{R} \\mathcal{L} \\hat \\bar \\tilde \\dot \\top \\dagger")]
    [TestCase("\\lVert \\rVert \\lvert \\rvert \\langle \\rangle \\le \\ge \\ne \\approx \\sim \\propto \\iff \\Leftrightarrow \\Rightarrow \\to \\infty \\perp \\in \\notin \\forall \\exists \\cdot \\times \\circ \\otimes \\odot \\pm \\ldots \\cdots \\quad \\, \\; \\partial \\nabla \\succeq \\preceq \\mid")]
    [TestCase("\\alpha \\beta \\gamma \\delta \\epsilon \\varepsilon \\zeta \\eta \\theta \\vartheta \\iota \\kappa \\lambda \\mu \\nu \\xi \\pi \\rho \\sigma \\tau \\upsilon \\phi \\varphi \\chi \\psi \\omega \\Gamma \\Delta \\Theta \\Lambda \\Xi \\Pi \\Sigma \\Upsilon \\Phi \\Psi \\Omega \\ell \\setminus \\cup \\cap \\subset \\subseteq \\equiv \\ll \\gg \\lfloor \\rfloor \\lceil \\rceil \\mapsto \\emptyset \\neg \\| \\{ \\} \\% \\& \\#")]
    public void EveryPromisedCommandIsWellFormedXml(string commands)
    {
        foreach (string command in commands.Split(' '))
        {
            string formula = command switch
            {
                "\\frac" => "\\frac{a}{b}",
                "\\sqrt" or "\\hat" or "\\bar" or "\\tilde" or "\\dot" => command + "{a}",
                "^" or "_" => $"a{command}b",
                _ => $"a {command} b",
            };
            string html = MathText.ToHtml($"${formula}$");
            Assert.That(() => XElement.Parse(html), Throws.Nothing, command);
            Assert.That(XElement.Parse(html).Name.LocalName, Is.EqualTo("math"));
            Assert.That(MathText.ToPlain($"${formula}$"), Is.Not.Empty);
            Assert.That(() => XElement.Parse($"<text>{MathText.ToSvg($"${formula}$")}</text>"), Throws.Nothing, command);
        }
    }

    [TestCase("$\\foo{x}$", "\\foo")]
    [TestCase("$\\mathfrak{g}$", "\\mathfrak")]
    [TestCase("$\\begin{array}{c}a\\end{array}$", "array")]
    [TestCase("$x", "not closed")]
    [TestCase("$$x$", "not closed")]
    [TestCase("$ $", "no formula")]
    [TestCase("${a$", "{ without its }")]
    [TestCase("$a}$", "} without its {")]
    [TestCase("$x^$", "^ without its argument")]
    [TestCase("$x_a_b$", "two subscripts")]
    [TestCase("$x^a^b$", "two superscripts")]
    [TestCase("$\\left( x$", "\\left without its \\right")]
    [TestCase("$x \\right)$", "unexpected")]
    [TestCase("$\\left x \\right)$", "no delimiter")]
    [TestCase("$\\frac{1}$", "\\frac without its argument")]
    [TestCase("$\\begin{cases} a \\end{pmatrix}$", "ended by")]
    [TestCase("$\\begin{cases} a $", "without its \\end")]
    [TestCase("$a & b$", "unexpected")]
    [TestCase("$a \\\\ b$", "unexpected")]
    [TestCase("$\\text{a$", "\\text without its")]
    [TestCase("$\\text{a \\alpha}$", "mathematics inside \\text")]
    [TestCase("$a \u263A$", "not in the subset")]
    public void WhatIsOutsideTheSubsetIsRefusedByName(string text, string named) =>
        Assert.That(() => MathText.Check(text), Throws.TypeOf<MathTextException>().With.Message.Contains(named));

    [Test]
    public void AHostileNestingIsRefusedAndNotFollowed() =>
        Assert.That(() => MathText.Check("$" + new string('{', 100_000) + "$"), Throws.TypeOf<MathTextException>().With.Message.Contains("nesting"));

    [TestCase("^")]
    [TestCase("\\hat")]
    [TestCase("\\sqrt")]
    [TestCase("\\left(")]
    public void AHostileChainIsRefusedAndNotFollowed(string link) =>
        Assert.That(() => MathText.Check("$x" + string.Concat(Enumerable.Repeat(link, 50_000)) + "$"), Throws.TypeOf<MathTextException>());

    [Test]
    public void ProseIsEncodedAndMathematicsStandsBetweenDollarSigns()
    {
        string html = MathText.ToHtml("a <b> & $x$ costs \\$5 $$y$$");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Is.EqualTo("a &lt;b&gt; &amp; <math alttext=\"x\"><mi>x</mi></math> costs $5 <math display=\"block\" tabindex=\"0\" alttext=\"y\"><mi>y</mi></math>"));
            Assert.That(MathText.ToParagraphs("a\n\nb"), Is.EqualTo("<p>a</p><p>b</p>"));
        }
    }

    [Test]
    public void PunctuationStaysWithTheFormulaBeforeIt() => Assert.That(
        MathText.ToHtml("($x$), so"),
        Is.EqualTo("(<span class=\"glue\"><math alttext=\"x\"><mi>x</mi></math>)</span>, so"));

    [Test]
    public void AnUnreadableTextFromAFileIsShownAsItsEncodedSource()
    {
        string html = MathText.ToHtmlOrSource("<img src=x> $\\nope$");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Does.StartWith("<code class=\"unread\"").And.Contain("&lt;img src=x&gt; $\\nope$").And.Not.Contain("<img"));
            Assert.That(MathText.ToPlain("$\\nope$"), Is.EqualTo("$\\nope$"));
            Assert.That(MathText.ToSvg("<$\\nope$"), Is.EqualTo("&lt;$\\nope$"));
        }
    }

    [TestCase("$\\lambda \\ge \\frac{\\sqrt{n_k}}{N}$", "λ ≥ √n_k/N")]
    [TestCase("$W W^\\top = -I$", "WW^⊤ = −I")]
    [TestCase("$\\frac{a+b}{2}$", "(a + b)/2")]
    [TestCase("$\\max \\lVert w\\rVert + \\log(x)$", "max ‖w‖ + log(x)")]
    [TestCase("$x_{i,j}$", "x_(i, j)")]
    [TestCase("$\\frac{1}{N}\\sum_{i=1}^{N} z_i$", "1/N ∑_(i = 1)^N z_i")]
    public void PlainTextReadsLikeTheFormula(string text, string plain) => Assert.That(MathText.ToPlain(text), Is.EqualTo(plain));

    [Test]
    public void LabelsOfFiguresReturnToTheBaseline()
    {
        var text = XElement.Parse($"<text>{MathText.ToSvg("gap $n_k^2$ end", 10)}</text>");
        double sum = text.Elements().Sum(e => (double?)e.Attribute("dy") ?? 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Value, Is.EqualTo("gap nk2 end"));
            Assert.That(text.Elements().Select(e => (double?)e.Attribute("dy") ?? 0), Is.EqualTo(new double[] { 0, 3, -6, 3 }));
            Assert.That(sum, Is.Zero);
        }
    }
}
