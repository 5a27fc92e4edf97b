"""PyTorch: only the objective is written down, autograd and L-BFGS do the rest. Sample-level features."""
import json
import sys

import torch

torch.set_default_dtype(torch.float64)
SUPPORTS = ["cross-entropy", "uneven", "sum", "bias-regularized", "bias-free", "class-weights", "temperature", "offset"]


def solve(p):
    n = torch.tensor(p["samples"])
    k, d, labels = len(n), p["dimension"], torch.repeat_interleave(torch.arange(len(n)), n)
    lw, lh, lb = p["lambdaW"][0], p["lambdaH"], p.get("lambdaB") or 0.0
    weight = torch.tensor(p.get("weights") or [1.0] * k)[labels] / (len(labels) if p["reduction"] == "mean" else 1)
    temperature = torch.tensor(p.get("temperature") or [1.0] * k)[:, None]
    offset = torch.tensor(p.get("offset") or [0.0] * k)[:, None]
    scale = (lw / lh) ** 0.5                                       # equal penalties on both factors
    torch.manual_seed(0)
    w = (0.3 * torch.randn(k, d)).requires_grad_()
    g = (0.3 * torch.randn(d, len(labels))).requires_grad_()
    b = torch.zeros(k, requires_grad=p["bias"] != "none")
    variables = [w, g] + ([b] if p["bias"] != "none" else [])
    optimizer = torch.optim.LBFGS(variables, max_iter=20_000, max_eval=40_000, tolerance_grad=1e-12, tolerance_change=0,
                                  history_size=30, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        z = temperature * (w @ (scale * g) + b[:, None]) + offset
        loss = (weight * torch.nn.functional.cross_entropy(z.T, labels, reduction="none")).sum()
        loss = loss + lw / 2 * ((w ** 2).sum() + (g ** 2).sum()) + lb / 2 * (b ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return w.detach(), (scale * g).detach(), b.detach()


for line in sys.stdin:
    m = json.loads(line)
    if m["type"] == "bye":
        break
    if m["type"] == "hello":
        answer = {"type": "hello", "protocol": 1, "name": "autograd", "version": torch.__version__, "supports": SUPPORTS}
    else:
        w, h, b = solve(m["problem"])
        answer = {"type": "solution", "id": m["id"], "W": [w.tolist()], "sampleFeatures": h.tolist()}
        if m["problem"]["bias"] != "none":
            answer["bias"] = b.tolist()
    print(json.dumps(answer), flush=True)
