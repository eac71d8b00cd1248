"""Times training steps of the article's network in PyTorch: arguments are a mode (newcomer, tuned-fp32, tuned-bf16) and the number of steps.

newcomer: as one writes it first (NCHW, fp32). tuned: channels-last, fused Adam, and bf16 autocast where the mode says so.
"""

import os
import sys
import time

import torch
from torch import nn

BATCH = 64


def network():
    layers = []
    channels = 1
    for filters, kernel, reduce in [(32, 3, False), (64, 3, True), (128, 5, True), (512, 3, True), (512, 3, True), (512, 3, True)]:
        layers += [nn.Conv2d(channels, filters, kernel, padding=kernel // 2), nn.ReLU()]
        if reduce:
            layers += [nn.BatchNorm2d(filters, eps=1e-3, momentum=0.01), nn.MaxPool2d(2), nn.Dropout(0.25)]
        channels = filters
    layers.append(nn.Flatten())
    for units in (256, 512):
        layers += [nn.Linear(channels, units), nn.ReLU(), nn.BatchNorm1d(units, eps=1e-3, momentum=0.01), nn.Dropout(0.25)]
        channels = units
    return nn.Sequential(*layers, nn.Linear(channels, 7))


def main():
    mode, steps = sys.argv[1], int(sys.argv[2])
    torch.manual_seed(1)
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    model, pictures, labels = network(), torch.rand(BATCH, 1, 48, 48) * 255, torch.randint(0, 7, (BATCH,))
    tuned = mode.startswith("tuned")
    if tuned:
        model, pictures = model.to(memory_format=torch.channels_last), pictures.to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(model.parameters(), 1e-4, eps=1e-7, fused=True if tuned else None)
    penalised = [layer.weight for layer in model if isinstance(layer, nn.Conv2d) and layer.out_channels == 512]
    seconds = []
    for _ in range(steps):
        start = time.perf_counter()
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=mode == "tuned-bf16"):
            outputs = model(pictures)
        loss = nn.functional.cross_entropy(outputs.float(), labels) + 0.01 * sum(w.square().sum() for w in penalised)
        loss.backward()
        optimizer.step()
        seconds.append(time.perf_counter() - start)
    seconds.sort()
    print(f"pytorch {torch.__version__} {mode}: median {BATCH / seconds[steps // 2]:.1f}, best {BATCH / seconds[0]:.1f} images a second", flush=True)


main()
