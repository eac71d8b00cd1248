"""Sizes of the article's two calls of scikit-learn's train_test_split, for several numbers of rows and fractions."""

import pathlib

import numpy as np
from sklearn.model_selection import train_test_split

folder = pathlib.Path(__file__).parent.parent / "core/src/test/resources/golden/splitting"
folder.mkdir(parents=True, exist_ok=True)
with open(folder / "sizes.csv", "w") as file:
    file.write("rows,test_fraction,validation_fraction,train,validation,test\n")
    for rows in (70, 99, 300, 1003, 32298, 35887):
        for first, second in ((0.1, 0.1), (0.2, 0.25), (0.15, 0.3)):
            rest, test = train_test_split(np.arange(rows), test_size=first, shuffle=False)
            train, validation = train_test_split(rest, test_size=second, shuffle=False)
            file.write(f"{rows},{first},{second},{len(train)},{len(validation)},{len(test)}\n")
