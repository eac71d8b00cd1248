"""Times the article's training in Keras and PyTorch, and the machine's best matrix product.

Arguments: a mode and the number of steps. Prints one line of JSON.

keras                  the article's script: ImageDataGenerator and fit
pytorch-newcomer       as one writes it first: NCHW, fp32
pytorch-tuned-fp32     channels-last, fused Adam, the penalty as its weight decay, all processors
pytorch-tuned-bf16     the same with bf16 autocast
pytorch-compiled-bf16  the same under torch.compile; pytorch-compiled-fp32 likewise
roof-fp32, roof-bf16   the fastest of several products of square matrices

The PyTorch programs get a batch that is ready in memory: loading and augmenting, which Mien and Keras do here, is left out
of their time, in their favour.
"""

import json
import os
import statistics
import sys
import time

BATCH = 64
FACES = 3589
WARM_UP = 15
LAYERS = [(32, 3, False), (64, 3, True), (128, 5, True), (512, 3, True), (512, 3, True), (512, 3, True)]
DENSE = [256, 512]


def main() -> None:
    mode, steps = sys.argv[1], int(sys.argv[2])
    if mode.startswith("roof"):
        result = roof(mode.endswith("bf16"))
    elif mode == "keras":
        result = keras_way(steps)
    else:
        result = pytorch_way(mode, steps)
    result["peak_mb"] = peak_megabytes()
    print(json.dumps(result), flush=True)


def summary(seconds: list[float], evaluation: float) -> dict:
    timed = seconds[WARM_UP:]
    return {
        "images_per_second": round(BATCH / statistics.median(timed), 2),
        "best": round(BATCH / min(timed), 2),
        "evaluation_seconds": round(evaluation, 3),
    }


def peak_megabytes() -> int:
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) // 1024
    except OSError:
        return 0


def roof(bf16: bool) -> dict:
    import torch

    torch.set_num_threads(len(os.sched_getaffinity(0)))
    best = 0.0
    for size in (1024, 2048, 4096):
        a, b = (torch.rand(size, size).to(torch.bfloat16 if bf16 else torch.float32) for _ in range(2))
        for _ in range(8 if size < 4096 else 4):
            start = time.perf_counter()
            torch.mm(a, b)
            best = max(best, 2e-9 * size**3 / (time.perf_counter() - start))
    return {"gflops": round(best, 1)}


def pytorch_network():
    from torch import nn

    layers: list[nn.Module] = []
    channels = 1
    for filters, kernel, reduce in LAYERS:
        layers += [nn.Conv2d(channels, filters, kernel, padding=kernel // 2), nn.ReLU()]
        if reduce:
            layers += [nn.BatchNorm2d(filters, eps=1e-3, momentum=0.01), nn.MaxPool2d(2), nn.Dropout(0.25)]
        channels = filters
    layers.append(nn.Flatten())
    for units in DENSE:
        layers += [nn.Linear(channels, units), nn.ReLU(), nn.BatchNorm1d(units, eps=1e-3, momentum=0.01), nn.Dropout(0.25)]
        channels = units
    return nn.Sequential(*layers, nn.Linear(channels, 7))


def pytorch_way(mode: str, steps: int) -> dict:
    import torch
    from torch import nn

    torch.manual_seed(1)
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    model, pictures, labels = pytorch_network(), torch.rand(BATCH, 1, 48, 48), torch.randint(0, 7, (BATCH,))
    penalised = [layer.weight for layer in model if isinstance(layer, nn.Conv2d) and layer.out_channels == 512]
    tuned = mode != "pytorch-newcomer"
    if tuned:
        model, pictures = model.to(memory_format=torch.channels_last), pictures.to(memory_format=torch.channels_last)
    others = [weight for weight in model.parameters() if all(weight is not p for p in penalised)]
    groups = [{"params": penalised, "weight_decay": 0.02}, {"params": others}] if tuned else model.parameters()
    optimizer = torch.optim.Adam(groups, 1e-4, eps=1e-7, fused=True if tuned else None)
    run = torch.compile(model) if mode.startswith("pytorch-compiled") else model
    seconds = []
    for step in range(steps + WARM_UP):
        start = time.perf_counter()
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=mode.endswith("bf16")):
            outputs = run(pictures)
        loss = nn.functional.cross_entropy(outputs.float(), labels)
        if not tuned:
            loss = loss + 0.01 * sum(w.square().sum() for w in penalised)
        loss.backward()
        optimizer.step()
        seconds.append(time.perf_counter() - start)
        if step == 0:
            print("first step", flush=True)
    return summary(seconds, pytorch_evaluation(model, mode))


def pytorch_evaluation(model, mode: str) -> float:
    import torch

    model.eval()
    faces = torch.rand(FACES, 1, 48, 48)
    seconds = 0.0
    for _ in range(2):
        start = time.perf_counter()
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=mode.endswith("bf16")):
            for batch in faces.split(128):
                model(batch).float().softmax(1)
        seconds = time.perf_counter() - start
    return seconds


def keras_network():
    from keras import Sequential, layers, regularizers

    model = Sequential([layers.Input((48, 48, 1))])
    for filters, kernel, reduce in LAYERS:
        penalty = regularizers.L2(0.01) if filters == 512 else None
        model.add(layers.Conv2D(filters, kernel, padding="same", activation="relu", kernel_regularizer=penalty))
        if reduce:
            model.add(layers.BatchNormalization())
            model.add(layers.MaxPooling2D(2))
            model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    for units in DENSE:
        model.add(layers.Dense(units, activation="relu"))
        model.add(layers.BatchNormalization())
        model.add(layers.Dropout(0.25))
    model.add(layers.Dense(7, activation="softmax"))
    return model


def keras_way(steps: int) -> dict:
    import keras
    import numpy as np
    from keras.src.legacy.preprocessing.image import ImageDataGenerator

    random = np.random.default_rng(1)
    count = (steps + WARM_UP) * BATCH
    pictures = random.random((count, 48, 48, 1), dtype="float32")
    labels = keras.utils.to_categorical(random.integers(0, 7, count), 7)
    model = keras_network()
    model.compile(optimizer=keras.optimizers.Adam(1e-4), loss="categorical_crossentropy", metrics=["accuracy"])
    generator = ImageDataGenerator(width_shift_range=0.1, height_shift_range=0.1, horizontal_flip=True, zoom_range=0.2)
    ends: list[float] = []

    class Clock(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            ends.append(time.perf_counter())
            if len(ends) == 1:
                print("first step", flush=True)

    model.fit(generator.flow(pictures, labels, batch_size=BATCH), epochs=1, verbose=0, callbacks=[Clock()])
    faces = random.random((FACES, 48, 48, 1), dtype="float32")
    model.predict(faces, batch_size=128, verbose=0)
    start = time.perf_counter()
    model.predict(faces, batch_size=128, verbose=0)
    evaluation = time.perf_counter() - start
    return summary([after - before for before, after in zip([ends[0], *ends], ends)], evaluation)


if __name__ == "__main__":
    main()
