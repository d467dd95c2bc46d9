package dev.warfront.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name an account logs in with: 3..20 letters, digits, dots, dashes and underscores of any script, the first one a
/// letter or digit. Kept as it was typed, in Unicode's compatible form, and compared without regard to case.
///
/// @param text for people
public record LoginName(String text) {
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{2,19}");

    public LoginName {
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a login: " + text);
        }
    }

    /// Empty when the text cannot be a login of anybody.
    public static Optional<LoginName> of(String text) {
        var normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return FORM.matcher(normal).matches() ? Optional.of(new LoginName(normal)) : Optional.empty();
    }

    /// What is unique over all accounts. Up and down again, since some letters have several small forms.
    public String folded() {
        var folded = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }
}
