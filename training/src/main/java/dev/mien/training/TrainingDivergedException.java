package dev.mien.training;

import dev.mien.MienException;
import dev.mien.Remedy;

/** A training's loss is no longer a finite number, or has grown beyond all sense. */
public final class TrainingDivergedException extends MienException {
    private static final long serialVersionUID = 1;

    TrainingDivergedException(String message) {
        super(message);
    }

    /** The same failure, with more to say. */
    public TrainingDivergedException(String message, MienException cause) {
        super(message, cause);
    }

    /** The same failure, with what is kept and what to do. */
    public TrainingDivergedException(String problem, Remedy remedy, MienException cause) {
        super(problem, remedy, cause);
    }
}
