package io.basiswatch.gateway.problem;

import java.util.Optional;

/** A request that ends with a problem. No stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String param;

    private ProblemException(Reason reason, String param, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.param = param;
    }

    public static ProblemException of(Reason reason, String detail) {
        return new ProblemException(reason, "", detail);
    }

    /** A problem with one parameter of the request. */
    public static ProblemException of(Reason reason, String param, String detail) {
        return new ProblemException(reason, param, detail);
    }

    public Reason reason() {
        return reason;
    }

    /** The parameter at fault. */
    public Optional<String> param() {
        return param.isEmpty() ? Optional.empty() : Optional.of(param);
    }
}
