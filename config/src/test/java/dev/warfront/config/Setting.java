package dev.warfront.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;

/// A setting as the code has it.
///
/// @param name with its prefix, in kebab case
/// @param root the record that is read
/// @param path from the root to it, through records in records
/// @param groups what is said of each record on the way
/// @param sentence what is said of itself
record Setting(String name, Class<?> root, List<RecordComponent> path, List<String> groups, String sentence) {
    RecordComponent component() {
        return path.getLast();
    }

    Type type() {
        return component().getGenericType();
    }

    /// The record that it is a component of.
    Class<?> holder() {
        return component().getDeclaringRecord();
    }

    /// The name without its last part.
    String group() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    String meaning() {
        return capital(sentence);
    }

    /// What is said of the records in records that it stands in; empty for none.
    String groupMeaning() {
        return capital(String.join(": ", groups.subList(1, groups.size())));
    }

    /// For who sees it by itself.
    String fullMeaning() {
        return groups.size() == 1 ? meaning() : groupMeaning() + ": " + sentence;
    }

    /// Not of a unit or the like.
    static String capital(String sentence) {
        return sentence.matches("(?!bp\\b)[a-z]+\\b.*")
                ? sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1)
                : sentence;
    }
}
