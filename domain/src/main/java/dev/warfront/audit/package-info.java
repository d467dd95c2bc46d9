/// Who has done what: commands of identity, of staff and of game servers, written down with their effect and
/// chained.
@NullMarked
package dev.warfront.audit;

import org.jspecify.annotations.NullMarked;
