/**
 * Computes training on libtorch's operators: a network's forward and backward pass, its parameters and its optimizers.
 * The backward pass is written out, so that each layer keeps exactly the values that it needs. Activations are stored
 * channels last. No type of libtorch leaves this package.
 */
@NullMarked
package dev.mien.engine;

import org.jspecify.annotations.NullMarked;
