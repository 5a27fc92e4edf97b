"""L-BFGS of SciPy on the class-reduced cross-entropy problem, with d = K - 1 feature coordinates.

Reads one JSON problem per line, {"samples": [...], "lambda": x, "mode": m}, and answers each with one JSON line: seconds,
iterations, evaluations, and the factors W (K x d) and H (d x K, a column per class) as base64 of doubles. Gradients are
analytic; all tolerances are zero and the limits out of reach, so that a run ends when the line search can no longer make
progress. Modes:

plain   as a user would write it: unknowns W and H, Gaussian start, default memory (10 pairs);
tuned   unknowns A = W, B = H D^(1/2) scaled so that both penalties are equal, 20 pairs, and the start of the second-order
        solver: singular vectors of the centred root sizes.
"""
import base64
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize


def objective(samples, lam, k, d, scaled):
    n = np.array(samples, float)
    total, root, own = n.sum(), np.sqrt(n), np.arange(k)
    columns = np.ones(k) if scaled else n

    def value_and_gradient(v):
        a, b = v[: k * d].reshape(k, d), v[k * d :].reshape(d, k)
        z = (a @ b) / root if scaled else a @ b
        z -= z.max(axis=0)
        e = np.exp(z)
        s = e.sum(axis=0)
        loss = ((np.log(s) - z[own, own]) * n).sum() / total
        g = e / s
        g[own, own] -= 1
        g *= (root if scaled else n) / total
        value = loss + lam / 2 * ((a * a).sum() + (b * b * columns).sum())
        return value, np.concatenate([(g @ b.T + lam * a).ravel(), (a.T @ g + lam * (b * columns)).ravel()])

    return value_and_gradient


def spectral_start(samples, lam, k, d):
    n = np.array(samples, float)
    u, s, vt = np.linalg.svd((np.eye(k) - 1 / k) * np.sqrt(n))
    start = s * np.log1p(np.maximum(0, s / (lam * n.sum()) - 1))
    start = np.sqrt(np.maximum(start, 1e-3 * start.max()))[:d]
    return np.concatenate([(u[:, :d] * start).ravel(), (start[:, None] * vt[:d]).ravel()])


def solve(samples, lam, mode):
    k = len(samples)
    d, tuned = k - 1, mode == "tuned"
    if tuned:
        v0 = spectral_start(samples, lam, k, d)
    else:
        v0 = np.random.default_rng(0).standard_normal(2 * k * d) / np.sqrt(d)

    options = dict(maxiter=10**6, maxfun=10**7, ftol=0.0, gtol=0.0)
    if tuned:
        options.update(maxcor=20, maxls=50)

    begin = time.perf_counter()
    result = minimize(objective(samples, lam, k, d, tuned), v0, jac=True, method="L-BFGS-B", options=options)
    seconds = time.perf_counter() - begin
    a, b = result.x[: k * d].reshape(k, d), result.x[k * d :].reshape(d, k)
    h = b / np.sqrt(np.array(samples, float)) if tuned else b
    return dict(seconds=seconds, iterations=int(result.nit), evaluations=int(result.nfev),
                w=base64.b64encode(np.ascontiguousarray(a).tobytes()).decode(), h=base64.b64encode(np.ascontiguousarray(h).tobytes()).decode())


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(solve(request["samples"], request["lambda"], request["mode"])), flush=True)
