package dev.mien.face;

import java.util.Locale;

/** A place in a face. Right and left are the person's own, so in a picture the right eye is to the left. */
public enum Keypoint {
    /** Its centre. */
    RIGHT_EYE,
    /** Its centre. */
    LEFT_EYE,
    /** The tip of the nose. */
    NOSE_TIP,
    /** Its centre. */
    MOUTH,
    /** Where the lips meet. */
    RIGHT_MOUTH_CORNER,
    /** Where the lips meet. */
    LEFT_MOUTH_CORNER,
    /** The small cartilage before the ear's canal. */
    RIGHT_EAR_TRAGION,
    /** The small cartilage before the ear's canal. */
    LEFT_EAR_TRAGION;

    /** The name that files use: {@code right_eye}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
