using System.Collections.Frozen;

namespace NCVerify.Reporting;

/// <summary>The commands of the LaTeX subset that stand for one symbol or name.</summary>
internal static class MathSymbols
{
    /// <summary>Commands for letters.</summary>
    public static FrozenDictionary<string, string> Letters { get; } = Table(
        "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ " +
        "omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω " +
        "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω " +
        "ell ℓ hbar ℏ partial ∂ nabla ∇ infty ∞ emptyset ∅ Re ℜ Im ℑ aleph ℵ");

    /// <summary>Letters that are upright although they are one character.</summary>
    public static FrozenSet<string> UprightLetters { get; } = "Γ Δ Θ Λ Ξ Π Σ Υ Φ Ψ Ω ∞ ∅ ∇ ℜ ℑ ℵ".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Commands for operators, with their roles.</summary>
    public static FrozenDictionary<string, MathOperator> Operators { get; } = new (OperatorRole Role, string Commands)[]
    {
        (OperatorRole.Relation, "le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ ll ≪ gg ≫ " +
            "iff ⟺ Leftrightarrow ⇔ Rightarrow ⇒ implies ⟹ Leftarrow ⇐ to → rightarrow → leftarrow ← leftrightarrow ↔ mapsto ↦ longrightarrow ⟶ " +
            "uparrow ↑ downarrow ↓ perp ⊥ parallel ∥ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ " +
            "succeq ⪰ preceq ⪯ succ ≻ prec ≺ mid | vdash ⊢ models ⊨"),
        (OperatorRole.Binary, "cdot ⋅ times × circ ∘ otimes ⊗ oplus ⊕ odot ⊙ ominus ⊖ pm ± mp ∓ star ⋆ ast ∗ bullet ∙ div ÷ cup ∪ cap ∩ setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨"),
        (OperatorRole.Open, "lVert ‖ lvert | langle ⟨ lfloor ⌊ lceil ⌈ lbrace { lbrack ["),
        (OperatorRole.Close, "rVert ‖ rvert | rangle ⟩ rfloor ⌋ rceil ⌉ rbrace } rbrack ]"),
        (OperatorRole.Fence, "Vert ‖ vert |"),
        (OperatorRole.Large, "sum ∑ prod ∏ int ∫ oint ∮ iint ∬ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂"),
        (OperatorRole.Ordinary, "top ⊤ bot ⊥ dagger † forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ prime ′ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ angle ∠ backslash \\"),
        (OperatorRole.Punctuation, "colon :"),
    }.SelectMany(group => Table(group.Commands).Select(pair => (pair.Key, Operator: new MathOperator(pair.Value, group.Role))))
        .ToFrozenDictionary(p => p.Key, p => p.Operator, StringComparer.Ordinal);

    /// <summary>Named functions; true for those with limits below in displays.</summary>
    public static FrozenDictionary<string, bool> Functions { get; } =
        "log ln exp sin cos tan tanh sinh cosh arcsin arccos arctan ker dim deg arg hom lg"
            .Split(' ').Select(name => (Name: name, Limits: false))
            .Concat("min max sup inf lim limsup liminf det gcd Pr argmin argmax".Split(' ').Select(name => (Name: name, Limits: true)))
            .ToFrozenDictionary(p => p.Name, p => p.Limits, StringComparer.Ordinal);

    /// <summary>Commands that put a mark over their argument: the mark, and whether it stretches.</summary>
    public static FrozenDictionary<string, (string Mark, bool Stretch)> Accents { get; } = new Dictionary<string, (string, bool)>(StringComparer.Ordinal)
    {
        ["hat"] = ("^", false),
        ["widehat"] = ("^", true),
        ["bar"] = ("¯", false),
        ["overline"] = ("¯", true),
        ["tilde"] = ("~", false),
        ["widetilde"] = ("~", true),
        ["dot"] = ("˙", false),
        ["ddot"] = ("¨", false),
        ["vec"] = ("→", false),
        ["check"] = ("ˇ", false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Commands that set the shape of letters in their argument.</summary>
    public static FrozenDictionary<string, MathAlphabet> Alphabets { get; } = new Dictionary<string, MathAlphabet>(StringComparer.Ordinal)
    {
        ["mathbf"] = MathAlphabet.Bold,
        ["boldsymbol"] = MathAlphabet.Bold,
        ["bm"] = MathAlphabet.Bold,
        ["mathbb"] = MathAlphabet.DoubleStruck,
        ["mathcal"] = MathAlphabet.Script,
        ["mathscr"] = MathAlphabet.Script,
        ["mathit"] = MathAlphabet.Italic,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Spaces, in em.</summary>
    public static FrozenDictionary<string, double> Spaces { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        [","] = 0.1667,
        [":"] = 0.2222,
        [">"] = 0.2222,
        [";"] = 0.2778,
        ["!"] = -0.1667,
        [" "] = 0.25,
        ["quad"] = 1,
        ["qquad"] = 2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Single characters that are operators.</summary>
    public static FrozenDictionary<char, MathOperator> Characters { get; } = new (OperatorRole Role, string Characters)[]
    {
        (OperatorRole.Binary, "+*/−±×·⋅"),
        (OperatorRole.Relation, "=<>:≤≥≠≈∈→⇒"),
        (OperatorRole.Open, "(["),
        (OperatorRole.Close, ")]"),
        (OperatorRole.Fence, "|‖"),
        (OperatorRole.Punctuation, ",;"),
        (OperatorRole.Ordinary, ".!?…⊤"),
    }.SelectMany(group => group.Characters.Select(c => (c, new MathOperator(c.ToString(), group.Role))))
        .Append(('-', new MathOperator("−", OperatorRole.Binary)))
        .ToFrozenDictionary(p => p.Item1, p => p.Item2);

    private static FrozenDictionary<string, string> Table(string pairs) => pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
