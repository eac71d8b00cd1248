package dev.mien.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Votes on faces in the form of FER+'s CSV. */
public final class FerPlusFiles {
    /** Where the votes for contempt stand. */
    public static final int CONTEMPT = 7;

    /** Where the votes stand that a picture shows no face. */
    public static final int NOT_A_FACE = 9;

    /** How many numbers of votes a face has. */
    private static final int COLUMNS = 10;

    /** Where the votes for each of FER2013's labels stand. */
    private static final List<Integer> LABELS = List.of(4, 5, 6, 1, 3, 2, 0);

    private FerPlusFiles() {}

    /** Gives the votes on one face. */
    @FunctionalInterface
    public interface Voters {
        /**
         * Votes, which {@link #votes} makes.
         *
         * @param row of the face, from 0
         * @param own the column of the face's own label
         */
        int[] vote(int row, int own);
    }

    /** The votes of one face: so many for each of some columns, given in pairs of column and votes. */
    public static int[] votes(int... columnsAndVotes) {
        int[] votes = new int[COLUMNS];
        for (int i = 0; i < columnsAndVotes.length; i += 2) {
            votes[columnsAndVotes[i]] = columnsAndVotes[i + 1];
        }
        return votes;
    }

    /**
     * Writes votes on faces.
     *
     * @param faces the lines of FER2013's CSV, its header among them
     */
    public static Path write(Path file, List<String> faces, Voters voters) throws IOException {
        StringBuilder text = new StringBuilder(
                "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n");
        for (int row = 0; row < faces.size() - 1; row++) {
            String face = faces.get(row + 1);
            int[] votes = voters.vote(row, LABELS.get(face.charAt(0) - '0'));
            text.append(face.substring(face.lastIndexOf(',') + 1))
                    .append(",,")
                    .append(Arrays.stream(votes).mapToObj(Integer::toString).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return Files.writeString(file, text);
    }
}
