package dev.mien.judging;

import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.training.Answers;
import java.util.Optional;

/** A model that can be judged, whatever computes it. */
interface JudgedModel extends AutoCloseable {
    /** What it says about faces of its size. */
    Answers answers(Dataset faces);

    /** The loss that it counts for these predictions, in nats. */
    double loss(Predictions predictions);

    /** Width of the pictures that it reads, in pixels. */
    int width();

    /** Height of the pictures that it reads, in pixels. */
    int height();

    /** Of its calibration; empty where it has none. */
    Optional<Temperature> temperature();

    @Override
    void close();
}
