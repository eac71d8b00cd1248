"""Reads a FER2013 CSV file as the article does: pandas, split at spaces, numpy uint8. Prints seconds and peak memory."""

import resource
import sys
import time

import numpy as np
import pandas as pd

start = time.perf_counter()
frame = pd.read_csv(sys.argv[1])
read = time.perf_counter()
pixels = frame.pixels.apply(lambda text: np.array(text.split(" ")).astype("uint8"))
images = np.stack(pixels, axis=0)
end = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{images.shape}: read_csv {read - start:.2f} s, pixels {end - read:.2f} s, in all {end - start:.2f} s")
print(f"peak resident memory {peak:.0f} MiB")
