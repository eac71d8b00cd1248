package dev.mien.engine;

import dev.mien.RecordKinds;
import dev.mien.Registry;
import java.util.List;

/**
 * The registry of optimizers. Files and the command line refer to an optimizer by its name here. Safe for use by any
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
     * @param usual the optimizer with its default constants; a record whose components are numbers, text, booleans and
     *     enums
     * @throws dev.mien.InvalidInputException if the name or the class is taken, or the class is not a record
     */
    public static void register(OptimizerSpec usual) {
        String name = usual.label();
        synchronized (USUAL) {
            KINDS.add(name, usual.getClass());
            USUAL.add(name, usual);
        }
    }

    /**
     * The optimizer with a name, with its default constants.
     *
     * @throws dev.mien.InvalidInputException if there is no such optimizer; the message lists the existing names
     */
    public static OptimizerSpec named(String name) {
        synchronized (USUAL) {
            return USUAL.named(name);
        }
    }

    /** All names, in the order of registration. */
    public static List<String> names() {
        synchronized (USUAL) {
            return USUAL.names();
        }
    }

    /** The classes by their names. */
    public static RecordKinds<OptimizerSpec> kinds() {
        return KINDS;
    }
}
