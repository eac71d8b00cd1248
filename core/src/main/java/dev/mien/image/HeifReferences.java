package dev.mien.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the items of a HEIF file belong together: the box iref (ISO/IEC 14496-12, 8.11.12). */
final class HeifReferences {
    private record Reference(String kind, long from, List<Long> to) {}

    private final List<Reference> references = new ArrayList<>();

    HeifReferences(Optional<IsoBox> list) {
        if (list.isEmpty()) {
            return;
        }
        int bytes = list.get().version() == 0 ? 2 : 4;
        for (IsoBox entry : IsoBox.in(list.get().body())) {
            ByteBuffer content = entry.content().duplicate();
            long from = IsoBox.number(content, bytes);
            List<Long> to = new ArrayList<>();
            for (int left = Short.toUnsignedInt(content.getShort()); left > 0; left--) {
                to.add(IsoBox.number(content, bytes));
            }
            references.add(new Reference(entry.type(), from, to));
        }
    }

    /** The items that an item refers to, in order. */
    List<Long> from(long item, String kind) {
        return references.stream()
                .filter(reference -> reference.from == item && reference.kind.equals(kind))
                .flatMap(reference -> reference.to.stream())
                .toList();
    }

    /** The items that refer to an item. */
    List<Long> to(long item, String kind) {
        return references.stream()
                .filter(reference -> reference.to.contains(item) && reference.kind.equals(kind))
                .map(Reference::from)
                .toList();
    }
}
