package dev.mien.server;

import dev.mien.InvalidInputException;
import dev.mien.image.DecodingOptions;
import dev.mien.service.Admission;
import dev.mien.service.VideoJobs;
import java.time.Duration;

/**
 * What a server takes at most.
 *
 * @param photo the largest photo
 * @param requestBytes of one request's body, at least 1
 * @param photos in one request, at least 1
 * @param connections that are open at the same time, at least 1
 * @param idle how long a connection may wait for its next bytes, and how long the head of a request may take
 * @param admission how many requests compute and wait
 * @param videos how large videos may be, how many wait and how long they are kept
 */
public record ServerLimits(
        DecodingOptions photo,
        long requestBytes,
        int photos,
        int connections,
        Duration idle,
        Admission.Limits admission,
        VideoJobs.Limits videos) {
    /** Bytes of a request's head at most. */
    public static final int HEAD_BYTES = 8 << 10;

    private static final long USUAL_PIXELS = 50_000_000;
    private static final long USUAL_PHOTO = 20_000_000;
    private static final long USUAL_REQUEST = 100_000_000;
    private static final int USUAL_PHOTOS = 64;
    private static final int USUAL_CONNECTIONS = 1000;

    /** Checks the ranges. */
    public ServerLimits {
        if (requestBytes < 1 || requestBytes > Integer.MAX_VALUE >> 1 || photos < 1 || connections < 1) {
            throw new InvalidInputException("a server was to take " + requestBytes + " bytes and " + photos
                    + " photos in a request, on " + connections + " connections: expected at least 1 of each, and at"
                    + " most " + (Integer.MAX_VALUE >> 1) + " bytes");
        }
        if (idle.isNegative() || idle.isZero()) {
            throw new InvalidInputException("a connection was to be idle for " + idle + ", expected a time");
        }
    }

    /** Photos of 20 MB and 50 megapixels, requests of 100 MB and 64 photos, 1,000 connections, 30 s without a byte. */
    public static ServerLimits usual() {
        return new ServerLimits(
                new DecodingOptions(USUAL_PIXELS, USUAL_PHOTO),
                USUAL_REQUEST,
                USUAL_PHOTOS,
                USUAL_CONNECTIONS,
                Duration.ofSeconds(30),
                Admission.Limits.usual(),
                VideoJobs.Limits.usual());
    }

    /** The same with another largest photo. */
    public ServerLimits withPhoto(DecodingOptions largest) {
        return new ServerLimits(
                largest, Math.max(requestBytes, largest.mostBytes()), photos, connections, idle, admission, videos);
    }

    /** The same with another admission. */
    public ServerLimits withAdmission(Admission.Limits other) {
        return new ServerLimits(photo, requestBytes, photos, connections, idle, other, videos);
    }

    /** The same with another time without a byte. */
    public ServerLimits withIdle(Duration other) {
        return new ServerLimits(photo, requestBytes, photos, connections, other, admission, videos);
    }

    /** The same with other videos. */
    public ServerLimits withVideos(VideoJobs.Limits other) {
        return new ServerLimits(photo, requestBytes, photos, connections, idle, admission, other);
    }
}
