package dev.mien.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A picture that golden/pictures.py made, with its size and how far its pixels may be from Pillow's. */
record GoldenPicture(String name, int width, int height, int most, double mean) {
    static Stream<GoldenPicture> all() {
        return new String(resource("pictures.csv"), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.split(","))
                .map(cells -> new GoldenPicture(
                        cells[0],
                        Integer.parseInt(cells[1]),
                        Integer.parseInt(cells[2]),
                        Integer.parseInt(cells[3]),
                        Double.parseDouble(cells[4])));
    }

    byte[] file() {
        return resource(name);
    }

    byte[] expected() {
        return resource(name + ".rgb");
    }

    private static byte[] resource(String name) {
        try (InputStream input = GoldenPicture.class.getResourceAsStream("/golden/pictures/" + name)) {
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
