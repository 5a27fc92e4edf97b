"""Training steps of PyTorch on the CPU.

Reads one JSON line per request, {"network": name, "batch": b, "samples": n, "epochs": e, "threads": t}, and answers with one JSON line: the
seconds that e epochs took, of the processor if there is one thread, of the wall clock otherwise. Networks and data are those of TrainingBenchmark.cs: Gaussian inputs, ten classes, cross-entropy,
SGD with momentum and weight decay, batches in random order. Each network is kept between requests, so that the first one warms up.
"""
import json
import sys
import time

import torch
from torch import nn

torch.manual_seed(1)


def build(name):
    if name == "mlp":
        return (784,), nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10, bias=False))
    if name == "small-cnn":
        return (1, 28, 28), nn.Sequential(
            nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(32 * 49, 128), nn.ReLU(), nn.Linear(128, 10, bias=False))
    return (3, 32, 32), nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 128, 3, padding=1, bias=False), nn.BatchNorm2d(128), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, 10, bias=False))


def prepare(name, samples):
    shape, network = build(name)
    inputs, labels = torch.randn(samples, *shape), torch.randint(0, 10, (samples,))
    optimiser = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9, weight_decay=5e-4)
    return network, inputs, labels, optimiser


def epoch(task, batch):
    network, inputs, labels, optimiser = task
    order = torch.randperm(len(labels))
    for rows in order.split(batch):
        optimiser.zero_grad(set_to_none=True)
        nn.functional.cross_entropy(network(inputs[rows]), labels[rows]).backward()
        optimiser.step()


tasks = {}
for line in sys.stdin:
    request = json.loads(line)
    key = request["network"], request["samples"]
    if key not in tasks:
        tasks[key] = prepare(*key)
    torch.set_num_threads(request["threads"])
    clock = time.process_time if request["threads"] == 1 else time.perf_counter
    start = clock()
    for _ in range(request["epochs"]):
        epoch(tasks[key], request["batch"])
    print(json.dumps({"seconds": clock() - start}), flush=True)
