/// What a bench runs on: servers that stay, and a program on them that it starts, stops and kills.
@NullMarked
package dev.warfront.bench.stage;

import org.jspecify.annotations.NullMarked;
