package dev.warfront.score.http;

import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.ProblemException;
import dev.warfront.kernel.http.Violation;
import dev.warfront.score.EventVerdict;
import dev.warfront.score.EventVerdicts.Position;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `after`: where a list of refused events goes on, `<offset>.<index>` of the last that is known.
final class AfterParameter {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,5})");

    private AfterParameter() {}

    /// Error: {@link ProblemException} when it is none
    static Position position(@Nullable String text) {
        if (text == null) {
            return Position.START;
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new ProblemException(Problem.invalid(Violation.MALFORMED, "after"));
        }
        return new Position(Long.parseLong(form.group(1)), Integer.parseInt(form.group(2)));
    }

    static String of(EventVerdict.Refused refused) {
        return refused.place().offset() + "." + refused.place().index();
    }
}
