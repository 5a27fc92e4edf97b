"""SciPy's L-BFGS on W and one feature per class, for every variant of cross-entropy with one layer."""
import json
import sys

import numpy as np
from scipy.optimize import minimize

SUPPORTS = ["cross-entropy", "uneven", "sum", "bias-regularized", "bias-free", "class-weights", "temperature", "offset",
            "nonnegative", "layer-peeled"]


def solve(p, seed):
    n = np.array(p["samples"], float)
    k, d = len(n), p["dimension"]
    peeled = p["model"] == "layer-peeled"
    lw, lh = (0.0, 0.0) if peeled else (p["lambdaW"][0], p["lambdaH"])
    lb = (p.get("lambdaB") or 0.0) if p["bias"] == "regularized" else 0.0
    weight = n * np.array(p.get("weights") or np.ones(k)) / (n.sum() if p["reduction"] == "mean" else 1.0)
    temperature = np.array(p.get("temperature") or np.ones(k))[:, None]
    offset = np.array(p.get("offset") or np.zeros(k))[:, None]
    root = np.ones(k) if peeled else np.sqrt(lw / (lh * n))     # h_k = root_k g_k: balanced penalties, far fewer steps
    penalty = 0.0 if peeled else lw

    def parts(v):
        w, g, b = v[:k * d].reshape(k, d), v[k * d:2 * k * d].reshape(d, k), v[2 * k * d:]
        if peeled:                                              # onto the spheres |W|^2 = K E_W, |H|^2 = K E_H
            w, g = (x * np.sqrt(k * e / (x * x).sum()) for x, e in ((w, p["energyW"]), (g, p["energyH"])))
        return w, g * root, b

    def objective(v):
        w, h, b = parts(v)
        z = temperature * (w @ h + b[:, None]) + offset
        z = z - z.max(axis=0)
        e = np.exp(z)
        total = e.sum(axis=0)
        value = weight @ (np.log(total) - z.diagonal())
        r = temperature * (e / total - np.eye(k)) * weight
        dw, dg, db = r @ h.T, (w.T @ r) * root, r.sum(axis=1) + lb * b
        if peeled:                                              # the projection's derivative: the tangential part, scaled
            raw = v[:k * d].reshape(k, d), v[k * d:2 * k * d].reshape(d, k)
            dw, dg = ((x - (x * y).sum() / (y * y).sum() * y) * np.linalg.norm(y) / np.linalg.norm(o)
                      for x, y, o in ((dw, w, raw[0]), (dg, h, raw[1])))
            return value, np.concatenate([dw.ravel(), dg.ravel(), 0 * db])
        x = v[:2 * k * d]
        value += penalty / 2 * (x @ x) + lb / 2 * (b @ b)
        if p["bias"] == "none":
            db = 0 * db
        return value, np.concatenate([dw.ravel(), dg.ravel(), db]) + np.concatenate([penalty * x, 0 * b])

    start = 0.3 * np.random.default_rng(seed).standard_normal(2 * k * d + k)
    start[2 * k * d:] = 0
    bounds = [(None, None)] * len(start)
    if p["features"] == "nonnegative":
        start[k * d:2 * k * d] = abs(start[k * d:2 * k * d])
        bounds[k * d:2 * k * d] = [(0, None)] * (k * d)
    run = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=bounds,
                   options=dict(maxiter=100_000, maxfun=200_000, maxcor=30, ftol=0.0, gtol=1e-13))
    return run.fun, parts(run.x)


for line in sys.stdin:
    m = json.loads(line)
    if m["type"] == "bye":
        break
    if m["type"] == "hello":
        answer = {"type": "hello", "protocol": 1, "name": "L-BFGS", "version": "SciPy", "supports": SUPPORTS}
    else:
        starts = 40 if m["problem"]["features"] == "nonnegative" else 3     # there, most starts end in local minima
        value, (w, h, b) = min((solve(m["problem"], seed) for seed in range(starts)), key=lambda s: s[0])
        answer = {"type": "solution", "id": m["id"], "W": [w.tolist()], "H": h.tolist()}
        if m["problem"]["bias"] != "none":
            answer["bias"] = b.tolist()
    print(json.dumps(answer), flush=True)
