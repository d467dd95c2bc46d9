/// Pages of the documentation that are written from the code and held to it.
@NullMarked
package dev.warfront.documents;

import org.jspecify.annotations.NullMarked;
