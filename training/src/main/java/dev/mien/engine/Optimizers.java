package dev.mien.engine;

import dev.mien.RecordKinds;
import dev.mien.Registry;
import java.util.List;

/**
 * The registry of optimizers by their names, under which files and the command line know them. Safe for use by any
 * number of threads.
 */
public final class Optimizers {
    private static final Registry<OptimizerSpec> USUAL = new Registry<>("optimizer");
    private static final RecordKinds<OptimizerSpec> KINDS = new RecordKinds<>("optimizer");

    static {
        register(OptimizerSpec.Adam.DEFAULT);
        register(OptimizerSpec.Sgd.DEFAULT);
        register(OptimizerSpec.RmsProp.DEFAULT);
        register(OptimizerSpec.Adamax.DEFAULT);
    }

    private Optimizers() {}

    /**
     * Adds an optimizer under its label. A program that trains with it, resumes a run or reads a run's configuration
     * calls this first.
     *
     * @param usual with its default constants; a record, whose components are numbers, text, booleans and enums
     * @throws dev.mien.InvalidInputException if the name or the class is taken, or the class is no record
     */
    public static void register(OptimizerSpec usual) {
        KINDS.add(usual.label(), usual.getClass());
        USUAL.add(usual.label(), usual);
    }

    /**
     * The optimizer of a name with its default constants.
     *
     * @throws dev.mien.InvalidInputException if there is none; the message names those that exist
     */
    public static OptimizerSpec named(String name) {
        return USUAL.named(name);
    }

    /** All names, in the order of registration. */
    public static List<String> names() {
        return USUAL.names();
    }

    /** The classes by their names. */
    public static RecordKinds<OptimizerSpec> kinds() {
        return KINDS;
    }
}
