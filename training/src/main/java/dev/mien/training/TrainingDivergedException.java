package dev.mien.training;

import dev.mien.MienException;
import dev.mien.Remedy;

/** A training's loss is no longer a finite number, or is far too large. */
public final class TrainingDivergedException extends MienException {
    private static final long serialVersionUID = 1;

    TrainingDivergedException(String message) {
        super(message);
    }

    /** The same failure with a longer message. */
    public TrainingDivergedException(String message, MienException cause) {
        super(message, cause);
    }

    /** The same failure with a remedy. The problem also says which files are kept. */
    public TrainingDivergedException(String problem, Remedy remedy, MienException cause) {
        super(problem, remedy, cause);
    }
}
