package dev.mien.training;

import dev.mien.augmentation.Augmenter;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes batches ahead of the steps that use them, on a separate thread. The content of a batch depends only on the
 * samples, their order, their views and the epoch.
 */
final class BatchLoader {
    private static final int AHEAD = 4;

    private final Scaling scaling;
    private final Optional<Augmenter> augmenter;
    private final Optional<Mixer> mixer;
    private final Optional<AreaMean> shrinker;
    private final TargetTable targets;
    private final int batchSize;
    private final Views views;

    /** Uses a batch. The result says whether to go on. */
    @FunctionalInterface
    interface Consumer {
        boolean accept(Batch batch, int count);
    }

    /**
     * @param augmenter changes the pictures; empty leaves them as they are
     * @param targets the targets of all samples that will be needed
     * @param views the views that the augmenter makes
     */
    BatchLoader(Scaling scaling, Optional<Augmenter> augmenter, TargetTable targets, int batchSize, Views views) {
        this(scaling, augmenter, Optional.empty(), Optional.empty(), targets, batchSize, views);
    }

    /**
     * @param mixer mixes each picture and its targets with another's; empty leaves them apart
     * @param shrinker makes the pictures small as the last step; empty leaves them whole
     */
    BatchLoader(
            Scaling scaling,
            Optional<Augmenter> augmenter,
            Optional<Mixer> mixer,
            Optional<AreaMean> shrinker,
            TargetTable targets,
            int batchSize,
            Views views) {
        this.scaling = scaling;
        this.augmenter = augmenter;
        this.mixer = mixer;
        this.shrinker = shrinker;
        this.targets = targets;
        this.batchSize = batchSize;
        this.views = views;
    }

    /** A full batch on its way to the step, or the failure that ended the filling. */
    private record Filled(Batch batch, int count, Optional<Throwable> failure) {}

    /** Passes all samples to the consumer, batch after batch, in their order; the last batch may be smaller. */
    void forEach(Dataset data, int epoch, Consumer consumer) {
        BlockingQueue<Batch> free = new ArrayBlockingQueue<>(AHEAD);
        BlockingQueue<Filled> ready = new ArrayBlockingQueue<>(AHEAD);
        int batches = (data.size() + batchSize - 1) / batchSize;
        int largest = Math.min(batchSize, data.size());
        for (int i = 0; i < Math.min(AHEAD, batches); i++) {
            free.add(new Batch(new float[largest * pixels(data)], new float[largest * targets.width()]));
        }
        Thread filler = new Thread(() -> fillAll(data, epoch, free, ready), "mien-batches");
        filler.setDaemon(true);
        filler.start();
        try {
            consumeAll(batches, free, ready, consumer);
        } finally {
            filler.interrupt();
            join(filler);
        }
    }

    private static void consumeAll(
            int batches, BlockingQueue<Batch> free, BlockingQueue<Filled> ready, Consumer consumer) {
        for (int i = 0; i < batches; i++) {
            Filled filled = take(ready);
            filled.failure().ifPresent(BatchLoader::rethrow);
            if (!consumer.accept(filled.batch(), filled.count())) {
                return;
            }
            free.add(filled.batch());
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private void fillAll(Dataset data, int epoch, BlockingQueue<Batch> free, BlockingQueue<Filled> ready) {
        for (int start = 0; start < data.size(); start += batchSize) {
            Batch batch;
            try {
                batch = free.take();
            } catch (InterruptedException e) {
                return;
            }
            int count = Math.min(batchSize, data.size() - start);
            Optional<Throwable> failure = attempt(batch, data, epoch, start, count);
            ready.add(new Filled(batch, count, failure));
            if (failure.isPresent()) {
                return;
            }
        }
    }

    private Optional<Throwable> attempt(Batch batch, Dataset data, int epoch, int start, int count) {
        try {
            for (int i = 0; i < count; i++) {
                fill(batch, data, epoch, start + i, i);
            }
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
    }

    /** The number of values of a picture in a batch. */
    private int pixels(Dataset data) {
        return shrinker.map(AreaMean::pixels).orElseGet(data::pixelsPerSample);
    }

    private void fill(Batch batch, Dataset data, int epoch, int index, int position) {
        int pixels = pixels(data);
        int offset = position * pixels;
        float[] inputs = batch.inputs();
        targets.copy(data, index, views.taught(epoch, data.row(index)), batch.targets(), position * targets.width());
        if (shrinker.isPresent()) {
            float[] whole = new float[data.pixelsPerSample()];
            draw(batch, data, epoch, index, position, whole, 0);
            shrinker.get().shrink(whole, inputs, offset);
        } else {
            draw(batch, data, epoch, index, position, inputs, offset);
        }
        for (int i = offset; i < offset + pixels; i++) {
            inputs[i] = scaling.apply(inputs[i]);
        }
    }

    /**
     * Writes a picture, which may be augmented and mixed. If the picture is mixed with another one, the targets are
     * mixed too.
     */
    private void draw(Batch batch, Dataset data, int epoch, int index, int position, float[] picture, int offset) {
        picture(data, epoch, index, picture, offset);
        if (mixer.isEmpty() || !mixer.get().mixes(epoch, index)) {
            return;
        }
        Mixer.Draw draw = mixer.get().draw(epoch, index, data.size());
        float[] other = new float[data.pixelsPerSample()];
        float[] others = new float[targets.width()];
        picture(data, epoch, draw.partner(), other, 0);
        targets.copy(data, draw.partner(), views.taught(epoch, data.row(draw.partner())), others, 0);
        mixer.get().mixPictures(draw, picture, offset, other);
        Mixer.mixTargets(draw, batch.targets(), position * others.length, others);
    }

    /** Writes a picture in grey levels, which may be augmented. */
    private void picture(Dataset data, int epoch, int index, float[] inputs, int offset) {
        int pixels = data.pixelsPerSample();
        if (augmenter.isPresent()) {
            int view = views.number(epoch, data.row(index));
            augmenter.get().augment(data, index, views.seed(), view, inputs, offset);
        } else {
            byte[] picture = new byte[pixels];
            data.copyPixels(index, picture, 0);
            for (int i = 0; i < pixels; i++) {
                inputs[offset + i] = picture[i] & 0xff;
            }
        }
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
