package dev.warfront.packaged;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// How often the program dies in a run: as often as it can with `-Ddeep`, else a few times that are drawn, so that each
/// has its turn over the runs.
final class Depth {

    private Depth() {}

    static boolean isDeep() {
        return System.getProperty("deep") != null;
    }

    /// So many of all, or all, in their order.
    static <T> List<T> some(int count, List<T> all, Random random) {
        if (isDeep()) {
            return all;
        }
        var places = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        Collections.shuffle(places, random);
        return places.stream().limit(count).sorted().map(all::get).toList();
    }
}
