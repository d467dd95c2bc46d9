/// The authored world in YAML files.
@NullMarked
package dev.warfront.territory.yaml;

import org.jspecify.annotations.NullMarked;
