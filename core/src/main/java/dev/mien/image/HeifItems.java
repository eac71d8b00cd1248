package dev.mien.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items of a HEIF file: coded pictures, pictures made of others, and metadata (ISO/IEC 23008-12, 6; ISO/IEC
 * 14496-12, 8.11).
 */
final class HeifItems {
    private final PictureFile file;
    private final List<IsoBox> meta;
    private final Map<Long, String> types = new HashMap<>();
    private final HeifLocations locations;
    private final HeifProperties properties;
    private final HeifReferences references;

    private HeifItems(PictureFile file, List<IsoBox> meta) {
        this.file = file;
        this.meta = meta;
        readTypes(required("iinf"));
        locations = new HeifLocations(file, required("iloc"), IsoBox.first(meta, "idat"));
        properties = new HeifProperties(file, required("iprp"));
        references = new HeifReferences(IsoBox.first(meta, "iref"));
    }

    static HeifItems of(PictureFile file) {
        List<IsoBox> boxes = IsoBox.in(file.buffer(ByteOrder.BIG_ENDIAN));
        Optional<IsoBox> meta = IsoBox.first(boxes, "meta");
        if (meta.isEmpty() && boxes.stream().anyMatch(IsoBox::isCut)) {
            throw file.cutOff("its box meta");
        }
        if (meta.isEmpty()) {
            throw file.damaged("it has no still picture");
        }
        if (meta.get().isCut()) {
            throw file.cutOff("the end of its box meta");
        }
        return new HeifItems(file, IsoBox.in(meta.get().body()));
    }

    private IsoBox required(String type) {
        return IsoBox.first(meta, type).orElseThrow(() -> file.damaged("its box meta has no box " + type));
    }

    /** Entries before version 2 are of files that have no pictures. */
    private void readTypes(IsoBox list) {
        ByteBuffer body = list.body();
        int count = list.version() == 0 ? 2 : 4;
        for (IsoBox entry : IsoBox.in(body.slice(count, body.limit() - count))) {
            if (entry.type().equals("infe") && entry.version() >= 2) {
                int bytes = entry.version() == 2 ? 2 : 4;
                long item = IsoBox.number(entry.body(), bytes);
                types.put(item, IsoBox.text(entry.body(), bytes + 2));
            }
        }
    }

    /** The item that is the file's picture. */
    long primary() {
        IsoBox box = required("pitm");
        return IsoBox.number(box.body(), box.version() == 0 ? 2 : 4);
    }

    /** Four letters; empty if there is no such item. */
    String type(long item) {
        return types.getOrDefault(item, "");
    }

    /** An item's bytes. */
    ByteBuffer data(long item) {
        return locations.data(item);
    }

    HeifProperties properties() {
        return properties;
    }

    /** The items that a picture is made of, in order. */
    List<Long> parts(long item) {
        return references.from(item, "dimg");
    }

    /** The item with a picture's transparency. Pictures of depth, gain and other things are no part of the picture. */
    Optional<Long> alpha(long item) {
        return references.to(item, "auxl").stream().filter(properties::isAlpha).findFirst();
    }

    /** Whether a picture's colours are multiplied by its transparency. */
    boolean isPremultiplied(long item, long alpha) {
        return references.from(item, "prem").contains(alpha);
    }
}
