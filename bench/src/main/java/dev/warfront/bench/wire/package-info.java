/// What travels between a client and the program: HTTP, RSocket and Kafka, as the program's contract says and without a
/// class of its.
@NullMarked
package dev.warfront.bench.wire;

import org.jspecify.annotations.NullMarked;
