package dev.mien.video;

import java.io.IOException;

/** FFmpeg could not open a device. */
final class DeviceFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final int code;

    DeviceFailure(int code) {
        super(Ffmpeg.reason(code));
        this.code = code;
    }

    static void require(int code) throws DeviceFailure {
        if (code < 0) {
            throw new DeviceFailure(code);
        }
    }

    /** FFmpeg's code. If the operating system denied access, it is the negative of the system's number. */
    int code() {
        return code;
    }
}
