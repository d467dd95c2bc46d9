/// What of scores goes on by itself beside the pipeline.
@NullMarked
package dev.warfront.score.stream;

import org.jspecify.annotations.NullMarked;
