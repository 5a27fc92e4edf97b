"""Plain gradient descent with NumPy: the smallest solver that passes what it supports."""
import json
import sys

import numpy as np

SUPPORTS = ["cross-entropy", "uneven", "sum"]


def solve(p, steps=200_000):
    n = np.array(p["samples"], float)
    k, d = len(n), p["dimension"]
    lw, lh = p["lambdaW"][0], p["lambdaH"]
    weight = n / (n.sum() if p["reduction"] == "mean" else 1.0)   # of each class in the loss
    root = np.sqrt(lw / (lh * n))                                 # h_k = root_k g_k: one penalty lw for W and G
    w, g = 0.3 * np.random.default_rng(0).standard_normal((2, k, d))
    g = g.T.copy()
    step = 1.0 / (lw + weight.max() * root.max())
    for _ in range(steps):
        h = g * root
        z = w @ h
        e = np.exp(z - z.max(axis=0))
        r = (e / e.sum(axis=0) - np.eye(k)) * weight              # derivative of the loss by z
        dw, dg = r @ h.T + lw * w, (w.T @ r) * root + lw * g
        size = np.sqrt((w * w).sum() + (g * g).sum()) + 1e-3
        if np.sqrt((dw * dw).sum() + (dg * dg).sum()) < 1e-9 * lw * size:
            break
        w, g = w - step * dw, g - step * dg
    return w, g * root


for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        answer = {"type": "hello", "protocol": 1, "name": "gradient descent", "version": "1", "supports": SUPPORTS}
    elif message["type"] == "solve":
        w, h = solve(message["problem"])
        answer = {"type": "solution", "id": message["id"], "W": [w.tolist()], "H": h.tolist()}
    else:
        break
    print(json.dumps(answer), flush=True)
