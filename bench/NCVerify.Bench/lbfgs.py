"""L-BFGS of SciPy on the class-reduced cross-entropy problem in factors A (K x d), B (d x K), d = K - 1.

Reads one JSON problem per line, {"samples": [...], "lambda": x}, and answers each with one JSON line: seconds, iterations,
evaluations, value, and the factors' product X = A B = Z D^(1/2) as base64 of doubles. The gradient is analytic; all
tolerances are zero, so that the run ends when the line search can no longer make progress.
"""
import base64
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize


def solve(samples, lam):
    n = np.array(samples, float)
    k, total = len(n), n.sum()
    root, d = np.sqrt(n), len(n) - 1
    own = np.arange(k)

    def objective(v):
        a, b = v[: k * d].reshape(k, d), v[k * d :].reshape(d, k)
        z = (a @ b) / root
        z -= z.max(axis=0)
        e = np.exp(z)
        s = e.sum(axis=0)
        loss = ((np.log(s) - z[own, own]) * n).sum() / total
        g = e / s
        g[own, own] -= 1
        g *= root / total
        value = loss + lam / 2 * (v @ v)
        return value, np.concatenate([(g @ b.T + lam * a).ravel(), (a.T @ g + lam * b).ravel()])

    # The same kind of start as the second-order solver: singular vectors of the centred root sizes.
    u, s, vt = np.linalg.svd((np.eye(k) - 1 / k) * root)
    start = s * np.log1p(np.maximum(0, s / (lam * total) - 1))
    start = np.sqrt(np.maximum(start, 1e-3 * start.max()))[:d]
    v0 = np.concatenate([(u[:, :d] * start).ravel(), (start[:, None] * vt[:d]).ravel()])

    begin = time.perf_counter()
    result = minimize(objective, v0, jac=True, method="L-BFGS-B",
                      options=dict(maxiter=10**6, maxfun=10**6, ftol=0.0, gtol=0.0, maxcor=20, maxls=50))
    seconds = time.perf_counter() - begin
    a, b = result.x[: k * d].reshape(k, d), result.x[k * d :].reshape(d, k)
    return dict(seconds=seconds, iterations=int(result.nit), evaluations=int(result.nfev), value=float(result.fun),
                w=base64.b64encode(a.tobytes()).decode(), h=base64.b64encode((b / root).tobytes()).decode())


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(solve(request["samples"], request["lambda"])), flush=True)
