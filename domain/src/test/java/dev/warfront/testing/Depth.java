package dev.warfront.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// How much a run tests: with `-Ddeep` all of it, at its full size; else less, some of it drawn, so that each
/// has its turn over the runs. What is left out altogether then is {@link Deep}.
public final class Depth {

    private Depth() {}

    public static boolean isDeep() {
        return System.getProperty(Deep.PROPERTY) != null;
    }

    /// So many of all, drawn, in their order; with `-Ddeep` all.
    public static <T> List<T> some(int count, List<T> all, Random random) {
        if (isDeep()) {
            return all;
        }
        var places = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        Collections.shuffle(places, random);
        return places.stream().limit(count).sorted().map(all::get).toList();
    }
}
