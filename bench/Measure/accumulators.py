# The public formulas of NC1 to NC4 with accumulators over batches, float32, as a user of PyTorch would write them: one pass
# for the class means, one for the pooled covariance and the nearest class mean. Prints one JSON line.
import json, sys, time
import numpy as np

try:
    import torch
    torch.set_num_threads(2)
    engine = "PyTorch " + torch.__version__
except ImportError:
    torch = None
    engine = "NumPy " + np.__version__


def measure_torch(path_h, path_y, path_w, k, batch=4096):
    h, y, w = np.load(path_h, mmap_mode="r"), torch.from_numpy(np.load(path_y)).long(), torch.from_numpy(np.load(path_w))
    n, d = h.shape
    totals, counts = torch.zeros(k, d), torch.zeros(k)
    for i in range(0, n, batch):
        x, c = torch.from_numpy(np.array(h[i:i + batch])), y[i:i + batch]
        totals.index_add_(0, c, x)
        counts += torch.bincount(c, minlength=k)
    means = totals / counts[:, None]
    within, agree = torch.zeros(d, d), 0
    for i in range(0, n, batch):
        x, c = torch.from_numpy(np.array(h[i:i + batch])), y[i:i + batch]
        r = x - means[c]
        within += r.T @ r
        agree += int((torch.cdist(x, means).argmin(1) == (x @ w.T).argmax(1)).sum())
    m = means - means.mean(0)
    between = m.T @ m / k
    nc1 = float(torch.trace(torch.linalg.pinv(between, hermitian=True) @ (within / n)) / k)
    g = m @ m.T
    etf = (torch.eye(k) - 1 / k) / (k - 1) ** 0.5
    return nc1, float((g / g.norm() - etf).norm()), float((w / w.norm() - m / m.norm()).norm()), 1 - agree / n


def measure_numpy(path_h, path_y, path_w, k, batch=4096):
    h, y, w = np.load(path_h, mmap_mode="r"), np.load(path_y), np.load(path_w)
    n, d = h.shape
    totals, counts = np.zeros((k, d), "f4"), np.bincount(y, minlength=k).astype("f4")
    for i in range(0, n, batch):
        c = y[i:i + batch]
        order = np.argsort(c, kind="stable")
        present, start = np.unique(c[order], return_index=True)
        totals[present] += np.add.reduceat(np.asarray(h[i:i + batch])[order], start)
    means = totals / counts[:, None]
    within, agree = np.zeros((d, d), "f4"), 0
    for i in range(0, n, batch):
        x, c = np.asarray(h[i:i + batch]), y[i:i + batch]
        r = x - means[c]
        within += r.T @ r
        distances = (means ** 2).sum(1) - 2 * x @ means.T
        agree += int((distances.argmin(1) == (x @ w.T).argmax(1)).sum())
    m = means - means.mean(0)
    between = m.T @ m / k
    nc1 = float(np.trace(np.linalg.pinv(between, hermitian=True) @ (within / n)) / k)
    g = m @ m.T
    etf = (np.eye(k) - 1 / k) / (k - 1) ** 0.5
    return nc1, float(np.linalg.norm(g / np.linalg.norm(g) - etf)), float(np.linalg.norm(w / np.linalg.norm(w) - m / np.linalg.norm(m))), 1 - agree / n


path_h, path_y, path_w, k, repeats = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
run = measure_torch if torch else measure_numpy
seconds, processor = [], []
for _ in range(repeats + 1):  # the first does not count
    start, busy = time.perf_counter(), time.process_time()
    values = run(path_h, path_y, path_w, k)
    seconds.append(time.perf_counter() - start)
    processor.append(time.process_time() - busy)
seconds, processor = seconds[1:], processor[1:]
print(json.dumps({"engine": engine, "seconds": sorted(seconds)[len(seconds) // 2], "processor": sorted(processor)[len(processor) // 2], "nc1": values[0], "etf": values[1], "duality": values[2], "disagreement": values[3]}))
