package dev.mien.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of an HDF5 file in memory.
 *
 * @param texts the attributes that are text, by name; an attribute of several texts is a list
 * @param groups the groups in it
 * @param arrays the arrays in it
 */
record HdfGroup(Map<String, List<String>> texts, Map<String, HdfGroup> groups, Map<String, KerasArray> arrays) {
    HdfGroup {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    /** An attribute of one text. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name))
                .filter(list -> list.size() == 1)
                .map(list -> list.get(0));
    }

    /** An attribute of several texts. Keras divides a long one and numbers the parts: {@code layer_names0}. */
    List<String> list(String name) {
        if (texts.containsKey(name)) {
            return texts.get(name);
        }
        List<String> all = new ArrayList<>();
        for (int part = 0; texts.containsKey(name + part); part++) {
            all.addAll(texts.get(name + part));
        }
        return List.copyOf(all);
    }

    /** A group below this one. Its path has the names from group to group, separated by slashes. */
    Optional<HdfGroup> group(String path) {
        Optional<HdfGroup> group = Optional.of(this);
        for (String name : path.split("/")) {
            group = group.map(HdfGroup::groups).map(below -> below.get(name));
        }
        return group;
    }

    /** An array below this group. */
    Optional<KerasArray> array(String path) {
        int slash = path.lastIndexOf('/');
        Optional<HdfGroup> home = slash < 0 ? Optional.of(this) : group(path.substring(0, slash));
        return home.map(group -> group.arrays().get(path.substring(slash + 1)));
    }
}
