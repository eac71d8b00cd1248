package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cells of the network's answer. */
class HeatMapTest {
    /** Cell 49 of rows of 48 is the second of the second row: its middle is at (6, 6). */
    @Test
    void cellsAreReadAsTheAuthorsReadThem() {
        int count = 48 * 5;
        float[] values = new float[15 * count];
        Arrays.fill(values, 0, count, -1000);
        float[] numbers = {
            (float) Math.log(10),
            (float) Math.log(5),
            0.25f,
            -0.5f,
            0.25f,
            0.5f,
            0.25f,
            1,
            0.5f,
            0.5f,
            0.75f,
            0,
            0.75f,
            1
        };
        for (int i = 0; i < numbers.length; i++) {
            values[(1 + i) * count + 49] = numbers[i];
        }
        values[49] = (float) Math.log(3);
        HeatMap map = new HeatMap(values, 0, 5, 48);
        List<Face> faces = map.faces(0.6);
        assertThat(faces).hasSize(1);
        Face face = faces.get(0);
        assertThat(face.score()).isCloseTo(0.75, within(1e-6));
        assertThat(face.box().width()).isCloseTo(20, within(1e-4));
        assertThat(face.box().height()).isCloseTo(40, within(1e-4));
        assertThat(face.box().x()).isCloseTo(4 - 10, within(1e-4));
        assertThat(face.box().y()).isCloseTo(7 - 20, within(1e-4));
        assertThat(face.eyes().orElseThrow().right().x()).isCloseTo(-6 + 10, within(1e-4));
        assertThat(face.eyes().orElseThrow().right().y()).isCloseTo(-13 + 10, within(1e-4));
        assertThat(face.eyes().orElseThrow().left().x()).isCloseTo(-6 + 20, within(1e-4));
        assertThat(face.keypoints().point(Keypoint.MOUTH).orElseThrow().x()).isCloseTo(-6 + 10, within(1e-4));
        assertThat(map.faces(0.76)).isEmpty();
    }
}
