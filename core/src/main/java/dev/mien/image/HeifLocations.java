package dev.mien.image;

import dev.mien.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the bytes of a HEIF file's items are: the box iloc (ISO/IEC 14496-12, 8.11.3). */
final class HeifLocations {
    private static final int IN_FILE = 0;
    private static final int IN_META = 1;

    private final PictureFile file;
    private final Optional<IsoBox> inner;
    private final Map<Long, Location> locations = new HashMap<>();

    /** Parts of an item, one after the other. A length of 0 reaches to the end. */
    private record Extent(long offset, long length) {}

    private record Location(int method, List<Extent> extents) {}

    /** @param inner the box idat, which holds small items */
    HeifLocations(PictureFile file, IsoBox box, Optional<IsoBox> inner) {
        this.file = file;
        this.inner = inner;
        ByteBuffer body = box.body();
        int version = box.version();
        int sizes = Short.toUnsignedInt(body.getShort());
        int idBytes = version < 2 ? 2 : 4;
        for (long items = IsoBox.number(body, idBytes); items > 0; items--) {
            long item = IsoBox.number(body, idBytes);
            int method = version == 0 ? IN_FILE : body.getShort() & 15;
            // behind a number of another file, which stands for this one if it is 0
            int reference = body.getShort();
            long base = IsoBox.number(body, sizes >> 4 & 15);
            List<Extent> extents = new ArrayList<>();
            for (int left = Short.toUnsignedInt(body.getShort()); left > 0; left--) {
                IsoBox.number(body, version == 0 ? 0 : sizes & 15);
                long offset = base + IsoBox.number(body, sizes >> 12);
                extents.add(new Extent(offset, IsoBox.number(body, sizes >> 8 & 15)));
            }
            locations.put(item, new Location(reference == 0 ? method : -1, extents));
        }
    }

    /**
     * An item's bytes.
     *
     * @throws InvalidInputException if the file ends before them
     */
    ByteBuffer data(long item) {
        Location location = locations.get(item);
        if (location == null || location.extents.isEmpty()) {
            throw file.damaged("a part of its picture has no place");
        }
        ByteBuffer source = source(location.method);
        List<ByteBuffer> parts = new ArrayList<>();
        long total = 0;
        for (Extent extent : location.extents) {
            ByteBuffer part = part(source, extent);
            parts.add(part);
            total += part.limit();
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        if (total > file.bytes().length) {
            throw file.damaged("a part of its picture has more bytes than the file");
        }
        ByteBuffer joined = ByteBuffer.allocate((int) total);
        parts.forEach(joined::put);
        return joined.flip();
    }

    private ByteBuffer source(int method) {
        if (method == IN_META && inner.isPresent()) {
            return inner.get().content();
        }
        if (method != IN_FILE) {
            throw file.damaged("a part of its picture is in another file or item");
        }
        return file.buffer(ByteOrder.BIG_ENDIAN);
    }

    private ByteBuffer part(ByteBuffer source, Extent extent) {
        long room = source.limit() - extent.offset;
        if (extent.offset < 0 || extent.length < 0 || room < Math.max(extent.length, 1)) {
            throw file.cutOff("the last pixel");
        }
        long length = extent.length == 0 ? room : extent.length;
        return source.slice((int) extent.offset, (int) length);
    }
}
