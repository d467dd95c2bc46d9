/// The log of score events and the feeds of scores in Kafka, and the pipeline from the one to the ledger and on
/// to the other. docs/adr/0015.
@NullMarked
package dev.warfront.score.kafka;

import org.jspecify.annotations.NullMarked;
