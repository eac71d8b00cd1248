package dev.mien.judging;

import dev.mien.LabelSet;
import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.training.Answers;
import java.util.Optional;

/** A model to judge, on any runtime. */
interface JudgedModel extends AutoCloseable {
    /** The classes that it tells apart. */
    LabelSet labels();

    /**
     * Its answers to faces, whose classes must be those of the model. An exported model resizes them to its own size.
     */
    Answers answers(Dataset faces);

    /** The loss of these predictions in nats. */
    double loss(Predictions predictions);

    /** Which epoch's weights it has and how they were chosen, in words. The result is empty if this is unknown. */
    Optional<String> weights();

    /** Width of the pictures that it reads, in pixels. */
    int width();

    /** Height of the pictures that it reads, in pixels. */
    int height();

    /** The temperature of its calibration; empty if it has none. */
    Optional<Temperature> temperature();

    @Override
    void close();
}
