package dev.warfront.score.kafka;

import dev.warfront.score.ReviewRow;

/// The place of an event in the log.
record PlaceJson(int partition, long offset, int index) {
    static PlaceJson of(ReviewRow row) {
        return new PlaceJson(row.partition(), row.offset(), row.index());
    }

    String text() {
        return partition + ":" + offset + ":" + index;
    }
}
