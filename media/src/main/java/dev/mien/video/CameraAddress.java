package dev.mien.video;

import java.util.Map;

/**
 * The address of a camera for FFmpeg.
 *
 * @param format FFmpeg's name of the kind of device, such as {@code v4l2}
 * @param url address of the device
 * @param name its name in messages and answers
 * @param options requested options, such as {@code framerate}
 */
record CameraAddress(String format, String url, String name, Map<String, String> options) {
    /** Copies the options. */
    CameraAddress {
        options = Map.copyOf(options);
    }

    /** The same address without options. */
    CameraAddress withoutOptions() {
        return new CameraAddress(format, url, name, Map.of());
    }
}
