package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The points of a face. */
class KeypointsTest {
    private static Keypoints eyes(Point right, Point left) {
        return new Keypoints(Map.of(Keypoint.RIGHT_EYE, right, Keypoint.LEFT_EYE, left));
    }

    @Test
    void oneEyeIsRefused() {
        assertThatThrownBy(() -> new Keypoints(Map.of(Keypoint.LEFT_EYE, new Point(1, 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the keypoints have one eye: expected both eyes or neither");
        assertThat(Keypoints.NONE.eyes()).isEmpty();
        assertThat(eyes(new Point(0, 0), new Point(3, 4)).eyes().orElseThrow().distance())
                .isEqualTo(5);
    }
}
