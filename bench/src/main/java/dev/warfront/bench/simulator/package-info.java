/// Two clans and a game server that fight one war against a running program and compare their book with its totals.
@NullMarked
package dev.warfront.bench.simulator;

import org.jspecify.annotations.NullMarked;
