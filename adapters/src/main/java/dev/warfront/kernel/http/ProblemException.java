package dev.warfront.kernel.http;

/// Carries a problem from a place at the edge that cannot answer by itself: an argument, a filter.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
