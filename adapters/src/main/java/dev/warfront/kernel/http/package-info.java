/// What every HTTP controller stands on: problems, idempotent commands, callers, versions, pages, limits.
@NullMarked
package dev.warfront.kernel.http;

import org.jspecify.annotations.NullMarked;
