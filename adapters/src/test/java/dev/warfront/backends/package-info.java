/// The real PostgreSQL, Redis and Kafka, embedded: for the tests of every module and for the development run.
@NullMarked
package dev.warfront.backends;

import org.jspecify.annotations.NullMarked;
