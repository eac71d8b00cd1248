package dev.mien.video;

import dev.mien.EmotionScores;
import dev.mien.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The scores of one face over time, in cells of equal length that hold mean scores. If there are too many cells, each
 * two become one, so an hour needs no more memory than a minute.
 */
final class ScoreHistory {
    static final int MOST_CELLS = 2048;
    private static final double FIRST_LENGTH = 1 / 30.0;

    private double length = FIRST_LENGTH;
    private List<Cell> cells = new ArrayList<>();
    private LabelSet labels = LabelSet.FER2013;

    /**
     * Several looks at a face.
     *
     * @param number of the cell: its start divided by the cell length
     * @param count number of looks
     * @param time sum of their times
     * @param scores sums of their scores
     * @param begins whether the face was out of sight before the first of them
     */
    private record Cell(long number, int count, double time, double[] scores, boolean begins) {
        double meanTime() {
            return time / count;
        }

        Cell plus(Cell other, long newNumber) {
            double[] sums = scores.clone();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += other.scores[i];
            }
            return new Cell(newNumber, count + other.count, time + other.time, sums, begins);
        }
    }

    /**
     * Adds a look. Times must not run backwards.
     *
     * @param begins whether the face was out of sight before
     */
    void add(double time, EmotionScores scores, boolean begins) {
        labels = scores.labels();
        append(new Cell((long) Math.floor(time / length), 1, time, scores.values(), begins));
        if (cells.size() > MOST_CELLS) {
            length *= 2;
            List<Cell> finer = cells;
            cells = new ArrayList<>();
            finer.forEach(cell ->
                    append(new Cell(cell.number() / 2, cell.count(), cell.time(), cell.scores(), cell.begins())));
        }
    }

    private void append(Cell cell) {
        int last = cells.size() - 1;
        if (last >= 0 && cells.get(last).number() == cell.number()) {
            cells.set(last, cells.get(last).plus(cell, cell.number()));
        } else {
            cells.add(cell);
        }
    }

    /** The mean time of the looks in each cell, in seconds. */
    List<Double> times() {
        return cells.stream().map(Cell::meanTime).toList();
    }

    /** The mean scores in each cell. */
    List<EmotionScores> scores() {
        return cells.stream().map(this::mean).toList();
    }

    /** The indices of the cells before which the face was out of sight. */
    Set<Integer> beginnings() {
        return IntStream.range(0, cells.size())
                .filter(i -> cells.get(i).begins())
                .boxed()
                .collect(Collectors.toSet());
    }

    private EmotionScores mean(Cell cell) {
        double[] mean = new double[labels.size()];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = cell.scores()[i] / cell.count();
        }
        return new EmotionScores(labels, mean);
    }

    /** The seconds between the first and the last cell. */
    double seconds() {
        return cells.isEmpty()
                ? 0
                : cells.get(cells.size() - 1).meanTime() - cells.get(0).meanTime();
    }
}
