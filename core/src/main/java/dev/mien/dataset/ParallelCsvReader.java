package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.MienException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The caller's thread reads (and inflates) text into blocks. The other threads turn each block into pixels at the place
 * of its rows. The blocks are used again: the number of free ones limits how far the reader runs ahead.
 */
final class ParallelCsvReader implements AutoCloseable {
    private static final int BLOCKS_PER_WORKER = 2;

    private final Path file;
    private final CsvBlocks blocks;
    private final CsvTable table;
    private final ExecutorService workers;
    private final BlockingQueue<CsvBlock> free;
    private final int blockCount;
    private final List<Future<?>> parsed = new ArrayList<>();
    private volatile boolean failed;

    ParallelCsvReader(Path file, LabelSet labels, CsvBlocks blocks) {
        this.file = file;
        this.blocks = blocks;
        boolean hasUsage = blocks.header().requireEmotion(file.toString()).hasUsage();
        this.table = new CsvTable(file, labels, hasUsage, bytesOfText());
        int threads = Runtime.getRuntime().availableProcessors();
        this.workers = Executors.newFixedThreadPool(threads, ParallelCsvReader::daemon);
        this.blockCount = BLOCKS_PER_WORKER * threads;
        this.free = new ArrayBlockingQueue<>(blockCount);
        for (int i = 0; i < blockCount; i++) {
            free.add(new CsvBlock(file.toString()));
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mien-csv");
        thread.setDaemon(true);
        return thread;
    }

    /** Gzip reduces FER2013's text to about a third. If the guess is wrong, the table grows. */
    private double bytesOfText() {
        try {
            return Files.size(file) * (blocks.gzip() ? 3.3 : 1);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    Dataset read() {
        boolean more = true;
        while (more && !failed) {
            CsvBlock block = take();
            more = blocks.fill(block);
            if (blocks.rows() > table.capacity()) {
                waitForWorkers(blockCount - 1);
                table.grow(blocks.rows());
            }
            parsed.add(workers.submit(() -> parse(block)));
        }
        for (Future<?> block : parsed) {
            await(block);
        }
        return table.toDataset(blocks.rows());
    }

    private void parse(CsvBlock block) {
        boolean done = false;
        try {
            table.parse(block, blocks.header());
            done = true;
        } finally {
            if (!done) {
                failed = true;
            }
            free.add(block);
        }
    }

    /** Waits for one block. The blocks come in order, so the first mistake in the file is reported. */
    private void await(Future<?> block) {
        try {
            block.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidInputException mistake) {
                throw mistake;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new MienException("reading " + file + " failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits until this many blocks are free, without taking them. */
    private void waitForWorkers(int count) {
        CsvBlock[] taken = new CsvBlock[count];
        for (int i = 0; i < count; i++) {
            taken[i] = take();
        }
        for (CsvBlock block : taken) {
            free.add(block);
        }
    }

    private CsvBlock take() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private MienException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new MienException("reading " + file + " was interrupted", cause);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
