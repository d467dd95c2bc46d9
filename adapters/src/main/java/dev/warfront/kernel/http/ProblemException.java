package dev.warfront.kernel.http;

import org.jspecify.annotations.Nullable;

/// Carries a problem to the one place that writes it.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient @Nullable Object refusal;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /// @param refusal the refusal of the domain that it tells of; null when it is of the edge's own making
    ProblemException(Problem problem, @Nullable Object refusal) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.refusal = refusal;
    }

    public Problem problem() {
        return problem;
    }

    @Nullable
    Object refusal() {
        return refusal;
    }
}
