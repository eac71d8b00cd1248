package dev.mien.video;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A picture that golden/heif.py made, with its size and how far its pixels may be from libheif's. */
record GoldenHeif(String name, int width, int height, int most, double mean) {
    static Stream<GoldenHeif> all() {
        return new String(resource("heif.csv"), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.split(","))
                .map(cells -> new GoldenHeif(
                        cells[0],
                        Integer.parseInt(cells[1]),
                        Integer.parseInt(cells[2]),
                        Integer.parseInt(cells[3]),
                        Double.parseDouble(cells[4])));
    }

    static GoldenHeif named(String name) {
        return all().filter(golden -> golden.name().equals(name)).findFirst().orElseThrow();
    }

    byte[] file() {
        return resource(name);
    }

    byte[] expected() {
        return resource(name + ".rgb");
    }

    private static byte[] resource(String name) {
        try (InputStream input = GoldenHeif.class.getResourceAsStream("/golden/heif/" + name)) {
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
