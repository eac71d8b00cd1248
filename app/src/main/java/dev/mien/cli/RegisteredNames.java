package dev.mien.cli;

import dev.mien.engine.Optimizers;
import dev.mien.nn.Architectures;
import dev.mien.training.Recipes;
import java.util.Iterator;

/** What options accept by name, for their help texts: all that is registered when the command line is read. */
final class RegisteredNames {
    private RegisteredNames() {}

    /** Names of {@link Architectures}. */
    static final class OfArchitectures implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Architectures.names().iterator();
        }
    }

    /** Names of {@link Optimizers}. */
    static final class OfOptimizers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Optimizers.names().iterator();
        }
    }

    /** Names of {@link Recipes}. */
    static final class OfRecipes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Recipes.names().iterator();
        }
    }
}
