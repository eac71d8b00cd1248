package dev.mien.recognition;

import java.util.Arrays;

/**
 * Finds the best pairing of rows with columns: Kuhn's Hungarian method (1955) in the form of shortest augmenting paths
 * (Jonker and Volgenant, Computing 38, 1987), in n^2 m steps.
 */
final class Assignment {
    static final int NONE = -1;

    private final double[][] cost;
    private final double[] rowPotential;
    private final double[] columnPotential;

    /** The row of each column. The last column is the start of each search. */
    private final int[] rowOf;

    /** The previous column of each column on the path of the search. */
    private final int[] before;

    private Assignment(double[][] cost, int columns) {
        this.cost = cost;
        rowPotential = new double[cost.length];
        columnPotential = new double[columns + 1];
        rowOf = new int[columns + 1];
        before = new int[columns + 1];
        Arrays.fill(rowOf, NONE);
    }

    /**
     * Finds the pairs with the greatest sum of gains. A gain of 0 makes no pair.
     *
     * @param gains rows x columns, 0 or more
     * @param columns number of columns
     * @return the column of each row, or {@link #NONE}
     */
    static int[] best(double[][] gains, int columns) {
        // each row finds a column, because there is an extra column with a gain of 0 for each row
        int all = columns + gains.length;
        double[][] cost = new double[gains.length][all];
        for (int row = 0; row < gains.length; row++) {
            for (int column = 0; column < columns; column++) {
                cost[row][column] = -gains[row][column];
            }
        }
        Assignment assignment = new Assignment(cost, all);
        for (int row = 0; row < gains.length; row++) {
            assignment.place(row);
        }
        return assignment.columnsWithGain(gains, columns);
    }

    /** Pairs one more row: finds the cheapest path from it to a free column and shifts the pairs along the path. */
    private void place(int row) {
        int entry = rowOf.length - 1;
        double[] distance = new double[entry];
        boolean[] done = new boolean[entry + 1];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        rowOf[entry] = row;
        int column = entry;
        while (rowOf[column] != NONE) {
            done[column] = true;
            column = advance(column, distance, done);
        }
        while (column != entry) {
            rowOf[column] = rowOf[before[column]];
            column = before[column];
        }
    }

    /** Continues the search from a column and returns the nearest unvisited column. */
    private int advance(int from, double[] distance, boolean[] done) {
        int row = rowOf[from];
        int nearest = NONE;
        for (int column = 0; column < distance.length; column++) {
            if (!done[column]) {
                double step = cost[row][column] - rowPotential[row] - columnPotential[column];
                if (step < distance[column]) {
                    distance[column] = step;
                    before[column] = from;
                }
                nearest = nearest == NONE || distance[column] < distance[nearest] ? column : nearest;
            }
        }
        shift(distance[nearest], distance, done);
        return nearest;
    }

    /** Keeps the reduced costs at 0 along the path and above it elsewhere. */
    private void shift(double delta, double[] distance, boolean[] done) {
        for (int column = 0; column < done.length; column++) {
            if (done[column]) {
                rowPotential[rowOf[column]] += delta;
                columnPotential[column] -= delta;
            } else if (column < distance.length) {
                distance[column] -= delta;
            }
        }
    }

    private int[] columnsWithGain(double[][] gains, int columns) {
        int[] columnOf = new int[gains.length];
        Arrays.fill(columnOf, NONE);
        for (int column = 0; column < columns; column++) {
            int row = rowOf[column];
            if (row != NONE && gains[row][column] > 0) {
                columnOf[row] = column;
            }
        }
        return columnOf;
    }
}
